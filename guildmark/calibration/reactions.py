"""When a sheet on an exemplar is sealed, or its seat given back, the set that it belongs to may be complete."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings

from guildmark.assessment.facts import PanelFormed, SeatDeclined, SeatTakenBack, SheetSealed
from guildmark.calibration import queries
from guildmark.calibration.actions import close_set, plan_seed
from guildmark.calibration.domain.seeding import chance_of
from guildmark.kernel.access import SYSTEM, Actor
from guildmark.kernel.facts import Fact, Reaction


def close_read_set(fact: SheetSealed | SeatDeclined | SeatTakenBack, by: Actor, at: datetime) -> None:
    """By the installation: what follows from a sheet is no act of the one who sealed it."""
    if found := queries.set_read_with(fact.submission_id):
        close_set(calibration_set=found, by=SYSTEM, at=at)


def plan_seeds(fact: PanelFormed, by: Actor, at: datetime) -> None:
    """Now and then a real seat is followed by an exemplar: how often says the program, whom says chance."""
    for seat, percent in queries.seats_to_follow(fact.panel_id, fact.assessor_ids):
        whether, when = chance_of(settings.SECRET_KEY, seat.pk)
        if whether < percent / 100:
            plan_seed(seat=seat, drawn=when, by=SYSTEM, at=at)


REACTIONS: Mapping[type[Fact], Sequence[Reaction]] = {
    PanelFormed: [plan_seeds],
    SheetSealed: [close_read_set],
    SeatDeclined: [close_read_set],
    SeatTakenBack: [close_read_set],
}
