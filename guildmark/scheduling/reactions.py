"""When panels, people or work change, sessions follow."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guildmark.assessment.facts import PanelFormed, PanelUnfilled, SubmissionRecalled
from guildmark.candidacy.facts import AccommodationAgreed, CandidacyPaused, CandidacyWithdrawn
from guildmark.kernel import outbox
from guildmark.kernel.access import SYSTEM, Actor, Refused
from guildmark.kernel.facts import Fact, Reaction
from guildmark.people.facts import LeaveGranted
from guildmark.scheduling import queries
from guildmark.scheduling.actions import cancel, follow_panel, lengthen
from guildmark.scheduling.actions.following import FOLLOW
from guildmark.scheduling.models import Booking


def follow_the_panel(fact: PanelFormed | PanelUnfilled, by: Actor, at: datetime) -> None:
    _follow(queries.open_bookings(at, submission_id=fact.submission_id), at)


def go_on_without(fact: LeaveGranted, by: Actor, at: datetime) -> None:
    _follow(queries.open_bookings(at, assessor_id=fact.person_id), at)


def give_more_time(fact: AccommodationAgreed, by: Actor, at: datetime) -> None:
    """Said to nobody why: who comes reads how long the session lasts now."""
    for booking in queries.open_bookings(at, accommodation_id=fact.accommodation_id):
        try:
            with transaction.atomic():
                lengthen(booking=booking, by=SYSTEM, at=at)
        except Refused:
            continue  # somebody’s time was taken at this very moment: it stays, and can be moved


def _follow(bookings: Iterable[Booking], at: datetime) -> None:
    """At once as a rule. Should somebody be booked elsewhere at this very moment, the worker looks again."""
    for booking in bookings:
        try:
            with transaction.atomic():
                follow_panel(booking=booking, by=SYSTEM, at=at)
        except Refused:
            key = f"{FOLLOW}-{booking.pk}-{at.isoformat()}"
            outbox.post(FOLLOW, key=key, payload={"booking": booking.pk}, at=at)


def cancel_of_recalled(fact: SubmissionRecalled, by: Actor, at: datetime) -> None:
    for booking in queries.open_bookings(at, submission_id=fact.submission_id):
        cancel(
            booking=booking, reason=_("The candidate has recalled the submission."), cause="recall", by=SYSTEM, at=at
        )


def cancel_of_candidacy(fact: CandidacyPaused | CandidacyWithdrawn, by: Actor, at: datetime) -> None:
    reason = _("The candidacy is not in progress any more.")
    for booking in queries.open_bookings(at, candidacy_id=fact.candidacy_id):
        cancel(booking=booking, reason=reason, cause="candidacy", by=SYSTEM, at=at)


REACTIONS: Mapping[type[Fact], Sequence[Reaction]] = {
    PanelFormed: [follow_the_panel],
    PanelUnfilled: [follow_the_panel],
    LeaveGranted: [go_on_without],
    AccommodationAgreed: [give_more_time],
    SubmissionRecalled: [cancel_of_recalled],
    CandidacyPaused: [cancel_of_candidacy],
    CandidacyWithdrawn: [cancel_of_candidacy],
}
