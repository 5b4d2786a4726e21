"""*My plan*: what is met, what is left, the shortest way to done, and whose turn it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet

from guildmark.candidacy.domain.progress import Line, outline, progress
from guildmark.candidacy.models import Candidacy, Fulfilment, PlanStep, State
from guildmark.candidacy.ports import TASKS, TaskStanding
from guildmark.kernel.calendar import local_date
from guildmark.kernel.prepared import prepared
from guildmark.programs.domain.judging import attempt_policy
from guildmark.programs.domain.rubric import Rubric, boundary_rule, pass_rule
from guildmark.programs.domain.tree import Node
from guildmark.programs.models import ProgramVersion, Task
from guildmark.programs.queries import rubrics_of, tree_of
from guildmark.programs.queries.remembered import remembered
from guildmark.programs.tongue import said

NOTHING_YET = TaskStanding("")


@dataclass(frozen=True)
class Step:
    """A line of the plan: a group of requirements or one thing to do."""

    node: Node
    depth: int
    done: bool
    needed: bool
    words: str = ""
    shortest: bool = False
    met_at: datetime | None = None
    target_on: date | None = None
    hours: Decimal | None = None
    rule: tuple[str, ...] = ()
    standing: TaskStanding = NOTHING_YET


@dataclass(frozen=True)
class Plan:
    """`steps` in the order of the tree, the root left out where it only says “all of these”."""

    candidacy: Candidacy
    rule: str
    steps: tuple[Step, ...]
    met: int
    left: tuple[str, ...]
    shortest: tuple[str, ...]
    shortest_hours: Decimal | None
    done: bool

    @property
    def total(self) -> int:
        """How many things are to be done on the shortest way, those done counted in."""
        return self.met + len(self.shortest)

    @cached_property
    def next_step(self) -> Step | None:
        """What the candidate can do now: what they have begun, else the first thing on the shortest way.

        What others have in hand is nobody's next step.
        """
        open_steps = [step for step in self.steps if step.needed and step.standing.url and not step.standing.whom]
        mine = [step for step in open_steps if step.standing.waits_on_candidate and not step.standing.begins]
        return next(iter(mine), None) or next((step for step in open_steps if step.shortest), None)

    @property
    def waiting(self) -> Step | None:
        return next((step for step in self.steps if step.standing.whom and not step.done), None)


@dataclass(frozen=True)
class _Known:
    """What is known of each leaf, by its key; of its task, by the task's."""

    rubrics: Mapping[str, Rubric]
    kept: Mapping[str, datetime]
    hours: Mapping[str, Decimal | None]
    targets: Mapping[str, date]
    standings: Mapping[str, TaskStanding]


def plan_of(candidacy: Candidacy, *, at: datetime) -> Plan:
    """The plan of a candidacy, four queries whatever its size; the pinned version is remembered by the process."""
    tree = tree_of(candidacy.version)
    day = local_date(at, candidacy.person.time_zone)
    hours = hours_of(candidacy.version, tree)
    known = _Known(
        rubrics_of(candidacy.version),
        kept=dict(_kept(candidacy=candidacy.pk, day=day)),
        hours=hours,
        targets=dict(_targets(candidacy=candidacy.pk)),
        standings=standing_of_tasks(candidacy, at=at),
    )
    to_do = _hours_left(tree, hours, known.standings)
    found = progress(tree, known.kept, to_do)
    shortest = frozenset(node.key for node in found.shortest)
    lines = outline(tree, known.kept)
    return Plan(
        candidacy=candidacy,
        rule="" if tree.kind == "all" else said(tree.words),
        steps=tuple(_step(line, known, shortest) for line in (lines[1:] if tree.kind == "all" else lines)),
        met=len(found.met),
        left=tuple(node.title for node in found.left),
        shortest=tuple(node.title for node in found.shortest),
        shortest_hours=_sum([one for key, one in to_do.items() if key in shortest]),
        done=found.done,
    )


@prepared
def _kept(candidacy: int, day: date) -> QuerySet[Fulfilment, tuple[str, datetime]]:
    """What is met and since when; of several for a leaf, the first counts, hence comes last."""
    found = Fulfilment.objects.filter(candidacy_id=candidacy).on(day)
    return found.order_by("-fulfilled_at").values_list("node_key", "fulfilled_at")


@prepared
def _targets(candidacy: int) -> QuerySet[PlanStep, tuple[str, date]]:
    return PlanStep.objects.filter(candidacy_id=candidacy).values_list("node_key", "target_on")


def _hours_left(
    tree: Node, hours: Mapping[str, Decimal | None], standings: Mapping[str, TaskStanding]
) -> dict[str, Decimal | None]:
    """What is still to be done by the candidate: of work that is handed in, nothing."""
    handed_in = {leaf.key for leaf in tree.leaves() if leaf.task_key in standings and standings[leaf.task_key].whom}
    return {leaf.key: Decimal(0) if leaf.key in handed_in else hours.get(leaf.key) for leaf in tree.leaves()}


def _sum(hours: list[Decimal | None]) -> Decimal | None:
    """All hours together, where each is known."""
    known = [one for one in hours if one is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(hours) else None


def _step(line: Line, known: _Known, shortest: frozenset[str]) -> Step:
    node = line.node
    return Step(
        node,
        depth=line.depth,
        done=line.done,
        needed=line.needed,
        words=said(node.words),
        shortest=node.key in shortest,
        met_at=known.kept.get(node.key),
        target_on=known.targets.get(node.key),
        hours=known.hours.get(node.key),
        rule=_rule(known.rubrics[node.task_key]) if node.task_key else (),
        standing=known.standings.get(node.task_key, NOTHING_YET) if node.task_key else NOTHING_YET,
    )


def _rule(rubric: Rubric) -> tuple[str, ...]:
    """What it takes to meet a task, each condition a clause."""
    return (*(said(one) for one in pass_rule(rubric)), said(boundary_rule(rubric)))


@remembered
def _task_hours(version: ProgramVersion) -> Mapping[str, Decimal | None]:
    return dict(Task.objects.filter(version=version).values_list("key", "hours"))


def hours_of(version: ProgramVersion, tree: Node) -> dict[str, Decimal | None]:
    """The time estimates of the leaves that are tasks, by the leaf's key."""
    hours = _task_hours(version)
    return {leaf.key: hours.get(leaf.task_key) for leaf in tree.leaves() if leaf.task_key}


def standing_of_tasks(candidacy: Candidacy, *, at: datetime) -> dict[str, TaskStanding]:
    """How far each task is, by task key; nothing before the candidacy has begun."""
    if candidacy.state in (State.APPLIED, State.ADMITTED, State.NOT_ADMITTED):
        return {}
    return {key: standing for answer in TASKS.ask(candidacy, at) for key, standing in answer.items()}


def attempt_rule(candidacy: Candidacy) -> list[str]:
    """How often one may try, in words."""
    version = candidacy.version
    return [said(one) for one in attempt_policy(version).words]
