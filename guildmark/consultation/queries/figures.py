"""What a round says, from what was handed in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from guildmark.consultation.domain.asked import unpacked
from guildmark.consultation.domain.content_validity import Mean, agreement, differing, mean_of
from guildmark.consultation.models import Clarity, Frequency, Importance, Rating, ValidationRound

LEAST_SHOWN = 3
"""People of one function, below which it isn’t told what they said."""
PLACES = 4


def figures_of(found: ValidationRound) -> dict[str, Any]:
    """By indicator: who calls it essential, how often it comes up, how clear it reads, and whether functions differ."""
    said: dict[str, list[Rating]] = defaultdict(list)
    handed_in = Rating.objects.filter(rater__round=found, rater__handed_in_at__isnull=False)
    for one in handed_in.select_related("rater__function").order_by("pk"):
        said[one.item].append(one)
    keys = [one.key for one in unpacked(found.items)]
    parted = differing([by_function(said[key]) for key in keys], seed=found.pk)
    return {key: _figures(said[key], chance) for key, chance in zip(keys, parted, strict=True)}


def by_function(ratings: Sequence[Rating]) -> Mapping[str, list[int]]:
    """How much it matters, as the people of each function say it."""
    found: dict[str, list[int]] = defaultdict(list)
    for one in ratings:
        if one.importance:
            found[one.rater.function.name].append(one.importance)
    return found


def _figures(ratings: Sequence[Rating], chance: float | None) -> dict[str, Any]:
    told = [one for one in ratings if one.importance]
    found = agreement(sum(one.importance == Importance.ESSENTIAL for one in told), len(told))
    return {
        "agreement": {**asdict(found), "ratio": _kept(found.ratio), "critical": _kept(found.critical)},
        "importance": _mean([one.importance for one in told], 1, max(Importance.values)),
        "frequency": _mean([one.frequency for one in told], min(Frequency.values), max(Frequency.values)),
        "clarity": _mean([one.clarity for one in told], min(Clarity.values), max(Clarity.values)),
        "functions": _functions(by_function(told)),
        "differing": _kept(chance),
    }


def _mean(said: Sequence[int | None], least: int, most: int) -> dict[str, Any] | None:
    found = mean_of([one for one in said if one is not None], least=least, most=most)
    return {name: _kept(value) for name, value in asdict(found).items()} if isinstance(found, Mean) else None


def _kept(value: float | None) -> float | None:
    return None if value is None else round(value, PLACES)


def _functions(said: Mapping[str, Sequence[int]]) -> list[dict[str, Any]]:
    """Function by function; those of fewer than three people taken together, with the smallest of the others where they
    are still fewer, so that nobody's word comes out by subtraction."""
    rows = sorted(said.items(), key=lambda one: (len(one[1]), one[0]))
    rest: list[int] = []
    while rows and (len(rows[0][1]) < LEAST_SHOWN or 0 < len(rest) < LEAST_SHOWN):
        rest += rows.pop(0)[1]
    shown = sorted(rows) + ([("", rest)] if len(rest) >= LEAST_SHOWN else [])
    return [
        {"name": name, "raters": len(values), "essential": list(values).count(Importance.ESSENTIAL)}
        for name, values in shown
    ]
