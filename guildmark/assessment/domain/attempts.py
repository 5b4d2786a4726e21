"""Attempts at a task: how many, and from when the next may be handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Standing:
    """`used` attempts of `most`; the next may be handed in `from_day` on, where that isn't at once."""

    used: int
    most: int
    from_day: date | None = None

    @property
    def left(self) -> int:
        return max(self.most - self.used, 0)

    def waits(self, day: date) -> bool:
        return self.from_day is not None and day < self.from_day


def standing(decided_on: Sequence[date], *, most: int, cool_off_days: int, granted: int = 0) -> Standing:
    """Where somebody stands who was told “not yet met” on these days, in their own zone. `granted`: attempts on top."""
    most += granted
    if not decided_on or not cool_off_days:
        return Standing(len(decided_on), most)
    return Standing(len(decided_on), most, max(decided_on) + timedelta(days=cool_off_days))
