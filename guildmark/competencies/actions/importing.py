"""Taking over a whole package in one verb."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from django.db import transaction
from django.utils.text import slugify

from guildmark.competencies import queries
from guildmark.competencies.domain import package as domain
from guildmark.competencies.domain.difference import Difference
from guildmark.competencies.domain.graph import search_text
from guildmark.competencies.domain.package import Package
from guildmark.competencies.facts import FrameworkImported
from guildmark.competencies.lifecycle import may_import_at, may_take_slug
from guildmark.competencies.models import Association, Framework, Item
from guildmark.competencies.permissions import Can
from guildmark.kernel.access import Actor, ensure, may
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock

T = TypeVar("T")
BATCH = 2000
ITEM_UPDATES = [name for name in queries.ITEM_FIELDS if name != "identifier"] + ["position", "search_text"]
EDGE_UPDATES = [
    "association_type", "origin", "destination", "origin_item", "destination_item", "sequence", "uri", "last_change",
    "extras", "end_extras",
]  # fmt: skip


class Imported(NamedTuple):
    """The framework after an import, and what the import changed in it."""

    framework: Framework
    change: Difference


@transaction.atomic
def import_framework(*, package: Package, by: Actor, at: datetime, slug: str = "") -> Imported:
    """Make the framework say what the package says. The same package twice changes nothing.

    Things are known by their identifiers. What the package lacks goes, unless it was made here or is tied.
    """
    ensure(may(by, Can.EDIT, at=at))
    ensure(may_import_at(package, slug))
    there = queries.place_of(package, slug)
    there, is_new = (there, False) if there else _started(package, slug, by, at)
    framework = lock(there)
    change = queries.foresee(package, None if is_new else framework, at=at)
    if not change:
        return Imported(framework, change)
    _describe(framework, change.package)
    _remove(framework, change)
    _write_items(framework, change)
    _write_edges(framework, [*change.added_edges, *change.changed_edges])
    announce(_fact(framework, change), by=by, at=at)
    return Imported(framework, change)


def _started(package: Package, slug: str, by: Actor, at: datetime) -> tuple[Framework, bool]:
    """A new framework at that address; at a similar one if a name made from the title is taken.

    Not new if somebody else started it this very moment.
    """
    wanted = slug or slugify(package.slug or package.document.title)[:70].strip("-") or "framework"
    free, number = wanted, 1
    while not slug and not may_take_slug(free):
        number += 1
        free = f"{wanted}-{number}"
    document = package.document
    framework, is_new = Framework.objects.get_or_create(
        slug=free,
        defaults={"identifier": document.identifier, "title": document.title, "created_at": at, "created_by_id": by.pk},
    )
    ensure(may_import_at(package, framework.slug))
    return framework, is_new


def _describe(framework: Framework, package: Package) -> None:
    for name in queries.DOCUMENT_FIELDS:
        setattr(framework, name, getattr(package.document, name))
    framework.package_extras = dict(package.extras)
    framework.save()


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(things)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _remove(framework: Framework, change: Difference) -> None:
    for batch in _batches(edge.identifier for edge in change.removed_edges):
        framework.associations.filter(identifier__in=batch).delete()
    for items in _batches(item.identifier for item in change.removed_items):
        framework.items.filter(identifier__in=items).delete()


def _write_items(framework: Framework, change: Difference) -> None:
    positions = dict(framework.items.values_list("identifier", "position"))
    different = {item.identifier for item in (*change.added_items, *change.changed_items)}
    rows = [
        _item_row(framework, item, position)
        for position, item in enumerate(change.package.items)
        if item.identifier in different or positions.get(item.identifier) != position
    ]
    Item.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["framework", "identifier"],
        update_fields=ITEM_UPDATES,
    )


def _item_row(framework: Framework, item: domain.Item, position: int) -> Item:
    said = {name: getattr(item, name) for name in queries.ITEM_FIELDS}
    found_by = search_text(item.code, item.title, item.statement)
    return Item(framework=framework, position=position, search_text=found_by, **said)


def _write_edges(framework: Framework, edges: Sequence[domain.Association]) -> None:
    inside = {str(identifier): pk for pk, identifier in framework.items.values_list("pk", "identifier")}
    Association.objects.bulk_create(
        [_edge_row(framework, edge, inside) for edge in edges],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["framework", "identifier"],
        update_fields=EDGE_UPDATES,
    )


def _edge_row(framework: Framework, edge: domain.Association, inside: dict[str, int]) -> Association:
    said = {"origin": _said(edge.origin), "destination": _said(edge.destination)}
    return Association(
        framework=framework,
        identifier=edge.identifier,
        association_type=edge.association_type,
        origin=edge.origin.identifier,
        destination=edge.destination.identifier,
        origin_item_id=inside.get(edge.origin.identifier),
        destination_item_id=inside.get(edge.destination.identifier),
        sequence=edge.sequence,
        uri=edge.uri,
        last_change=edge.last_change,
        extras=edge.extras,
        end_extras={name: end for name, end in said.items() if end},
    )


def _said(end: domain.End) -> dict[str, Any]:
    said = {"title": end.title, "uri": end.uri, "extras": end.extras}
    return {name: value for name, value in said.items() if value}


def _fact(framework: Framework, change: Difference) -> FrameworkImported:
    return FrameworkImported(
        framework.pk,
        items_added=len(change.added_items),
        items_changed=len(change.changed_items),
        items_removed=len(change.removed_items),
        associations_added=len(change.added_edges),
        associations_changed=len(change.changed_edges),
        associations_removed=len(change.removed_edges),
    )
