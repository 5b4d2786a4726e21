"""The tree of a framework, opened level by level."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet

from guildmark.competencies.models import Association, Framework, Item
from guildmark.competencies.queries.rows import (
    COLUMNS,
    ItemRow,
    child_count,
    has_children,
    item_rows,
    stands_under_something,
)

A_PAGE = 50
FEW = 12


@dataclass(frozen=True)
class TypeCount:
    """How many items of a type there are: a filter, or a drawer of statements that stand under nothing."""

    item_type: str
    count: int
    rows: tuple[ItemRow, ...] = ()


@dataclass(frozen=True)
class Roots:
    """What stands at the top: `tree` has something under it; `loose` stands under nothing and has nothing below."""

    tree: list[ItemRow]
    loose: list[TypeCount]


def type_counts(framework: Framework) -> list[TypeCount]:
    """The types of a framework's items, most frequent last, for filters."""
    rows = (
        framework.items.order_by().values_list("item_type").annotate(count=Count("pk")).order_by("count", "item_type")
    )
    return [TypeCount(item_type, count) for item_type, count in rows]


def roots_of(framework: Framework) -> Roots:
    """The top of a framework: three queries, however many items it has. A few loose items come along at once."""
    tops = framework.items.filter(~stands_under_something()).order_by("position", "pk")
    tree = item_rows(tops.filter(has_children()), with_children=True)
    loose = tops.filter(~has_children())
    counts = loose.order_by().values_list("item_type").annotate(count=Count("pk")).order_by("count", "item_type")
    sizes = list(counts)
    few = [item_type for item_type, count in sizes if count <= FEW]
    shown = item_rows(loose.filter(item_type__in=few)) if few else []
    drawers = [TypeCount(kind, n, tuple(row for row in shown if row.item_type == kind)) for kind, n in sizes]
    return Roots(tree, drawers)


def loose_page(framework: Framework, item_type: str, number: str | None) -> Page[Any]:
    """A page of the items of a type that stand under nothing and have nothing below."""
    tops = framework.items.filter(~stands_under_something(), ~has_children(), item_type=item_type)
    return paged(tops.order_by("position", "pk"), number)


def paged(items: QuerySet[Item], number: str | None) -> Page[Any]:
    """A page of items as rows; a number out of range gives the nearest page."""
    page: Page[Any] = Paginator(items, A_PAGE).get_page(number)
    page.object_list = item_rows(page.object_list)  # type: ignore[arg-type]
    return page


@dataclass(frozen=True)
class Group:
    """The children of one type."""

    item_type: str
    rows: list[ItemRow]


def children_of(item: Item) -> list[Group]:
    """What stands under an item, by type, in its order. One query."""
    edges = (
        Association.objects.children()
        .filter(destination_item=item)
        .annotate(children=child_count("origin_item"))
        .order_by(F("sequence").asc(nulls_last=True), "origin_item__position", "pk")
    )
    rows = edges.values_list(*(f"origin_item__{name}" for name in COLUMNS), "children")
    return grouped([ItemRow(*row) for row in rows])


def grouped(rows: Sequence[ItemRow]) -> list[Group]:
    """Rows by type, the types in the order of their first row."""
    groups: dict[str, list[ItemRow]] = {}
    for row in rows:
        groups.setdefault(row.item_type, []).append(row)
    return [Group(item_type, several) for item_type, several in groups.items()]
