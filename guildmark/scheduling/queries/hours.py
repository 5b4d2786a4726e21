"""When people can, as published, with their leave and what they are booked for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q

from guildmark.kernel.calendar import local_date
from guildmark.people.models import Leave, Person
from guildmark.scheduling.domain.availability import Availability
from guildmark.scheduling.domain.stretches import QUARTER, Days, Hours, Stretch, joined
from guildmark.scheduling.models import OtherDays, PublishedAvailability, TakenQuarter


def published_by(person: Person) -> PublishedAvailability | None:
    """What this person said about when they can; nothing before they did."""
    rows = PublishedAvailability.objects.filter(person_id=person.pk)
    return rows.prefetch_related("hours", "other_days").first()


def availability_of(person_ids: Collection[int], *, since: date) -> dict[int, Availability]:
    """When each of these people can, from a day on; nobody who has said nothing. Four queries."""
    rows = PublishedAvailability.objects.filter(person_id__in=person_ids).prefetch_related(*days_since(since))
    return with_leave(rows, since=since)


def days_since(since: date, where: str = "") -> tuple[str, Prefetch]:
    """What to read along with an availability that is reached by `where`. Two queries."""
    return f"{where}hours", Prefetch(f"{where}other_days", OtherDays.objects.filter(last__gte=since))


def with_leave(rows: Iterable[PublishedAvailability], *, since: date) -> dict[int, Availability]:
    """When these people can, each by their id. One query."""
    rows = list(rows)
    leave = _leave_of([row.person_id for row in rows], since)
    return {row.person_id: as_availability(row, tuple(leave.get(row.person_id, ()))) for row in rows}


def as_availability(row: PublishedAvailability, leave: tuple[Days, ...] = ()) -> Availability:
    hours: dict[int, list[Hours]] = defaultdict(list)
    for one in row.hours.all():
        hours[one.weekday].append(Hours(one.starts, one.ends))
    extra: dict[date, tuple[Hours, ...]] = {}
    for other in row.other_days.all():
        if other.starts is not None and other.ends is not None:
            extra[other.first] = (*extra.get(other.first, ()), Hours(other.starts, other.ends))
    return Availability(
        zone=row.time_zone,
        week=tuple(tuple(hours[day]) for day in range(7)),
        off=tuple(Days(one.first, one.last) for one in row.other_days.all() if one.is_off),
        extra=extra,
        leave=leave,
        before=timedelta(minutes=row.before_minutes),
        after=timedelta(minutes=row.after_minutes),
        notice=timedelta(hours=row.notice_hours),
    )


def _leave_of(person_ids: Collection[int], since: date) -> Mapping[int, list[Days]]:
    found: dict[int, list[Days]] = defaultdict(list)
    rows = Leave.objects.filter(Q(ends_on=None) | Q(ends_on__gte=since), person_id__in=person_ids)
    for person, first, last in rows.values_list("person_id", "starts_on", "ends_on"):
        found[person].append(Days(first, last))
    return found


def busy_of(
    person_ids: Collection[int], since: datetime, until: datetime, *, but: int | None = None
) -> dict[int, list[Stretch]]:
    """What each of these people is booked for between two instants, with what they keep free around it, as candidates
    too; `but` leaves one booking out. One query."""
    rows = TakenQuarter.objects.filter(person_id__in=person_ids, starts_at__gte=since - QUARTER, starts_at__lt=until)
    if but is not None:
        rows = rows.exclude(place__booking_id=but)
    found: dict[int, list[Stretch]] = defaultdict(list)
    for person, starts in rows.values_list("person_id", "starts_at"):
        found[person].append(Stretch(starts, starts + QUARTER))
    return {person: joined(stretches) for person, stretches in found.items()}


def day_before(at: datetime) -> date:
    """A day that has passed in every zone."""
    return local_date(at, "UTC") - timedelta(days=1)
