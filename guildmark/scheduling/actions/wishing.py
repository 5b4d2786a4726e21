"""Waiting for a slot. Whoever waits is told when one opens; the first to book it has it."""

from datetime import datetime

from django.db import transaction

from guildmark.assessment.models import Submission
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.scheduling.actions._places import ALONG
from guildmark.scheduling.facts import SlotOpened, SlotWished, SlotWishEnded
from guildmark.scheduling.lifecycle import may_end_wish, may_wish
from guildmark.scheduling.models import Booking, BookingState, Wish
from guildmark.scheduling.queries.slots import offer_for


@transaction.atomic
def wish(*, submission: Submission, by: Actor, at: datetime) -> Wish:
    """The candidate is told when a slot opens: any, or one sooner than there is. Wished twice is once."""
    submission = lock(submission, *ALONG)
    ensure(may_wish(submission, by, at))
    found = Wish.objects.filter(submission=submission, ended_at=None).first()
    if found:
        return found
    found = Wish.objects.create(submission=submission, wished_at=at, earliest_known=_earliest(submission, at))
    announce(SlotWished(submission.pk), by=by, at=at)
    return found


@transaction.atomic
def end_wish(*, submission: Submission, by: Actor, at: datetime) -> None:
    """The candidate waits no longer. Not waiting: nothing happens."""
    submission = lock(submission, *ALONG)
    ensure(may_end_wish(submission, by, at))
    if Wish.objects.filter(submission=submission, ended_at=None).update(ended_at=at):
        announce(SlotWishEnded(submission.pk), by=by, at=at)


@transaction.atomic
def open_slot(*, wish: Wish, by: Actor, at: datetime) -> bool:
    """If a slot opened that is sooner than any known before, the candidate is told; whether it is so."""
    submission = lock(wish.submission, *ALONG)
    wish = lock(wish)
    ensure(may_wish(submission, by, at))
    earliest, known = _earliest(submission, at), wish.earliest_known
    sooner = wish.ended_at is None and earliest is not None and (known is None or earliest < known)
    wish.earliest_known = earliest
    wish.told_at = at if sooner else wish.told_at
    wish.save(update_fields=["earliest_known", "told_at"])
    if sooner and earliest:
        announce(SlotOpened(submission.pk, earliest.isoformat()), by=by, at=at)
    return sooner


def _earliest(submission: Submission, at: datetime) -> datetime | None:
    """The first time that can be had: a slot sooner than the session booked, if there is a session."""
    booking = Booking.objects.filter(submission=submission, state=BookingState.BOOKED).first()
    earliest = offer_for(submission, at=at, but=booking).earliest
    if booking is None:
        return earliest
    return min(earliest, booking.starts_at) if earliest else booking.starts_at
