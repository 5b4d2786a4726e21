"""The page on which somebody says when they can."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.dates import WEEKDAYS

from guildmark.people.models import Person
from guildmark.scheduling.domain.stretches import Hours
from guildmark.scheduling.domain.typed_hours import shown
from guildmark.scheduling.models import Booking, BookingState, PublishedAvailability
from guildmark.scheduling.queries.finding import with_places
from guildmark.scheduling.queries.hours import availability_of, busy_of, day_before, published_by
from guildmark.scheduling.queries.listing import SessionRow, session_rows


@dataclass(frozen=True)
class OtherDay:
    pk: int
    first: date
    last: date
    hours: str  # empty: off


@dataclass(frozen=True)
class MyHours:
    """`offered`: the hours that can still be booked in the next two weeks."""

    published: PublishedAvailability | None
    initial: dict[str, str | int]
    other_days: Sequence[OtherDay]
    sessions: Sequence[SessionRow]
    offered: int


def my_hours(person: Person, *, at: datetime) -> MyHours:
    """What this person said about when they can, and what came of it."""
    row = published_by(person)
    coming = Booking.objects.filter(
        state=BookingState.BOOKED, ends_at__gt=at, places__person_id=person.pk, places__is_candidate=False
    )
    return MyHours(
        published=row,
        initial=_initial(row, person),
        other_days=[
            OtherDay(one.pk, one.first, one.last, "" if one.is_off else shown([Hours(one.starts or 0, one.ends or 0)]))
            for one in (row.other_days.all() if row else ())
            if one.last >= day_before(at)
        ],
        sessions=session_rows(with_places(coming).order_by("starts_at")[:8], zone=person.time_zone),
        offered=_offered(person, at),
    )


def _initial(row: PublishedAvailability | None, person: Person) -> dict[str, str | int]:
    days: dict[str, str | int] = {f"day_{day}": "" for day in WEEKDAYS}
    if row is None:
        return {**days, "zone": person.time_zone, "before": 0, "after": 15, "notice": 48, "revision": 0}
    for day in WEEKDAYS:
        days[f"day_{day}"] = shown(Hours(one.starts, one.ends) for one in row.hours.all() if one.weekday == day)
    around = {"before": row.before_minutes, "after": row.after_minutes, "notice": row.notice_hours}
    return {**days, "zone": row.time_zone, **around, "revision": row.revision}


def _offered(person: Person, at: datetime) -> int:
    hours = availability_of([person.pk], since=day_before(at)).get(person.pk)
    if hours is None:
        return 0
    since, until = at + hours.notice, at + timedelta(weeks=2)
    free = sum((one.ends - one.starts for one in hours.free(since, until)), timedelta())
    busy = sum((one.ends - one.starts for one in busy_of([person.pk], since, until).get(person.pk, ())), timedelta())
    return int(max(free - busy, timedelta()).total_seconds() // 3600)
