"""From clocks on walls to instants: every zone, with the hours that a change of clocks leaves out or gives twice."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from guildmark.scheduling.domain.stretches import Hours, Stretch

FURTHEST_OFFSET = timedelta(hours=26)
SAMPLE = timedelta(hours=6)
"""No zone has changed its clocks twice within six hours."""


def stretches_of(day: date, hours: Hours, zone: str) -> Iterator[Stretch]:
    """The instants at which the wall clock of `zone` shows `day` and a minute within `hours`.

    An hour that the clocks skip has none. An hour that they show twice counts twice, so one stretch of the clock can be
    two of instants.
    """
    for run, offset in _runs_of(day, zone):
        starts = datetime.combine(day, time(), UTC) + timedelta(minutes=hours.starts) - offset
        ends = datetime.combine(day, time(), UTC) + timedelta(minutes=hours.ends) - offset
        if max(starts, run.starts) < min(ends, run.ends):
            yield Stretch(max(starts, run.starts), min(ends, run.ends))


@lru_cache(maxsize=8192)
def _runs_of(day: date, zone: str) -> tuple[tuple[Stretch, timedelta], ...]:
    """The time around a local day in runs of one offset each."""
    where = ZoneInfo(zone)
    here = datetime.combine(day, time(), UTC) - FURTHEST_OFFSET
    last = datetime.combine(day, time(), UTC) + timedelta(days=1) + FURTHEST_OFFSET
    edges = [here]
    while here < last:
        there = min(here + SAMPLE, last)
        if _offset(here, where) != _offset(there, where):
            edges.append(_change_between(here, there, where))
        here = there
    edges.append(last)
    return tuple((Stretch(a, b), _offset(a, where)) for a, b in pairwise(edges) if a < b)


def _change_between(before: datetime, after: datetime, where: ZoneInfo) -> datetime:
    """The first instant with the later offset."""
    old = _offset(before, where)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle -= timedelta(microseconds=middle.microsecond)
        before, after = (middle, after) if _offset(middle, where) == old else (before, middle)
    return after


def _offset(moment: datetime, where: ZoneInfo) -> timedelta:
    return moment.astimezone(where).utcoffset() or timedelta()
