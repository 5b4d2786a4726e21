"""The slots in which enough of a panel can."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from guildmark.scheduling.domain.availability import Availability
from guildmark.scheduling.domain.stretches import QUARTER, Stretch, any_touches, floor_quarter

STEP = timedelta(minutes=30)
"""Slots begin on the half hour, or where somebody's hours begin."""


FIVE = 5


def lengthened(minutes: int, percent: int) -> int:
    """A session with so many per cent of extra time, up to the next five minutes."""
    return -(-minutes * (100 + percent) // (100 * FIVE)) * FIVE if percent else minutes


@dataclass(frozen=True)
class Member:
    """Somebody on the panel. `busy`: sessions booked already, with what is kept free around them."""

    person: int
    availability: Availability
    busy: Sequence[Stretch] = ()


@dataclass(frozen=True, order=True)
class Slot:
    """A stretch in which these members can; `who` in the order of the panel."""

    starts: datetime
    ends: datetime
    who: tuple[int, ...]


@dataclass(frozen=True)
class Wanted:
    """A session of `length` with at least `quorum` of the panel, between two instants, while the candidate is free."""

    length: timedelta
    quorum: int
    since: datetime
    until: datetime
    candidate_busy: Sequence[Stretch] = ()


def slots(panel: Sequence[Member], wanted: Wanted, *, at: datetime) -> list[Slot]:
    """Every slot in which enough can, in order; two may overlap, since each is one to choose. None for nobody."""
    free = {one.person: one.availability.free(wanted.since, wanted.until) for one in panel}
    starts = {start for stretches in free.values() for one in stretches for start in _grid(one, wanted.length)}
    enough = max(1, wanted.quorum)
    found = []
    for start in sorted(starts):
        session = Stretch(start, start + wanted.length)
        if not any_touches(session, wanted.candidate_busy):
            who = tuple(one.person for one in panel if _can(one, free[one.person], session, at))
            if len(who) >= enough:
                found.append(Slot(session.starts, session.ends, who))
    return found


def _can(member: Member, free: Sequence[Stretch], session: Stretch, at: datetime) -> bool:
    who = member.availability
    if session.starts < at + who.notice:
        return False
    last = bisect_right(free, session.starts, key=lambda one: one.starts) - 1
    if last < 0 or free[last].ends < session.ends:
        return False
    return not any_touches(who.around(session), member.busy)


def _grid(free: Stretch, length: timedelta) -> Iterator[datetime]:
    """Where a session may begin in a free stretch: at its beginning, then on every half hour while it fits."""
    here = _up_to_quarter(free.starts)
    while here + length <= free.ends:
        yield here
        here = here + STEP - timedelta(minutes=here.minute % 30)


def _up_to_quarter(moment: datetime) -> datetime:
    floor = floor_quarter(moment)
    return floor if floor == moment else floor + QUARTER
