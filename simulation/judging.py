"""A panel reads: each assessor in the working hours of their own place. Where sheets part, the panel agrees."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from guildmark.assessment import actions as assessment
from guildmark.assessment.models import ConsensusProposal, Seat, SeatState, Submission, SubmissionState
from guildmark.assessment.queries.rubrics import asked_of
from guildmark.kernel.clock import STORY_START
from guildmark.people.models import Person
from guildmark.programs.domain.rubric import Rubric, least_of
from simulation import evidence, hours
from simulation.founding import World

AWAY_FROM = date(2026, 4, 6)  # since then Tomasz has been on site: all but one of his queue waits for him
SLIPS = {"kwame": 0.82}  # how often a level lower: what makes him read 0.7 of a level more severely than the others
NEVER = STORY_START + timedelta(days=1)  # what is due then is not played


@dataclass
class Reading:
    """One submission before its panel. `settled` is the moment of the last act."""

    world: World
    rng: random.Random
    submission: Submission
    meets: bool
    unhurried: bool

    def walk(self, at: datetime) -> Iterator[datetime]:
        """The panel reads; where sheets disagree a further assessor reads too, then they agree."""
        rubric = asked_of(self.submission)
        aimed = self.levels(rubric)
        while seat := self.next_seat():
            at = self.turned_to(seat, at)
            yield at
            assessment.start_seat(seat=seat, by=seat.assessor, at=at)
            yield (at := at + timedelta(minutes=self.rng.randint(20, 55)))
            self.score(seat, rubric, aimed, at)
            self.submission.refresh_from_db()
        self.settled = at
        if self.submission.state == SubmissionState.ADJUDICATION:
            yield from self.agree(aimed, at)

    def next_seat(self) -> Seat | None:
        seats = Seat.objects.filter(panel__submission=self.submission, state=SeatState.ASSIGNED)
        return seats.select_related("panel__submission", "assessor").order_by("number").first()

    def turned_to(self, seat: Seat, at: datetime) -> datetime:
        """When the assessor opens it."""
        least, most = (4.0, 9.0) if self.unhurried else (0.5, 2.0)
        at = hours.later(self.rng, at, least, most, zone_of(seat.assessor))
        away = seat.assessor.username == "tomasz" and at.date() >= AWAY_FROM and self.unhurried
        return NEVER if away else at

    def levels(self, rubric: Rubric) -> dict[str, int]:
        """What the work shows on each criterion: clearly enough to meet the rule, or short of it on one."""
        found = {}
        for criterion in rubric.criteria:
            least = int(least_of(criterion, rubric) or 2)
            found[criterion.key] = min(criterion.top, max(3, least) + (self.rng.random() < 0.45))
        if not self.meets:
            short = self.rng.choice([c for c in rubric.criteria if least_of(c, rubric)])
            found[short.key] = max(1, int(least_of(short, rubric) or 2) - 1)
        return found

    def read(self, seat: Seat, rubric: Rubric, aimed: dict[str, int]) -> dict[str, int]:
        """What this assessor sees: on one seat of a panel now and then a level lower than the work shows, so that what
        the panel comes to is what the work shows."""
        harsh = seat.assessor.username == self.harsh
        slip = SLIPS.get(self.harsh, 0.12) if harsh else 0.0
        return {c.key: max(1, aimed[c.key] - (self.rng.random() < slip)) for c in rubric.criteria}

    @cached_property
    def harsh(self) -> str:
        """Who of the panel reads lower: Kwame wherever he sits, otherwise the first."""
        seats = self.submission.panel.seats.filter(further=False).order_by("number")
        names = list(seats.values_list("assessor__username", flat=True))
        return "kwame" if "kwame" in names else names[0]

    def score(self, seat: Seat, rubric: Rubric, aimed: dict[str, int], at: datetime) -> None:
        lines = {}
        read = self.read(seat, rubric, aimed)
        for criterion in rubric.criteria:
            short = read[criterion.key] < (least_of(criterion, rubric) or rubric.cut or 3)
            lines[criterion.key] = (read[criterion.key], self.words(criterion.key, seat, short=short))
        assessment.fill_sheet(seat=seat, lines=lines, by=seat.assessor, at=at)
        assessment.seal_sheet(seat=seat, by=seat.assessor, at=at)

    def words(self, key: str, seat: Seat, *, short: bool) -> str:
        return evidence.rationale(self.rng, short=short) if short or self.rng.random() < 0.6 else ""

    def agree(self, aimed: dict[str, int], at: datetime) -> Iterator[datetime]:
        """One member proposes the levels that the work shows, another confirms."""
        first, second = self.members()[:2]
        agreed = {
            key: (aimed[key], "Read together: " + evidence.rationale(self.rng, short=False))
            for key in self.submission.adjudication.contested
        }
        yield (at := hours.later(self.rng, at, 0.5, 2, zone_of(first)))
        proposal = self.propose(agreed, first, at)
        yield (at := hours.later(self.rng, at, 0.1, 0.4, zone_of(second)))
        assessment.confirm_consensus(proposal=proposal, by=second, at=at)
        self.settled = at

    def members(self) -> list[Person]:
        return [seat.assessor for seat in self.submission.panel.seats.filter(state=SeatState.SEALED)]

    def propose(self, agreed: dict[str, tuple[int, str]], by: Person, at: datetime) -> ConsensusProposal:
        adjudication = self.submission.adjudication
        return assessment.propose_consensus(adjudication=adjudication, agreed=agreed, by=by, at=at)


CONTESTED = "judgement"
BETWEEN = date(2026, 4, 6), date(2026, 4, 12)  # late enough to be open, early enough for three sheets and a proposal


class Contested(Reading):
    """The one that is open when the story begins: on one criterion Tomasz and a further assessor read level 3, the other one level 1.

    The other has looked again and proposes 2; it is for Tomasz to confirm that, or to propose otherwise.
    """

    @classmethod
    def concerns(cls, world: World, submission: Submission, at: datetime) -> bool:
        """Whether it is the first site project of those days that Tomasz reads with one other."""
        if world.contested or submission.task.key != "site-project" or not BETWEEN[0] <= at.date() <= BETWEEN[1]:
            return False
        names = submission.panel.seats.values_list("assessor__username", flat=True)
        world.contested = len(names) == 2 and "tomasz" in names
        return world.contested

    @cached_property
    def other(self) -> Person:
        return self.submission.panel.seats.filter(further=False).exclude(assessor__username="tomasz").get().assessor

    def turned_to(self, seat: Seat, at: datetime) -> datetime:
        return hours.soon(self.rng, at, zone_of(seat.assessor))

    def levels(self, rubric: Rubric) -> dict[str, int]:
        return super().levels(rubric) | {CONTESTED: 3}

    def read(self, seat: Seat, rubric: Rubric, aimed: dict[str, int]) -> dict[str, int]:
        return aimed | {CONTESTED: 1} if seat.assessor == self.other else aimed

    def words(self, key: str, seat: Seat, *, short: bool) -> str:
        if key == CONTESTED:
            return evidence.CAUSE_MISSED if short else evidence.CAUSE_TESTED[seat.further]
        return super().words(key, seat, short=short)

    def agree(self, aimed: dict[str, int], at: datetime) -> Iterator[datetime]:
        yield (at := hours.soon(self.rng, at, zone_of(self.other)))
        self.propose({CONTESTED: (2, evidence.CAUSE_HALF_SEEN)}, self.other, at)
        yield NEVER


class Returned(Reading):
    """The one that is with its candidate again when the story begins: the first of its panel can’t judge what is there."""

    @classmethod
    def concerns(cls, world: World, submission: Submission, at: datetime) -> bool:
        """Whether it is the first site project after the contested one that Tomasz has no seat on."""
        late = world.contested and at.date() >= BETWEEN[0]  # so that it moves nobody who reads the contested one
        if world.returned or not late or submission.task.key != "site-project":
            return False
        world.returned = not submission.panel.seats.filter(assessor__username="tomasz").exists()
        return world.returned

    def walk(self, at: datetime) -> Iterator[datetime]:
        self.settled = at
        seat = self.next_seat()
        if seat is None:
            return
        yield (at := hours.soon(self.rng, at, zone_of(seat.assessor)))
        assessment.start_seat(seat=seat, by=seat.assessor, at=at)
        yield (at := at + timedelta(minutes=25))
        rubric = asked_of(self.submission)
        first = rubric.criteria[0]
        assessment.save_score(
            seat=seat, criterion=first.key, level=first.top, rationale="", revision=0, by=seat.assessor, at=at
        )
        seat.refresh_from_db()
        assessment.ask_for_more(seat=seat, reason=evidence.MORE_NEEDED, by=seat.assessor, at=at)
        yield NEVER


def zone_of(person: Person) -> ZoneInfo:
    return ZoneInfo(person.time_zone)
