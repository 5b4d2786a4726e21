"""Stretches of time, half open: the end is the first moment that is outside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

QUARTER = timedelta(minutes=15)
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, order=True)
class Hours:
    """Minutes of a day by the clock on the wall: 540 to 1020 is from nine to five, 1440 is midnight at its end."""

    starts: int
    ends: int


@dataclass(frozen=True, order=True)
class Stretch:
    """Between two instants, in UTC."""

    starts: datetime
    ends: datetime

    def touches(self, other: "Stretch") -> bool:
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True, order=True)
class Days:
    """Calendar days, both ends counted; without an end until further notice."""

    first: date
    last: date | None = None

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day and (self.last is None or day <= self.last)


def joined_hours(hours: Iterable[Hours]) -> tuple[Hours, ...]:
    """The same minutes in as few stretches as possible, in order: what overlaps or touches is one."""
    found: list[Hours] = []
    for one in sorted(h for h in hours if h.starts < h.ends):
        if found and one.starts <= found[-1].ends:
            found[-1] = Hours(found[-1].starts, max(found[-1].ends, one.ends))
        else:
            found.append(one)
    return tuple(found)


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same instants in as few stretches as possible, in order."""
    found: list[Stretch] = []
    for one in sorted(s for s in stretches if s.starts < s.ends):
        if found and one.starts <= found[-1].ends:
            found[-1] = Stretch(found[-1].starts, max(found[-1].ends, one.ends))
        else:
            found.append(one)
    return found


def quarters(stretch: Stretch) -> list[datetime]:
    """The quarters of an hour that a stretch reaches into, each by its first instant."""
    here = floor_quarter(stretch.starts)
    found = []
    while here < stretch.ends:
        found.append(here)
        here += QUARTER
    return found


def floor_quarter(moment: datetime) -> datetime:
    return moment - timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)


def any_touches(stretch: Stretch, others: Sequence[Stretch]) -> bool:
    return any(stretch.touches(one) for one in others)
