"""One candidate's way through a program, act by act, through the product's own verbs."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from guildmark.assessment import actions as assessment
from guildmark.assessment.models import Submission
from guildmark.assessment.queries import looked_through
from guildmark.candidacy import actions as candidacies
from guildmark.candidacy.models import State
from guildmark.credentials import actions as credentials
from guildmark.credentials.lifecycle import may_decide
from guildmark.credentials.models import Outcome
from guildmark.kernel import blobs
from guildmark.kernel.clock import STORY_START
from guildmark.people.models import Person
from guildmark.programs.domain.tree import Node
from guildmark.programs.models import Task
from guildmark.programs.queries import tree_of
from simulation import evidence, filming, hours
from simulation.founding import World
from simulation.judging import Contested, Reading, Returned
from simulation.story import FCE, Fate, Path

COMMITTEE = ("marguerite", "mateus", "ingrid")
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
        submission = assessment.submit(submission=submission, identity=True, original=True, by=self.person, at=at)
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
        first = submission.attempt == 1  # a further attempt begins with what was handed in before
        if task.key == "commissioning-video" and self.path.fate is Fate.UNDER_WAY and first:
            filming.hand_over(submission, by=self.person, at=at)

    def write(self, submission: Submission, box: str, text: str, revision: int, at: datetime) -> None:
        assessment.save_text(submission=submission, box=box, text=text, revision=revision, by=self.person, at=at)

    def judged(self, submission: Submission, at: datetime, *, meets: bool) -> Iterator[datetime]:
        under_way = self.path.fate is Fate.UNDER_WAY
        special = (kind for kind in (Contested, Returned) if under_way and kind.concerns(self.world, submission, at))
        kind = next(special, Reading)
        reading = kind(self.world, self.rng, submission, meets=meets, unhurried=under_way)
        yield from reading.walk(at)
        self.settled = reading.settled

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
        made = decision.credential
        if made and (self.username == "hannah" or self.rng.random() < SHOWN):
            credentials.make_public(credential=made, by=self.person, at=at + timedelta(days=1))

    def later(self, at: datetime, least: float, most: float) -> datetime:
        return hours.later(self.rng, at, least, most, self.zone)

    def moment(self, day: date) -> datetime:
        return hours.moment(self.rng, day, self.zone)
