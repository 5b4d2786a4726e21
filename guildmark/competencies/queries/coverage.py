"""Which competency serves what: the coverage matrix, and what is tied to nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from guildmark.competencies.models import Association, Framework, Item, JobTask, StrategicPriority, Tie
from guildmark.competencies.queries.rows import ItemRow, item_rows

PRIORITY, JOB_TASK = "priority", "job_task"


@dataclass(frozen=True)
class Column:
    """A strategic priority, or a job task of a function: what competencies are tied to."""

    kind: str
    pk: int
    title: str
    detail: str = ""
    competencies: int = 0
    until: date | None = None
    text: str = ""

    @property
    def end(self) -> str:
        return f"{self.kind}:{self.pk}"

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, self.pk


@dataclass(frozen=True)
class Mark:
    """One cell of the matrix."""

    end: str
    title: str
    tied: bool


@dataclass(frozen=True)
class CoverageRow:
    item: ItemRow
    cells: tuple[bool, ...]

    columns: tuple[Column, ...]

    @property
    def tied(self) -> int:
        return sum(self.cells)

    @property
    def marks(self) -> list[Mark]:
        return [Mark(column.end, column.title, cell) for column, cell in zip(self.columns, self.cells, strict=True)]


@dataclass(frozen=True)
class Coverage:
    """Competencies against what they serve. A competency may be tied to nothing, and a column served by nobody."""

    columns: tuple[Column, ...]
    rows: tuple[CoverageRow, ...]

    @property
    def untied(self) -> tuple[CoverageRow, ...]:
        return tuple(row for row in self.rows if not row.tied)

    @property
    def unserved(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.competencies)


def competencies_of(framework: Framework, item_type: str = "") -> QuerySet[Item]:
    """The competencies of a framework: its items with a kind; or, for a type, all items of that type."""
    items = framework.items.order_by("position", "pk")
    return items.filter(item_type=item_type) if item_type else items.exclude(kind="")


def coverage(framework: Framework, *, item_type: str = "", items: QuerySet[Item] | None = None) -> Coverage:
    """The coverage matrix: competencies × strategic priorities and job tasks. Four queries, whatever its size."""
    asked = competencies_of(framework, item_type) if items is None else items
    rows = item_rows(asked)
    tied: dict[int, set[tuple[str, int]]] = defaultdict(set)
    served: dict[tuple[str, int], int] = defaultdict(int)
    ties = Tie.objects.filter(item__in=[row.pk for row in rows]).values_list("item_id", "priority_id", "job_task_id")
    for item_id, priority_id, job_task_id in ties:
        key = (PRIORITY, priority_id) if priority_id else (JOB_TASK, job_task_id)
        tied[item_id].add(key)
        served[key] += 1
    columns = tuple(_columns(served))
    return Coverage(
        columns=columns,
        rows=tuple(CoverageRow(row, tuple(column.key in tied[row.pk] for column in columns), columns) for row in rows),
    )


def _columns(served: dict[tuple[str, int], int]) -> Iterable[Column]:
    for priority in StrategicPriority.objects.order_by("title"):
        count = served[(PRIORITY, priority.pk)]
        yield Column(PRIORITY, priority.pk, priority.title, "", count, priority.until, priority.description)
    tasks = JobTask.objects.select_related("job_function").order_by("job_function__name", "title")
    for task in tasks:
        count = served[(JOB_TASK, task.pk)]
        yield Column(JOB_TASK, task.pk, task.title, task.job_function.name, competencies=count)


@dataclass(frozen=True)
class TieRow:
    end: str
    kind: str
    title: str
    detail: str


def ties_of(item: Item) -> list[TieRow]:
    """What a competency serves. One query."""
    ties = item.ties.select_related("priority", "job_task__job_function").order_by("priority__title", "job_task__title")
    rows = []
    for tie in ties:
        if tie.priority:
            rows.append(TieRow(f"{PRIORITY}:{tie.priority_id}", PRIORITY, tie.priority.title, tie.priority.description))
        elif tie.job_task:
            rows.append(
                TieRow(f"{JOB_TASK}:{tie.job_task_id}", JOB_TASK, tie.job_task.title, tie.job_task.job_function.name)
            )
    return rows


def known(identifiers: Iterable[UUID]) -> frozenset[UUID]:
    """Those of the identifiers that an item of some framework here carries. One query."""
    return frozenset(Item.objects.filter(identifier__in=list(identifiers)).values_list("identifier", flat=True))


def untied(identifiers: Iterable[UUID]) -> list[ItemRow]:
    """Those of the items that serve neither a priority nor a job task, not even through what they stand under.

    One query: an item is tied if it is, or if something one or two steps above it is.
    """
    edges = Association.objects.children()
    parent = edges.filter(origin_item=OuterRef("pk"))
    grandparent = edges.filter(origin_item=OuterRef("pk"))
    tied_above = Q(Exists(parent.filter(destination_item__ties__isnull=False))) | Q(
        Exists(
            grandparent.filter(
                destination_item__leaving__association_type="isChildOf",
                destination_item__leaving__destination_item__ties__isnull=False,
            )
        )
    )
    asked = Item.objects.filter(identifier__in=list(identifiers), ties__isnull=True)
    return item_rows(asked.exclude(tied_above).order_by("position", "pk"))


def get_end(kind: str, pk: int) -> dict[str, Any]:
    """The priority or the job task, under the name that verbs give it; otherwise a 404."""
    if kind == PRIORITY:
        return {"priority": get_object_or_404(StrategicPriority, pk=pk)}
    if kind == JOB_TASK:
        return {"job_task": get_object_or_404(JobTask, pk=pk)}
    raise Http404


def ends_served() -> list[Column]:
    """Every priority and job task, with how many competencies of whatever framework serve it. Three queries."""
    served: dict[tuple[str, int], int] = defaultdict(int)
    for priority_id, job_task_id in Tie.objects.values_list("priority_id", "job_task_id"):
        served[(PRIORITY, priority_id) if priority_id else (JOB_TASK, job_task_id)] += 1
    return list(_columns(served))


def tie_choices() -> list[Column]:
    """Everything a competency can be tied to. Two queries."""
    return list(_columns(defaultdict(int)))
