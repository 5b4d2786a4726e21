"""Items as lists show them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from guildmark.competencies.models import Association, CompetencyKind, Item

COLUMNS = ("pk", "identifier", "code", "title", "statement", "item_type", "kind", "level")


@dataclass(frozen=True)
class ParentRow:
    pk: int
    identifier: UUID
    label: str


@dataclass(frozen=True)
class ItemRow:
    """An item in a list: `children` says how many stand under it, `parents` under which it stands, where asked for."""

    pk: int
    identifier: UUID
    code: str
    title: str
    statement: str
    item_type: str
    kind: str
    level: int | None
    children: int = 0
    parents: tuple[ParentRow, ...] = ()

    @property
    def label(self) -> str:
        return self.title or self.statement

    @property
    def more_parents(self) -> int:
        return len(self.parents) - 1

    @property
    def kind_label(self) -> str:
        return str(CompetencyKind(self.kind).label) if self.kind else ""


def item_rows(items: QuerySet[Item], *, with_children: bool = False) -> list[ItemRow]:
    """The items as rows, in the order of the query. One query."""
    columns = list(COLUMNS)
    if with_children:
        items = items.annotate(children=child_count())
        columns.append("children")
    return [ItemRow(**row) for row in items.values(*columns)]


def child_count(of: str = "pk") -> Coalesce:
    """How many items stand under each, as a column. `of` names the column that holds the item's key."""
    below = Association.objects.children().filter(destination_item=OuterRef(of)).order_by()
    counted = below.values("destination_item").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def stands_under_something() -> Exists:
    return Exists(Association.objects.children().filter(origin_item=OuterRef("pk")))


def has_children() -> Exists:
    return Exists(Association.objects.children().filter(destination_item=OuterRef("pk")))


def with_parents(rows: Iterable[ItemRow]) -> list[ItemRow]:
    """The rows with their parents. One query for all of them."""
    rows = list(rows)
    edges = Association.objects.children().filter(origin_item__in=[row.pk for row in rows])
    above: dict[int, list[ParentRow]] = defaultdict(list)
    names = ("pk", "identifier", "code", "title", "statement")
    columns = [f"destination_item__{name}" for name in names]
    for child, pk, identifier, code, title, statement in edges.order_by("destination_item__position").values_list(
        "origin_item", *columns
    ):
        above[child].append(ParentRow(pk, identifier, title or code or statement))
    return [replace(row, parents=tuple(above[row.pk])) for row in rows]
