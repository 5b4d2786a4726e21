"""When a sheet on an exemplar is sealed, or its seat given back, the set that it belongs to may be complete."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from guildmark.assessment.facts import SeatDeclined, SeatTakenBack, SheetSealed
from guildmark.calibration import queries
from guildmark.calibration.actions import close_set
from guildmark.kernel.access import SYSTEM, Actor
from guildmark.kernel.facts import Fact, Reaction


def close_read_set(fact: SheetSealed | SeatDeclined | SeatTakenBack, by: Actor, at: datetime) -> None:
    """By the installation: what follows from a sheet is no act of the one who sealed it."""
    if found := queries.set_read_with(fact.submission_id):
        close_set(calibration_set=found, by=SYSTEM, at=at)


REACTIONS: Mapping[type[Fact], Sequence[Reaction]] = {
    SheetSealed: [close_read_set],
    SeatDeclined: [close_read_set],
    SeatTakenBack: [close_read_set],
}
