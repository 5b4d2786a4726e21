"""One candidate's way through a program, act by act, through the product's own verbs."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from guildmark.assessment import actions as assessment
from guildmark.assessment.models import Seat, SeatState, Submission, SubmissionState
from guildmark.assessment.queries import looked_through
from guildmark.candidacy import actions as candidacies
from guildmark.candidacy.models import State
from guildmark.credentials import actions as credentials
from guildmark.credentials.lifecycle import may_decide
from guildmark.credentials.models import Outcome
from guildmark.kernel import blobs
from guildmark.kernel.clock import STORY_START
from guildmark.people.models import Person
from guildmark.programs.domain.rubric import Rubric, least_of
from guildmark.programs.domain.tree import Node
from guildmark.programs.models import Task
from guildmark.programs.queries import rubric_of, tree_of
from simulation import evidence
from simulation.founding import World
from simulation.story import FCE, Fate, Path

COMMITTEE = ("marguerite", "mateus", "ingrid")
AWAY_FROM = date(2026, 4, 6)  # since then Tomasz has been on site: his queue is waiting for him
# Between these days those whose end is told may miss a task first; at other times it would move the day of the grant.
SETTLED, LATELY = date(2024, 7, 10), date(2026, 1, 15)
ATTEMPTS = 3
LUIS_MISSES = (1, 2, 0, 0)  # how often Luis does not yet meet each task; the second one’s last attempt is ahead of him
WITHOUT_END = (Fate.UNDER_WAY, Fate.AWAITING)
SHOWN = 0.25  # the share of holders who make their credential public
GRANTED = "Every requirement is met; the sheets agree or were settled, and nothing stands against it."
REFUSED = "No attempt is left at one task. A new candidacy is open at any time; what was met stays on record."


@dataclass
class Way:
    """`walk` yields the moment of each next act; the caller resumes it when that moment comes."""

    world: World
    path: Path
    username: str
    rng: random.Random

    def walk(self) -> Iterator[datetime]:
        at = self.moment(self.path.applied_on)
        yield at
        self.candidacy = candidacies.apply(
            program=self.world.programs[self.path.program], motivation=self.rng.choice(evidence.MOTIVATIONS),
            by=self.person, at=at,
        )  # fmt: skip
        if self.path.fate is Fate.APPLIED:
            return
        yield (at := self.later(at, 2, 5))
        candidacies.admit(candidacy=self.candidacy, by=self.world.people["priya"], at=at)
        if self.path.fate is Fate.ADMITTED:
            return
        yield (at := self.later(at, 1, 4))
        candidacies.begin(candidacy=self.candidacy, by=self.person, at=at)
        yield from self.work(at)

    @property
    def person(self) -> Person:
        return self.world.people[self.username]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.person.time_zone)

    def work(self, at: datetime) -> Iterator[datetime]:
        tasks = list(self.candidacy.version.tasks.all())
        leaves = list(tree_of(self.candidacy.version).leaves())
        fate = self.path.fate
        ends = self.moment(self.path.ends_on)
        if fate is Fate.UNDER_WAY:
            ends = max(at + timedelta(days=self.rng.randint(150, 260)), STORY_START + timedelta(days=50))
        if fate is Fate.AWAITING:
            ends -= timedelta(days=4)
        if fate is Fate.WITHDRAWN:
            tasks = tasks[: self.rng.randint(0, len(leaves) - 1)]
        step = max(timedelta(days=14), (ends - timedelta(days=20) - at) / max(1, len(tasks)))
        if fate in WITHOUT_END:
            self.plan(leaves, at, step)
        for number, task in enumerate(tasks):
            last = number == len(tasks) - 1
            self.on_last = last
            start = max(at, self.moment(at.date()))
            yield from self.attempts(task, start, step, number, never=fate is Fate.NOT_YET and last)
            at = max(self.settled, start + step * 0.6)
        yield from self.end(max(ends, at + timedelta(days=1)))

    def plan(self, leaves: list[Node], at: datetime, step: timedelta) -> None:
        for number, leaf in enumerate(leaves, 1):
            target = (at + step * number).date()
            candidacies.set_plan_step(
                candidacy=self.candidacy, node_key=leaf.key, target_on=target, by=self.person, at=at
            )

    def attempts(self, task: Task, at: datetime, step: timedelta, number: int, *, never: bool) -> Iterator[datetime]:
        """Attempts at a task until it is met, or until none is left."""
        told = self.path.fate not in (Fate.UNDER_WAY, Fate.WITHDRAWN)
        may_miss = not told or (SETTLED < self.path.ends_on < LATELY and step > timedelta(days=45))
        first_misses = never or (may_miss and self.rng.random() < 0.14)
        missed = ATTEMPTS if never else LUIS_MISSES[number] if self.username == "luis" else int(first_misses)
        for attempt in range(1, ATTEMPTS + 1):
            meets = attempt > missed
            yield from self.attempt(task, at, step if attempt == 1 else step / 4, meets=meets)
            if meets:
                return
            cool_off = self.candidacy.version.cool_off_days
            at = self.later(self.settled, cool_off + 1, cool_off + 4)

    def attempt(self, task: Task, at: datetime, span: timedelta, *, meets: bool) -> Iterator[datetime]:
        yield at
        submission = assessment.open_submission(candidacy=self.candidacy, task=task, by=self.person, at=at)
        self.fill(submission, task, at)
        yield (at := self.handed_in(at, at + span * self.rng.uniform(0.35, 0.5)))
        submission = assessment.submit(submission=submission, original=True, by=self.person, at=at)
        yield from self.judged(submission, at, meets=meets)

    def handed_in(self, opened: datetime, planned: datetime) -> datetime:
        """When the draft is submitted. In April the field engineers hurry, before the season starts; whoever is under
        way hands in the last task so late that it is still being read."""
        if self.path.fate is not Fate.UNDER_WAY:
            return self.at_work(planned, opened)
        if self.username == "ines" and self.on_last:
            return STORY_START + timedelta(days=20)  # so that one thing waits on her: her draft
        hurried = max(STORY_START - timedelta(days=self.rng.uniform(1, 7)), opened + timedelta(hours=3))
        soon = planned > STORY_START - timedelta(days=3)
        if self.on_last or (self.path.program == FCE and soon and self.rng.random() < 0.7):
            return self.at_work(hurried if self.path.program == FCE or not soon else planned, opened)
        return self.at_work(planned, opened)

    def at_work(self, moment: datetime, after: datetime) -> datetime:
        """The same day at an hour at which people work where this one lives."""
        local = moment.astimezone(self.zone)
        return max(local.replace(hour=8 + local.hour * 9 // 24).astimezone(UTC), after + timedelta(minutes=30))

    def fill(self, submission: Submission, task: Task, at: datetime) -> None:
        revision = 0
        self.write(submission, "text", evidence.report(self.rng, self.path.program), revision, at)
        for prompt in task.prompts.all():
            self.write(submission, prompt.key, evidence.reflection(self.rng), 0, at)
        if {"csv", "file"} & set(task.formats):
            with blobs.received([evidence.site_log(self.rng)]) as content:
                verdict = looked_through(submission, "readings.csv", content)
                assessment.attach_file(submission=submission, content=content, verdict=verdict, by=self.person, at=at)

    def write(self, submission: Submission, box: str, text: str, revision: int, at: datetime) -> None:
        assessment.save_text(submission=submission, box=box, text=text, revision=revision, by=self.person, at=at)

    def judged(self, submission: Submission, at: datetime, *, meets: bool) -> Iterator[datetime]:
        """The panel reads; where sheets disagree a further assessor reads too, then they agree."""
        rubric = rubric_of(submission.task)
        aimed = self.levels(rubric, meets=meets)
        while seat := self.next_seat(submission):
            at = self.later(at, 4, 9) if self.path.fate is Fate.UNDER_WAY else self.later(at, 0.5, 2)
            if seat.assessor.username == "tomasz" and at.date() >= AWAY_FROM and self.path.fate is Fate.UNDER_WAY:
                at = STORY_START + timedelta(days=1)
            yield at
            assessment.start_seat(seat=seat, by=seat.assessor, at=at)
            yield (at := at + timedelta(minutes=self.rng.randint(20, 90)))
            self.score(seat, rubric, aimed, at)
            submission.refresh_from_db()
        if submission.state == SubmissionState.ADJUDICATION:
            yield (at := self.later(at, 0.5, 2))
            self.agree(submission, aimed, at)
        self.settled = at

    def next_seat(self, submission: Submission) -> Seat | None:
        seats = Seat.objects.filter(panel__submission=submission, state=SeatState.ASSIGNED)
        return seats.select_related("panel__submission", "assessor").order_by("number").first()

    def levels(self, rubric: Rubric, *, meets: bool) -> dict[str, int]:
        """What the work shows on each criterion: clearly enough to meet the rule, or short of it on one."""
        found = {}
        for criterion in rubric.criteria:
            least = int(least_of(criterion, rubric) or 2)
            found[criterion.key] = min(criterion.top, max(3, least) + (self.rng.random() < 0.45))
        if not meets:
            short = self.rng.choice([c for c in rubric.criteria if least_of(c, rubric)])
            found[short.key] = max(1, int(least_of(short, rubric) or 2) - 1)
        return found

    def slip(self, seat: Seat) -> float:
        """How often this sheet reads a level lower than the work shows: on one seat of a panel only, so that what the
        panel comes to is what the work shows. Kwame is severe wherever he sits."""
        names = list(
            seat.panel.seats.filter(further=False).order_by("number").values_list("assessor__username", flat=True)
        )
        harsh = "kwame" if "kwame" in names else names[0]
        return (0.6 if harsh == "kwame" else 0.12) if seat.assessor.username == harsh else 0.0

    def score(self, seat: Seat, rubric: Rubric, aimed: dict[str, int], at: datetime) -> None:
        slip = self.slip(seat)
        lines = {}
        for criterion in rubric.criteria:
            level = aimed[criterion.key]
            if self.rng.random() < slip:
                level = max(1, level - 1)
            short = level < (least_of(criterion, rubric) or rubric.cut or 3)
            words = evidence.rationale(self.rng, short=short) if short or self.rng.random() < 0.6 else ""
            lines[criterion.key] = (level, words)
        assessment.fill_sheet(seat=seat, lines=lines, by=seat.assessor, at=at)
        assessment.seal_sheet(seat=seat, by=seat.assessor, at=at)

    def agree(self, submission: Submission, aimed: dict[str, int], at: datetime) -> None:
        """One member proposes the levels that the work shows, another confirms."""
        adjudication = submission.adjudication
        members = [seat.assessor for seat in submission.panel.seats.filter(state=SeatState.SEALED)]
        agreed = {
            key: (aimed[key], "Read together: " + evidence.rationale(self.rng, short=False))
            for key in adjudication.contested
        }
        proposal = assessment.propose_consensus(adjudication=adjudication, agreed=agreed, by=members[0], at=at)
        assessment.confirm_consensus(proposal=proposal, by=members[1], at=at + timedelta(hours=2))

    def end(self, at: datetime) -> Iterator[datetime]:
        yield at
        self.candidacy.refresh_from_db()
        if self.path.fate is Fate.WITHDRAWN:
            reason = "My work changed; I would like to come back to this later."
            candidacies.withdraw(candidacy=self.candidacy, reason=reason, by=self.person, at=at)
        elif self.candidacy.state == State.AWAITING_DECISION and self.path.fate in (Fate.CERTIFIED, Fate.NOT_YET):
            self.decide(at)

    def decide(self, at: datetime) -> None:
        """Whoever of the committee is free of ties decides; some holders show their credential to everyone."""
        granted = self.path.fate is Fate.CERTIFIED
        for name in self.rng.sample(COMMITTEE, len(COMMITTEE)):
            member = self.world.people[name]
            if may_decide(self.candidacy, member, at=at):
                break
        decision = credentials.decide(
            candidacy=self.candidacy, outcome=Outcome.GRANT if granted else Outcome.REFUSE,
            reason=GRANTED if granted else REFUSED, by=member, at=at, chance=self.rng,
        )  # fmt: skip
        if granted and (self.username == "hannah" or self.rng.random() < SHOWN):
            credentials.make_public(credential=decision.credential, by=self.person, at=at + timedelta(days=1))

    def later(self, at: datetime, least: float, most: float) -> datetime:
        """Some days later, at some minute of a working day."""
        day = (at + timedelta(days=self.rng.uniform(least, most))).date()
        return max(self.moment(day), at + timedelta(minutes=30))

    def moment(self, day: date) -> datetime:
        day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
        return datetime.combine(day, time(self.rng.randint(8, 16), self.rng.randint(0, 59)), self.zone).astimezone(UTC)
