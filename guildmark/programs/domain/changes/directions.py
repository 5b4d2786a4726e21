"""Which way a demand changed: stricter or looser for whoever is on the way, where numbers can say so."""

from collections.abc import Collection
from typing import Any

STRICTER, LOOSER, OTHERWISE = "stricter", "looser", "otherwise"

MORE_IS_STRICTER = frozenset(
    [
        "attempts.cool_off_days",
        "rubric.cut",
        "minimum",
        "critical",
        "min_words",
        "live.notice_hours",
        "renewal.least_months",
    ]
)
MORE_IS_LOOSER = frozenset(
    [
        "validity_months",
        "attempts.most",
        "attempts.carried_for_months",
        "appeals.days",
        "renewal.window_months",
        "renewal.grace_days",
        "max_words",
        "live.reschedules",
        "live.grace_minutes",
    ]
)
"""Everything else (who judges, weights, hours) asks another thing; whether it is harder is nobody’s to calculate."""


def direction(field: str, before: Any, after: Any) -> str:
    """How the demand changed: more of it is stricter, looser, or merely otherwise."""
    if field == "formats":
        return _of_choice(set(before or ()), set(after or ()))
    if field == "needed" and isinstance(before, int) and isinstance(after, int):
        return STRICTER if after > before else LOOSER
    if field in MORE_IS_STRICTER:
        return STRICTER if (after or 0) > (before or 0) else LOOSER if (after or 0) < (before or 0) else OTHERWISE
    if field in MORE_IS_LOOSER:
        return LOOSER if (after or 0) > (before or 0) else STRICTER if (after or 0) < (before or 0) else OTHERWISE
    return OTHERWISE


def _of_choice(before: Collection[str], after: Collection[str]) -> str:
    """More formats to choose from is looser; nothing named is no choice that could be counted."""
    if not before or not after or "file" in (*before, *after):
        return OTHERWISE
    return LOOSER if set(after) > set(before) else STRICTER if set(after) < set(before) else OTHERWISE
