"""After the beginning: it was held, or somebody did not come; and what a person decides then."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from django.db import transaction

from guildmark.assessment import actions as assessment
from guildmark.kernel.access import SYSTEM, Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.scheduling.actions._places import ALONG
from guildmark.scheduling.actions.booking import _close
from guildmark.scheduling.facts import AbsenceSettled, SessionHeld, SessionMissed
from guildmark.scheduling.lifecycle import HOLD, may_report, may_settle
from guildmark.scheduling.models import Absence, AbsenceOutcome, Booking, BookingState


@transaction.atomic
def hold(*, booking: Booking, by: Actor, at: datetime) -> Booking:
    """The session took place, with everybody. The panel judges next."""
    submission = lock(booking.submission, *ALONG)
    booking = lock(booking)
    booking.submission = submission
    ensure(HOLD.decide(booking, by, at=at))
    booking.places.update(absent=False)
    _close(booking, BookingState.HELD, "", by, at)
    announce(SessionHeld(booking.pk, submission.pk), by=by, at=at)
    return booking


@transaction.atomic
def report_absence(*, booking: Booking, absent: Sequence[int], note: str = "", by: Actor, at: datetime) -> Absence:
    """The session was missed since these people did not come. Nothing follows from it until the program owner decides."""
    submission = lock(booking.submission, *ALONG)
    booking = lock(booking)
    booking.submission = submission
    ensure(may_report(booking, absent, by, at))
    booking.places.filter(person_id__in=absent).update(absent=True)
    booking.places.exclude(person_id__in=absent).update(absent=False)
    _close(booking, BookingState.MISSED, "", by, at)
    absence = Absence.objects.create(
        booking=booking, note=note.strip(), reported_at=at, reported_by_id=cast(int, by.pk)
    )
    candidate = submission.candidacy.person_id in absent
    announce(SessionMissed(booking.pk, submission.pk, tuple(sorted(absent)), candidate), by=by, at=at)
    return absence


@transaction.atomic
def settle_absence(*, absence: Absence, outcome: str, reason: str, by: Actor, at: datetime) -> Absence:
    """A person decided: another date, and no attempt is used; or the attempt counts, and the submission ends with it."""
    submission = lock(absence.booking.submission, *ALONG)
    absence = lock(absence, "booking")
    absence.booking.submission = submission
    ensure(may_settle(absence, outcome, reason, by, at))
    absence.outcome, absence.reason, absence.decided_at, absence.decided_by_id = outcome, reason.strip(), at, by.pk
    absence.save(update_fields=["outcome", "reason", "decided_at", "decided_by"])
    announce(AbsenceSettled(absence.booking_id, submission.pk, outcome), by=by, at=at)
    if outcome == AbsenceOutcome.ATTEMPT_COUNTS:
        assessment.lapse(submission=submission, reason=absence.reason, by=SYSTEM, at=at)
    return absence
