"""When the panel changes, or somebody is away: the session follows, or returns to booking."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from guildmark.assessment.models import Panel
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.calendar import local_date
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.scheduling.actions._places import ALONG, _free, _invite, _people, _seat
from guildmark.scheduling.actions.booking import _close
from guildmark.scheduling.domain.availability import Availability, objection
from guildmark.scheduling.domain.stretches import Stretch
from guildmark.scheduling.facts import SessionCancelled, SessionChanged
from guildmark.scheduling.lifecycle import is_short, may_follow
from guildmark.scheduling.models import Booking, BookingState
from guildmark.scheduling.queries.hours import availability_of, busy_of, day_before
from guildmark.scheduling.queries.slots import needed_of, offer_for, panel_of

FOLLOW = "scheduling.follow_panel"


@transaction.atomic
def follow_panel(*, booking: Booking, by: Actor, at: datetime) -> Booking:
    """Whoever sits on the panel now and can then is to come; who doesn’t, or is on leave, need not.

    Where too few of a complete panel can, the session returns to booking, and all are told. While a seat is free it
    waits for whom it goes to.
    """
    submission = lock(booking.submission, *ALONG)
    booking = lock(booking)
    booking.submission = submission
    ensure(may_follow(booking, by, at))
    there = set(booking.places.filter(is_candidate=False).values_list("person_id", flat=True))
    able = _able(booking, there, at)
    if able == there:
        return booking
    complete = Panel.objects.filter(submission=submission, formed_at__isnull=False).exists()
    if complete and len(able) < needed_of(submission, len(able)):
        _return_to_booking(booking, by, at)
        return booking
    booking.places.filter(person_id__in=there - able).delete()
    booking.sequence += 1
    booking.save(update_fields=["sequence"])
    _seat(booking, sorted(able - there))
    people, gone = _people(booking), tuple(sorted(there - able))
    announce(SessionChanged(booking.pk, submission.pk, people, gone), by=by, at=at)
    _invite(booking, people, at=at)
    _invite(booking, gone, at=at, method="CANCEL")
    return booking


@transaction.atomic
def lengthen(*, booking: Booking, by: Actor, at: datetime) -> Booking:
    """The session lasts as long as was agreed since it was booked, where all who come are free for it.

    Where somebody isn’t, it stays as it is; its candidate and the program owner read that it can be moved.
    """
    submission = lock(booking.submission, *ALONG)
    booking = lock(booking)
    booking.submission = submission
    ensure(may_follow(booking, by, at))
    if not is_short(booking):
        return booking
    there = set(booking.places.filter(is_candidate=False).values_list("person_id", flat=True))
    slot = offer_for(submission, at=at, but=booking).at(booking.starts_at)
    if slot is None or not there <= set(slot.who):
        return booking
    booking.ends_at, booking.sequence = slot.ends, booking.sequence + 1
    booking.save(update_fields=["ends_at", "sequence"])
    _free(booking)
    booking.places.all().delete()
    _seat(booking, sorted(there), candidate=submission.candidacy.person_id)
    people = _people(booking)
    announce(SessionChanged(booking.pk, submission.pk, people), by=by, at=at)
    _invite(booking, people, at=at)
    return booking


def _able(booking: Booking, there: set[int], at: datetime) -> set[int]:
    """Who of the panel can come: those who are to come already unless they are on leave, and others who are free."""
    seated = {one.pk for one in panel_of(booking.submission)}
    session = Stretch(booking.starts_at, booking.ends_at)
    hours = availability_of(seated, since=day_before(at))
    busy = busy_of(seated, at, booking.ends_at + timedelta(days=1), but=booking.pk)
    kept = {one for one in seated & there if one not in hours or not _on_leave(hours[one], session)}
    added = {
        one for one in seated - there
        if one in hours and not objection(session, hours[one], busy.get(one, ()), at)
    }  # fmt: skip
    return kept | added


def _on_leave(who: Availability, session: Stretch) -> bool:
    day = local_date(session.starts, who.zone)
    return any(day in days for days in who.leave)


def _return_to_booking(booking: Booking, by: Actor, at: datetime) -> None:
    people = _people(booking)
    _close(
        booking, BookingState.CANCELLED, _("The panel has changed, and not enough of it can come at that time."), by, at
    )
    fact = SessionCancelled(booking.pk, booking.submission_id, people, "panel", booking.starts_at.isoformat())
    announce(fact, by=by, at=at)
    _invite(booking, people, at=at, method="CANCEL")
