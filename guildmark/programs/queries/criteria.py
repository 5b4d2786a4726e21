"""A version's tree and rubrics as the domain's frozen dataclasses."""

from collections import defaultdict
from collections.abc import Mapping

from guildmark.programs.domain.rubric import Criterion, Indicator, Level, Rubric
from guildmark.programs.domain.tree import Node
from guildmark.programs.models import Criterion as CriterionRow
from guildmark.programs.models import ProgramVersion, RequirementNode, Task
from guildmark.programs.models import Rubric as RubricRow
from guildmark.programs.queries.remembered import remembered


@remembered
def tree_of(version: ProgramVersion) -> Node:
    """The requirement tree, each leaf with a title to show. One query, none for a version already met."""
    rows = list(version.requirementnodes.select_related("task", "prior_program"))
    return grown(rows, titled=True)


def grown(rows: list[RequirementNode], *, titled: bool) -> Node:
    """The tree that these rows make; a version without any has an empty one."""
    below: dict[int | None, list[RequirementNode]] = defaultdict(list)
    for row in rows:
        below[row.parent_id].append(row)

    def node(row: RequirementNode) -> Node:
        prior = row.prior_program
        fallback = (row.task.title if row.task else prior.title if prior else "") if titled else ""
        return Node(
            key=row.key,
            kind=row.kind,
            title=row.title or fallback,
            children=tuple(node(child) for child in below[row.pk]),
            least=row.least,
            task_key=row.task.key if row.task else "",
            prior_program=prior.slug if prior else "",
        )

    return node(below[None][0]) if below[None] else Node("root", "all")


@remembered
def prior_programs_of(version: ProgramVersion) -> Mapping[str, int]:
    """The programs whose credentials the tree names: their ids by slug."""
    named = version.requirementnodes.filter(prior_program__isnull=False)
    return dict(named.values_list("prior_program__slug", "prior_program_id"))


def rubric_of(task: Task) -> Rubric:
    """How a task is judged."""
    return rubrics_of(task.version)[task.key]


@remembered
def rubrics_of(version: ProgramVersion) -> Mapping[str, Rubric]:
    """Every task's rubric, by task key. A task without a rubric has one without criteria."""
    rows = RubricRow.objects.filter(version=version).select_related("task")
    found = {
        row.task.key: Rubric(tuple(_criterion(one) for one in row.criteria.all()), row.cut, row.cut_reason)
        for row in rows.prefetch_related("criteria__levels", "criteria__indicators")
    }
    return defaultdict(lambda: Rubric(()), found)


def criteria_as_read(version: ProgramVersion, task: str) -> Rubric:
    """One task’s criteria as its assessors read them: without the cut, and what they are tied to. Two queries."""
    rows = CriterionRow.objects.filter(rubric__version=version, rubric__task__key=task)
    return Rubric(tuple(_criterion(one, tied=False) for one in rows.prefetch_related("levels")))


def _criterion(row: CriterionRow, *, tied: bool = True) -> Criterion:
    return Criterion(
        key=row.key,
        title=row.title,
        weight=row.weight,
        minimum=row.minimum,
        critical=row.critical,
        tolerance=row.tolerance,
        evidence_at=row.evidence_at,
        levels=tuple(Level(one.number, one.descriptor, one.name) for one in row.levels.all()),
        indicators=tuple(
            Indicator(one.framework, one.framework_identifier, one.identifier, one.statement, one.code)
            for one in (row.indicators.all() if tied else ())
        ),
    )
