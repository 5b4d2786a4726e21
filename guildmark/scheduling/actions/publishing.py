"""Saying when one can."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import available_timezones

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from guildmark.kernel import outbox
from guildmark.kernel.access import YES, Actor, Decision, Refused, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person
from guildmark.scheduling.domain.stretches import Hours, joined_hours
from guildmark.scheduling.facts import HoursPublished, OtherDaysTakenBack, OtherDaysTold
from guildmark.scheduling.lifecycle import LONGEST_BUFFER, LONGEST_NOTICE, may_publish
from guildmark.scheduling.models import OtherDays, PublishedAvailability, WeeklyHours

TELL_WAITING = "scheduling.tell_waiting"
MOST_OTHER_DAYS = 200


@dataclass(frozen=True)
class Around:
    """What somebody keeps free before and after a session, and within how many hours nothing is booked."""

    before: int = 0
    after: int = 15
    notice: int = 24


@transaction.atomic
def publish_hours(
    *,
    person: Person,
    week: Sequence[Sequence[Hours]],
    zone: str,
    around: Around,
    revision: int,
    by: Actor,
    at: datetime,
) -> PublishedAvailability:
    """Sessions are offered in these hours of every week from now on. Sessions booked before stay.

    `revision`: of what the person had before them; if another tab published meanwhile, nothing is overwritten.
    """
    person = lock(person)
    ensure(may_publish(person, by, at))
    ensure(_makes_sense(week, zone, around))
    row = PublishedAvailability.objects.filter(person=person).first() or PublishedAvailability(
        person=person, revision=0
    )
    if row.revision != revision:
        raise Refused(str(_("These hours were changed in another tab meanwhile. Here they are as they stand now.")))
    row.time_zone, row.published_at, row.revision = zone, at, revision + 1
    row.before_minutes, row.after_minutes, row.notice_hours = around.before, around.after, around.notice
    row.save()
    row.hours.all().delete()
    WeeklyHours.objects.bulk_create(
        WeeklyHours(availability=row, weekday=day, starts=one.starts, ends=one.ends)
        for day, hours in enumerate(week)
        for one in joined_hours(hours)
    )
    announce(HoursPublished(person.pk, row.revision), by=by, at=at)
    _look_for_slots(f"hours-{person.pk}-{row.revision}", at)
    return row


def _makes_sense(week: Sequence[Sequence[Hours]], zone: str, around: Around) -> Decision:
    if zone not in available_timezones():
        return Decision(_("There is no such time zone."))
    if len(week) != 7 or any(not 0 <= one.starts < one.ends <= 1440 for hours in week for one in hours):
        return Decision(_("Hours begin before they end, within one day."))
    if any(edge % 15 for hours in week for one in hours for edge in (one.starts, one.ends)):
        return Decision(_("Hours begin and end on a quarter of an hour."))
    if not (0 <= around.before <= LONGEST_BUFFER and 0 <= around.after <= LONGEST_BUFFER):
        return Decision(_("Keep at most two hours free around a session."))
    if not 0 <= around.notice <= LONGEST_NOTICE:
        return Decision(_("Ask for at most two weeks of notice."))
    return YES


@transaction.atomic
def tell_other_days(
    *, person: Person, first: date, last: date, hours: Hours | None, by: Actor, at: datetime
) -> OtherDays:
    """Nothing is offered on these days; or, given hours, these too on that one day. Sessions booked before stay."""
    person = lock(person)
    ensure(may_publish(person, by, at))
    row = PublishedAvailability.objects.filter(person=person).first()
    if row is None:
        raise Refused(str(_("Publish your week first; other days differ from it.")))
    ensure(_are_days(row, first, last, hours))
    try:
        with transaction.atomic():
            other = OtherDays.objects.create(
                availability=row, first=first, last=last, told_at=at,
                starts=hours.starts if hours else None, ends=hours.ends if hours else None,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(str(_("Hours begin before they end, within one day."))) from error
    announce(OtherDaysTold(person.pk, first.isoformat(), last.isoformat(), hours is None), by=by, at=at)
    if hours:
        _look_for_slots(f"other-{other.pk}", at)
    return other


def _are_days(row: PublishedAvailability, first: date, last: date, hours: Hours | None) -> Decision:
    if last < first:
        return Decision(_("The last day lies before the first."))
    if hours and last != first:
        return Decision(_("Give other hours for one day at a time."))
    if hours and (hours.starts % 15 or hours.ends % 15):
        return Decision(_("Hours begin and end on a quarter of an hour."))
    if row.other_days.count() >= MOST_OTHER_DAYS:
        return Decision(_("That is as many days as can be kept. Take back some that have passed."))
    return YES


@transaction.atomic
def take_back_other_days(*, other: OtherDays, by: Actor, at: datetime) -> None:
    """Those days are like every week again. Taken back already: nothing happens."""
    person = lock(other.availability.person)
    ensure(may_publish(person, by, at))
    if OtherDays.objects.filter(pk=other.pk).delete()[0]:
        announce(OtherDaysTakenBack(person.pk, other.first.isoformat(), other.last.isoformat()), by=by, at=at)
        _look_for_slots(f"back-{other.pk}", at)


def _look_for_slots(key: str, at: datetime) -> None:
    """Whoever waits for a slot may have one now: the worker looks."""
    outbox.post(TELL_WAITING, key=f"{TELL_WAITING}-{key}", payload={}, at=at)
