"""Ties: the committee lengthens one of its rules; two people agree that a tie shall not count once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from guildmark.assessment import actions as assessment
from guildmark.assessment.domain.conflicts import DEFAULT, Kind, Rule
from guildmark.assessment.models import Submission, SubmissionState
from guildmark.assessment.queries.conflicts import ties_among
from guildmark.kernel.access import SYSTEM
from guildmark.people import actions as people
from guildmark.people.models import Employment, Person
from simulation.founding import World
from simulation.story import FCE

DECIDED = datetime(2025, 6, 2, 12, 30, tzinfo=UTC)
LENT = datetime(2025, 9, 15, 8, 0, tzinfo=UTC)
LENT_UNTIL = date(2025, 11, 28)
WATCHED_FROM = datetime(2025, 12, 29, 9, 10, tzinfo=UTC)
SHARED, FRIDAY = Kind.FORMER_TEAM, 4
LONGER = (
    "A season on the same boats is not forgotten in half a year. Twelve months it is, as for everybody who moved since."
)
WHY_NOT_HERE = (
    "They shared a team for ten weeks last autumn, on different lines. Of those who could be the further assessor here, "
    "nobody else has commissioned this type of station."
)


def lengthen_a_rule(world: World) -> Iterator[datetime]:
    """Whoever was in the same direct team is kept apart for twelve months instead of six."""
    rules = {**DEFAULT, Kind.FORMER_TEAM: Rule(DEFAULT[Kind.FORMER_TEAM].force, 12)}
    assessment.set_conflict_policy(rules=rules, reason=LONGER, by=world.people["marguerite"], at=DECIDED)
    yield from ()


def lend_somebody(world: World) -> Iterator[datetime]:
    """An assessor helps out in Henrik’s team for ten weeks."""
    lent = _lent(world)
    before = Employment.objects.filter(person=lent, ends_on=None).select_related("unit", "manager").get()
    henrik, team = world.people["henrik"], _work_of(world.people["ines"])
    people.move(person=lent, unit=team.unit, manager=henrik, starts_on=LENT.date(), by=SYSTEM, at=LENT)
    yield datetime.combine(LENT_UNTIL, LENT.timetz())
    back = LENT_UNTIL + timedelta(days=1)
    at = datetime.combine(LENT_UNTIL, LENT.timetz())
    people.move(person=lent, unit=before.unit, manager=before.manager, starts_on=back, by=SYSTEM, at=at)


def let_it_be_once(world: World) -> Iterator[datetime]:
    """Priya asks that the ten weeks shall not count for one piece of work; Saoirse agrees the same afternoon."""
    lent, at = _lent(world), WATCHED_FROM
    while (found := _tied_work(lent, at)) is None:
        yield (at := at + timedelta(days=3 if at.weekday() == FRIDAY else 1))
    waiver = assessment.ask_waiver(
        submission=found, assessor=lent, kind=SHARED, reason=WHY_NOT_HERE, by=world.people["priya"], at=at
    )
    yield (at := at + timedelta(hours=4, minutes=25))
    assessment.agree_waiver(waiver=waiver, by=world.people["saoirse"], at=at)


def _lent(world: World) -> Person:
    return world.people[world.assessors[FCE][5]]


def _work_of(person: Person) -> Employment:
    return Employment.objects.filter(person=person, ends_on=None).select_related("unit").get()


def _tied_work(lent: Person, at: datetime) -> Submission | None:
    """Work that waits to be judged, of somebody who was in that team."""
    waiting = Submission.objects.filter(
        candidacy__program__slug=FCE, state__in=[SubmissionState.SUBMITTED, SubmissionState.IN_REVIEW]
    ).select_related("candidacy")  # fmt: skip
    people = {one.candidacy.person_id: one for one in waiting.order_by("-submitted_at")}
    ties = ties_among([lent.pk], list(people), on=at.date())
    tied = (pk for pk in people if {tie.kind for tie in ties.get(pk, {}).get(lent.pk, ()) if tie.bars} == {SHARED})
    return next((people[pk] for pk in tied), None)


TYING = ((DECIDED, lengthen_a_rule), (LENT, lend_somebody), (WATCHED_FROM, let_it_be_once))
