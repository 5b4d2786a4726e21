"""Booking a session with a panel, moving it, cancelling it, saying where to meet."""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.models import Submission
from guildmark.kernel import outbox
from guildmark.kernel.access import Actor, Refused, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.scheduling.actions._places import ALONG, JUST_TAKEN, _free, _invite, _people, _seat
from guildmark.scheduling.actions.publishing import TELL_WAITING
from guildmark.scheduling.domain.slots import Slot
from guildmark.scheduling.facts import SessionBooked, SessionCancelled, SessionChanged, SessionMoved
from guildmark.scheduling.lifecycle import is_short, may_book, may_cancel, may_link, may_move
from guildmark.scheduling.models import Booking, BookingState, Wish, new_uid
from guildmark.scheduling.queries.slots import offer_for


@transaction.atomic
def book(*, submission: Submission, starts_at: datetime, by: Actor, at: datetime) -> Booking:
    """The session is booked: the candidate and every assessor who can then are to come, and all are invited.

    Whoever else wants any of them at that time is told that it is taken.
    """
    submission = lock(submission, *ALONG)
    ensure(may_book(submission, by, at))
    slot = _slot(submission, starts_at, at)
    booking = Booking.objects.create(
        submission=submission, starts_at=slot.starts, ends_at=slot.ends, booked_at=at, booked_by_id=by.pk,
        uid=new_uid(submission.pk, at),
    )  # fmt: skip
    _seat(booking, slot.who, candidate=submission.candidacy.person_id)
    Wish.objects.filter(submission=submission, ended_at=None).update(ended_at=at)
    people = _people(booking)
    announce(SessionBooked(booking.pk, submission.pk, people, slot.starts.isoformat()), by=by, at=at)
    _invite(booking, people, at=at)
    return booking


@transaction.atomic
def move(*, booking: Booking, starts_at: datetime, by: Actor, at: datetime) -> Booking:
    """The session is at another time. Whoever can’t come then is told that they need not; all others are invited anew."""
    submission = lock(booking.submission, *ALONG)
    booking = lock(booking)
    booking.submission = submission
    ensure(may_move(booking, by, at))
    slot = _slot(submission, starts_at, at, but=booking)
    chosen = by.pk == submission.candidacy.person_id and not is_short(booking)
    was, before = booking.starts_at, set(_people(booking))
    booking.starts_at, booking.ends_at = slot.starts, slot.ends
    booking.sequence += 1
    booking.moved += chosen
    booking.save(update_fields=["starts_at", "ends_at", "sequence", "moved"])
    _free(booking)
    booking.places.all().delete()
    _seat(booking, slot.who, candidate=submission.candidacy.person_id)
    people = _people(booking)
    announce(SessionMoved(booking.pk, submission.pk, people, slot.starts.isoformat(), was.isoformat()), by=by, at=at)
    _invite(booking, people, at=at)
    _invite(booking, before - set(people), at=at, method="CANCEL")
    outbox.post(TELL_WAITING, key=f"{TELL_WAITING}-{booking.uid}-{booking.sequence}", payload={}, at=at)
    return booking


def _slot(submission: Submission, starts_at: datetime, at: datetime, *, but: Booking | None = None) -> Slot:
    offer = offer_for(submission, at=at, but=but)
    slot = offer.at(starts_at)
    if slot is None:
        raise Refused(str(JUST_TAKEN))
    if but and (slot.starts, slot.ends) == (but.starts_at, but.ends_at):
        raise Refused(str(_("The session is at that time already.")))
    return slot


@transaction.atomic
def cancel(*, booking: Booking, reason: str, cause: str = "person", by: Actor, at: datetime) -> Booking:
    """The session does not take place, and all who were to come are told why. No attempt is used; it can be booked anew."""
    submission = lock(booking.submission, *ALONG)
    booking = lock(booking)
    booking.submission = submission
    ensure(may_cancel(booking, reason, by, at))
    _close(booking, BookingState.CANCELLED, reason.strip(), by, at)
    people = _people(booking)
    announce(SessionCancelled(booking.pk, submission.pk, people, cause, booking.starts_at.isoformat()), by=by, at=at)
    _invite(booking, people, at=at, method="CANCEL")
    outbox.post(TELL_WAITING, key=f"{TELL_WAITING}-{booking.uid}-cancelled", payload={}, at=at)
    return booking


def _close(booking: Booking, state: str, reason: str, by: Actor, at: datetime) -> None:
    booking.state, booking.closed_at, booking.closed_by_id, booking.closed_reason = state, at, by.pk, reason
    booking.sequence += state == BookingState.CANCELLED
    booking.save(update_fields=["state", "closed_at", "closed_by", "closed_reason", "sequence"])
    _free(booking)


@transaction.atomic
def set_meeting_link(*, booking: Booking, url: str, by: Actor, at: datetime) -> Booking:
    """Where to meet; everybody’s invitation says it from now on. The same address again changes nothing."""
    submission = lock(booking.submission, *ALONG)
    booking = lock(booking)
    booking.submission = submission
    url = url.strip()
    ensure(may_link(booking, url, by, at))
    if booking.meeting_url == url:
        return booking
    booking.meeting_url = url
    booking.sequence += 1
    booking.save(update_fields=["meeting_url", "sequence"])
    people = _people(booking)
    announce(SessionChanged(cast(int, booking.pk), submission.pk, people), by=by, at=at)
    _invite(booking, people, at=at)
    return booking
