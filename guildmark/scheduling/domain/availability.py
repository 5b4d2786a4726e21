"""When somebody can: a week that repeats in their own zone, and the days that differ from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from guildmark.kernel.calendar import local_date
from guildmark.scheduling.domain.stretches import Days, Hours, Stretch, any_touches, joined, joined_hours
from guildmark.scheduling.domain.zones import stretches_of

Week = tuple[tuple[Hours, ...], ...]
NO_HOURS: Week = ((),) * 7


@dataclass(frozen=True)
class Availability:
    """`week` begins on Monday. `off`: their own days off; `extra`: hours on single days, which hold on a day off too;
    `leave`: known from the organisation, and stronger than both. `before` and `after` are kept free around a session;
    nothing is booked within `notice`."""

    zone: str
    week: Week = NO_HOURS
    off: tuple[Days, ...] = ()
    extra: Mapping[date, tuple[Hours, ...]] = field(default_factory=dict)
    leave: tuple[Days, ...] = ()
    before: timedelta = timedelta()
    after: timedelta = timedelta()
    notice: timedelta = timedelta()

    def hours_on(self, day: date) -> tuple[Hours, ...]:
        """The hours of one day by the wall clock of the zone."""
        if any(day in days for days in self.leave):
            return ()
        usual = () if any(day in days for days in self.off) else self.week[day.weekday()]
        return joined_hours((*usual, *self.extra.get(day, ())))

    def free(self, since: datetime, until: datetime) -> list[Stretch]:
        """The instants between two at which they can, sessions already booked not looked at."""
        found: list[Stretch] = []
        for day in _days(local_date(since, self.zone), local_date(until, self.zone)):
            for hours in self.hours_on(day):
                found.extend(stretches_of(day, hours, self.zone))
        return joined(Stretch(max(one.starts, since), min(one.ends, until)) for one in found if one.ends > since)

    def around(self, session: Stretch) -> Stretch:
        """A session with what this person keeps free before and after."""
        return Stretch(session.starts - self.before, session.ends + self.after)


def objection(session: Stretch, who: Availability, busy: Sequence[Stretch], at: datetime) -> str:
    """Why somebody can't at that time: `notice`, `busy` or `hours`; or nothing."""
    if session.starts < at + who.notice:
        return "notice"
    if any_touches(who.around(session), busy):
        return "busy"
    free = who.free(session.starts - timedelta(days=1), session.ends + timedelta(days=1))
    return "" if any(one.starts <= session.starts and session.ends <= one.ends for one in free) else "hours"


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)
