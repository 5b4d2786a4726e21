"""One item, and everything it is associated with."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from guildmark.competencies.domain.package import CHILD
from guildmark.competencies.models import Association, Item
from guildmark.competencies.permissions import Can
from guildmark.competencies.queries.rows import ItemRow, ParentRow, item_rows
from guildmark.competencies.wording import words_of
from guildmark.kernel.access import Actor, may


def get_item(person: Actor, slug: str, identifier: UUID, *, at: datetime) -> Item:
    """The item of the framework at that address, its framework along, for somebody who may read it; otherwise a 404."""
    if not may(person, Can.READ, at=at):
        raise Http404
    return get_object_or_404(Item.objects.select_related("framework"), framework__slug=slug, identifier=identifier)


def identifier_in(text: str) -> UUID:
    """The identifier that an address or a button carries; a 404 where it carries none."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def get_item_with_key(person: Actor, pk: int, *, at: datetime) -> Item:
    """The item with that key, for somebody who may read it; otherwise a 404."""
    if not may(person, Can.READ, at=at):
        raise Http404
    return get_object_or_404(Item.objects.select_related("framework"), pk=pk)


def get_association(item: Item, pk: int) -> Association:
    """One of the item's own associations; otherwise a 404."""
    mine = Association.objects.filter(Q(origin_item=item) | Q(destination_item=item))
    return get_object_or_404(mine.select_related("framework"), pk=pk)


@dataclass(frozen=True)
class Neighbour:
    """The other end of an association. Outside the framework it has no row, but an address to show."""

    association_id: int
    association_type: str
    outgoing: bool
    label: str
    identifier: UUID | None = None
    code: str = ""
    url: str = ""
    made_here: bool = False
    pk: int | None = None

    @property
    def words(self) -> str:
        return str(words_of(self.association_type, outgoing=self.outgoing))


@dataclass(frozen=True)
class Neighbours:
    """What an item is associated with. `parents` are what it stands under; `related` is everything else but children."""

    parents: list[Neighbour]
    related: list[Neighbour]


def neighbours_of(item: Item) -> Neighbours:
    """Parents and related items, in either direction. One query."""
    edges = (
        Association.objects.filter(Q(origin_item=item) | (Q(destination_item=item) & ~Q(association_type=CHILD)))
        .select_related("origin_item", "destination_item")
        .order_by("association_type", "sequence", "pk")
    )
    found = [_neighbour(edge, item) for edge in edges if not _leads_to_document(edge, item)]
    return Neighbours(
        parents=[one for one in found if one.association_type == CHILD],
        related=[one for one in found if one.association_type != CHILD],
    )


def _leads_to_document(edge: Association, item: Item) -> bool:
    return edge.destination == str(item.framework.identifier)


def _neighbour(edge: Association, item: Item) -> Neighbour:
    outgoing = edge.origin_item_id == item.pk
    other = edge.destination_item if outgoing else edge.origin_item
    said = edge.end_extras.get("destination" if outgoing else "origin", {})
    shared: dict[str, Any] = {
        "association_id": edge.pk,
        "association_type": edge.association_type,
        "outgoing": outgoing,
    }
    if other is None:
        address = said.get("uri", "")
        label = said.get("title") or (edge.destination if outgoing else edge.origin)
        url = address if address.startswith(("http://", "https://")) else ""
        return Neighbour(**shared, label=label, url=url, made_here=edge.made_here)
    return Neighbour(
        **shared,
        label=other.title or other.statement,
        identifier=other.identifier,
        code=other.code,
        made_here=edge.made_here,
        pk=other.pk,
    )


MOST_LEVELS = 8


def levels_above(keys: Iterable[int]) -> list[list[ParentRow]]:
    """What these items stand under, then what that stands under, and so on up."""
    levels: list[list[ParentRow]] = []
    at = list(keys)
    seen = set(at)
    while at and len(levels) < MOST_LEVELS:
        edges = Association.objects.children().filter(origin_item__in=at).order_by("destination_item__position")
        columns = ("pk", "identifier", "code", "title", "statement")
        rows = edges.values_list(*(f"destination_item__{name}" for name in columns))
        above = {
            pk: ParentRow(pk, identifier, title or code or statement)
            for pk, identifier, code, title, statement in rows
            if pk not in seen
        }
        if above:
            levels.append(list(above.values()))
        seen |= above.keys()
        at = list(above)
    return levels


def further_of(item: Item) -> list[tuple[str, str]]:
    """What else the source says of an item, flat: nested names joined by dots, lists by commas."""
    said: list[tuple[str, str]] = []
    waiting: list[tuple[str, Any]] = [(name, value) for name, value in item.extras.items() if name != "CFDocumentURI"]
    while waiting:
        name, value = waiting.pop(0)
        if isinstance(value, dict):
            waiting[:0] = [(f"{name}.{key}".removeprefix("extensions."), below) for key, below in value.items()]
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            waiting[:0] = [(name, below) for below in value]
        elif value not in ("", None, []):
            said.append(
                (
                    name.replace(".", " · ").replace("_", " "),
                    ", ".join(map(str, value)) if isinstance(value, list) else str(value),
                )
            )
    return said


@dataclass(frozen=True)
class Level:
    """What shows mastery at one proficiency level: how the level is described, and its performance indicators."""

    number: int
    descriptions: list[ItemRow]
    indicators: list[ItemRow]


def indicators_for(item: Item) -> list[Level]:
    """The performance indicators below an item, by proficiency level: one or two steps down. One query."""
    edges = Association.objects.children()
    children = edges.filter(destination_item=item).values("origin_item")
    grandchildren = edges.filter(destination_item__in=children).values("origin_item")
    below = Item.objects.filter(Q(pk__in=children) | Q(pk__in=grandchildren), level__isnull=False)
    levels: dict[int, list[ItemRow]] = defaultdict(list)
    for row in item_rows(below.order_by("level", "position", "pk"), with_children=True):
        levels[row.level or 0].append(row)
    return [
        Level(number, [row for row in rows if row.children], [row for row in rows if not row.children])
        for number, rows in sorted(levels.items())
    ]
