"""When the organisation changes, seats are looked at again; what was sealed stays."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from guildmark.assessment.actions import replace_seat
from guildmark.assessment.queries.fitness import unfit_for_language, unfit_seats
from guildmark.candidacy.facts import AccommodationAgreed
from guildmark.kernel import outbox
from guildmark.kernel.access import SYSTEM, Actor
from guildmark.kernel.facts import Fact, Reaction
from guildmark.kernel.roles import Role
from guildmark.people.facts import (
    AccountClosed,
    AppointmentEnded,
    EmploymentEnded,
    LeaveGranted,
    PersonMoved,
    RoleAppointed,
)


def take_back_unfit_seats(
    fact: PersonMoved | AccountClosed | EmploymentEnded | AppointmentEnded | LeaveGranted, by: Actor, at: datetime
) -> None:
    for unfit in unfit_seats(at, person_id=fact.person_id):
        replace_seat(seat=unfit.seat, reason=unfit.reason, cause=unfit.cause, by=SYSTEM, at=at)


def seat_who_judge_in_it(fact: AccommodationAgreed, by: Actor, at: datetime) -> None:
    """Another language: whoever has not begun and doesn’t judge in it makes room. Told to nobody why."""
    for unfit in list(unfit_for_language(fact.accommodation_id, at)):
        replace_seat(seat=unfit.seat, reason=unfit.reason, cause=unfit.cause, by=SYSTEM, at=at)


def try_unfilled_panels(fact: RoleAppointed, by: Actor, at: datetime) -> None:
    if fact.role == Role.ASSESSOR:
        key = f"fill-role-{fact.role_held_id}"
        outbox.post("assessment.fill_panels", key=key, payload={"program_id": fact.program_id}, at=at)


REACTIONS: Mapping[type[Fact], Sequence[Reaction]] = {
    PersonMoved: [take_back_unfit_seats],
    EmploymentEnded: [take_back_unfit_seats],
    AccountClosed: [take_back_unfit_seats],
    AppointmentEnded: [take_back_unfit_seats],
    LeaveGranted: [take_back_unfit_seats],
    AccommodationAgreed: [seat_who_judge_in_it],
    RoleAppointed: [try_unfilled_panels],
}
