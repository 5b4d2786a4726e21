"""Hours as people type them: “9-12:30, 13-17”, and as they are shown: “09:00–12:30, 13:00–17:00”."""

import re
from collections.abc import Iterable

from guildmark.scheduling.domain.stretches import DAY_MINUTES, Hours, joined_hours

ONE = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:-|–|—|to|tot)\s*(\d{1,2})(?:[:.h](\d{2}))?")


class Unreadable(ValueError):
    """What was typed are no hours of a day."""


def typed(text: str) -> tuple[Hours, ...]:
    """The hours that a text names, in order; none for an empty one. Raises `Unreadable`, which holds what isn’t hours."""
    return joined_hours(_one(part.strip()) for part in re.split(r"[,;\n]", text) if part.strip())


def _one(part: str) -> Hours:
    found = ONE.fullmatch(part)
    if not found:
        raise Unreadable(part)
    starts, ends = (int(found[n]) * 60 + int(found[n + 1] or 0) for n in (1, 3))
    if not (starts < ends <= DAY_MINUTES) or any(int(found[n] or 0) > 59 for n in (2, 4)):
        raise Unreadable(part)
    return Hours(starts, ends)


def shown(hours: Iterable[Hours]) -> str:
    return ", ".join(f"{clock(one.starts)}–{clock(one.ends)}" for one in hours)


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
