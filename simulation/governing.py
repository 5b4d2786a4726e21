"""Governing: a board with terms, a rule that it decided, a motion it is voting on; and Luis’s appeal, upheld."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from guildmark.assessment.models import Submission, SubmissionState
from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.governance import actions
from guildmark.governance.lifecycle.appeals import last_day
from guildmark.governance.models import Committee
from guildmark.governance.queries.appeals import could_hear
from simulation.founding import World
from simulation.story import FCE
from simulation.ways import COMMITTEE

SEATED = datetime(2025, 9, 1, 8, 30, tzinfo=UTC)
RULED = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
VOTING = datetime(2026, 4, 14, 9, 0, tzinfo=UTC)
NEXT_MEETING = datetime(2026, 4, 23, 12, 0, tzinfo=UTC)
VOTES_UNTIL = datetime(2026, 4, 21, 15, 0, tzinfo=UTC)
WATCHED_FROM = datetime(2026, 1, 12, 13, 0, tzinfo=UTC)
GROUPS = ("law", "quality and safety", "operations", "customers", "people")
RULE = "Films of a lock-out are kept for 36 months"
WHY_RULE = (
    "A credential is valid for 24 months and can be appealed afterwards. Evidence that is gone by then helps nobody. "
    "Storage for the third year costs 40 euros per hundred films."
)
OUTAGE = (
    "The customer simulation stopped answering at 14:10 and came back at 14:36. I lost the second half of the call, "
    "which is where de-escalation is judged."
)
UPHELD = (
    "The log of the simulation shows the outage. The panel could not know of it and judged what it saw. What it saw was "
    "half a call."
)
REMEDY = "The attempt does not stand against him. From now on a session is broken off when the simulation stops."


def seat_the_board(world: World) -> Iterator[datetime]:
    """Marguerite chairs the board of the field program; terms end in turn."""
    chair = world.people["marguerite"]
    board = actions.found_committee(
        program=world.programs[FCE], name="Field Certification Board", quorum=2, majority="simple", by=chair, at=SEATED
    )
    names = ["marguerite", *(name for name in COMMITTEE if name != "marguerite")]
    for number, (name, group) in enumerate(zip(names, GROUPS, strict=False)):
        actions.seat_member(
            committee=board, person=world.people[name], office="chair" if number == 0 else "member", group=group,
            starts_on=SEATED.date(), ends_on=date(2026 + number % 2, 8, 31), by=chair, at=SEATED,
        )  # fmt: skip
    yield from ()


def keep_films_longer(world: World) -> Iterator[datetime]:
    """The board decides a rule by circulation."""
    board = Committee.objects.get(program=world.programs[FCE])
    motion = actions.put_motion(
        committee=board, title=RULE, grounds=WHY_RULE, weight="consent", closes_at=RULED + timedelta(days=7),
        by=world.people["priya"], at=RULED,
    )  # fmt: skip
    yield (at := RULED + timedelta(days=1, hours=2))
    for name in COMMITTEE:
        actions.cast(motion=motion, choice="yes", by=world.people[name], at=at)
    actions.close_motion(motion=motion, remark="Nobody asked to talk about it.", by=world.people["marguerite"], at=at)


def vote_on_one(world: World) -> Iterator[datetime]:
    """A decision on a candidacy is voted on; the chair led the candidate’s team once, and stands aside."""
    board = Committee.objects.get(program=world.programs[FCE])
    chair = world.people["marguerite"]
    actions.call_meeting(committee=board, starts_at=NEXT_MEETING, place="Rotterdam, Quay Room", by=chair, at=VOTING)
    waiting = Candidacy.objects.filter(program=world.programs[FCE], state=CandidacyState.AWAITING_DECISION)
    found = waiting.select_related("person").order_by("completed_at", "pk").first()
    if found is None:
        return
    motion = actions.put_motion(
        committee=board, title=f"Certify {found.person.name}", weight="discussion", candidacy=found,
        grounds="Every requirement is met; one criterion was settled by adjudication. Read the dossier first.",
        closes_at=VOTES_UNTIL, by=world.people["priya"], at=VOTING,
    )  # fmt: skip
    yield (at := VOTING + timedelta(hours=3))
    actions.recuse(motion=motion, reason="I led this team until the reorganisation.", by=chair, at=at)


def hear_luis(world: World) -> Iterator[datetime]:
    """Luis appeals a result because the simulation was down; two people without a part uphold it."""
    luis, at = world.people["luis"], WATCHED_FROM
    while (work := _not_yet(luis.pk, at)) is None:
        yield (at := at + timedelta(days=1))
    yield (at := at + timedelta(days=2))
    appeal = actions.lodge(
        program=work.candidacy.program, submission=work, grounds="circumstances", statement=OUTAGE, by=luis, at=at
    )
    yield (at := at + timedelta(days=1))
    free = could_hear(appeal, at=at)
    appeal = actions.acknowledge(appeal=appeal, by=free[0], at=at)
    appeal = actions.name_hearers(appeal=appeal, people=free[:2], by=free[0], at=at)
    yield (at := at + timedelta(days=8))
    actions.decide_appeal(appeal=appeal, outcome="upheld", reasons=UPHELD, remedy=REMEDY, again=True, by=free[1], at=at)


def _not_yet(person: int, at: datetime) -> Submission | None:
    """His latest result that was not yet met and can still be appealed."""
    decided = Submission.objects.filter(
        candidacy__person=person, state=SubmissionState.DECIDED, result__met=False, decided_at__lte=at
    )
    along = ("candidacy__person", "candidacy__version", "candidacy__program", "task")
    found = decided.select_related(*along).order_by("-decided_at").first()
    return found if found and last_day(found) > (at + timedelta(days=3)).date() else None


GOVERNING = ((SEATED, seat_the_board), (RULED, keep_films_longer), (WATCHED_FROM, hear_luis), (VOTING, vote_on_one))
