"""What becomes of credentials: one is suspended while an incident is looked into, one is withdrawn after a hearing, and
leave stops the clock of a third.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from guildmark.credentials import actions
from guildmark.credentials.models import Credential, State
from guildmark.people import actions as people
from simulation.cast import CAST
from simulation.founding import World
from simulation.story import FCE

ON_LEAVE = datetime(2026, 1, 12, 9, 20, tzinfo=UTC)
PROPOSED = datetime(2026, 3, 2, 13, 5, tzinfo=UTC)
ANSWERED = datetime(2026, 3, 9, 16, 40, tzinfo=UTC)
WITHDRAWN = datetime(2026, 3, 19, 10, 15, tzinfo=UTC)
SUSPENDED = datetime(2026, 4, 7, 8, 35, tzinfo=UTC)
INCIDENT = (
    "On 6 April a line was opened at the Leeds works while a tag was missing. Nobody was hurt. The review of the incident "
    "is due by the end of May; until then the credential does not count."
)
FOUND_OUT = (
    "The worksheet that was judged in the site project was a colleague’s: the calibration certificate in it carries their "
    "signature and a date on which the holder was abroad."
)
ANSWER = "I took the colleague’s worksheet because mine was lost in the move. I should have said so."
FINAL = "The holder confirms it. What was judged was not their work; they may apply anew from September on."


def leave_stops_a_clock(world: World) -> Iterator[datetime]:
    """Three months of parental leave: the last day of a credential moves by as many days."""
    holder = _held(world, public=False)[0].holder
    people.grant_leave(
        person=holder, starts_on=date(2026, 1, 19), ends_on=date(2026, 4, 17), by=world.people["weiling"], at=ON_LEAVE
    )
    yield from ()


def withdrawn_after_a_hearing(world: World) -> Iterator[datetime]:
    chair = world.people["marguerite"]
    taken = _held(world, public=False)[1]
    actions.propose_withdrawal(credential=taken, reason=FOUND_OUT, answer_by=date(2026, 3, 17), by=chair, at=PROPOSED)
    yield ANSWERED
    actions.answer(credential=taken, statement=ANSWER, by=taken.holder, at=ANSWERED)
    yield WITHDRAWN
    actions.withdraw(credential=taken, reason=FINAL, by=chair, at=WITHDRAWN)


def suspended_while_looked_into(world: World) -> Iterator[datetime]:
    shown = _held(world, public=True)[-1]
    actions.suspend(credential=shown, reason=INCIDENT, by=world.people["marguerite"], at=SUSPENDED)
    yield from ()


def _held(world: World, *, public: bool) -> list[Credential]:
    """Those of the field engineers that last into next year, and whose holders are nobody’s cast."""
    cast = {one.username for one in CAST}
    found = Credential.objects.filter(
        program=world.programs[FCE], state=State.ACTIVE, public=public, valid_until__gte=date(2027, 1, 1)
    )
    return [one for one in found.select_related("holder").order_by("pk") if one.holder.username not in cast]


LASTING = (
    (ON_LEAVE, leave_stops_a_clock), (PROPOSED, withdrawn_after_a_hearing), (SUSPENDED, suspended_while_looked_into)
)  # fmt: skip
