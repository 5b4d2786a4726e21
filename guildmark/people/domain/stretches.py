"""Stretches of days, both ends included, open at the end while they last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Stretch:
    starts_on: date
    ends_on: date | None = None

    def meets(self, other: "Stretch") -> bool:
        """Whether at least one day lies in both."""
        return (other.ends_on is None or self.starts_on <= other.ends_on) and (
            self.ends_on is None or other.starts_on <= self.ends_on
        )


def first_clash(wanted: Stretch, taken: Iterable[Stretch]) -> Stretch | None:
    """The earliest of the stretches taken that shares a day with the one wanted."""
    clashes = [stretch for stretch in taken if wanted.meets(stretch)]
    return min(clashes, key=lambda stretch: stretch.starts_on, default=None)
