"""Taking an item out of a framework, and putting it back."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from guildmark.competencies.facts import ItemRemoved, ItemRestored
from guildmark.competencies.lifecycle import may_be_restored
from guildmark.competencies.models import Association, Framework, Item, JobTask, StrategicPriority, Tie
from guildmark.competencies.permissions import Can
from guildmark.kernel.access import Actor, ensure, may
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock

ITEM = (
    "item_type", "code", "title", "statement", "kind", "level", "position", "search_text", "uri", "last_change",
    "extras", "made_here",
)  # fmt: skip
EDGE = (
    "association_type",
    "origin",
    "destination",
    "sequence",
    "uri",
    "last_change",
    "extras",
    "end_extras",
    "made_here",
)


@dataclass(frozen=True)
class Removed:
    """An item as it was, with its associations and ties, in plain values: enough to put it back."""

    identifier: str
    item: dict[str, Any]
    edges: list[dict[str, Any]]
    ties: list[list[int | None]]

    def plain(self) -> dict[str, Any]:
        return asdict(self)


@transaction.atomic
def remove_item(*, item: Item, by: Actor, at: datetime) -> Removed:
    """Take the item out of the framework, with its associations and ties. What stood under it stays, without it."""
    framework = lock(item.framework)
    ensure(may(by, Can.EDIT, at=at))
    removed = _as_it_is(item)
    announce(ItemRemoved(framework.pk, item.pk, str(item.identifier)), by=by, at=at)
    Item.objects.filter(pk=item.pk).delete()
    return removed


@transaction.atomic
def restore_item(*, framework: Framework, removed: Removed, by: Actor, at: datetime) -> Item:
    """Put a removed item back, with those of its associations and ties whose other end is still there."""
    framework = lock(framework)
    ensure(may(by, Can.EDIT, at=at))
    ensure(may_be_restored(framework, UUID(removed.identifier)))
    item = Item.objects.create(framework=framework, identifier=UUID(removed.identifier), **removed.item)
    _put_edges_back(item, removed)
    _tie_again(item, removed)
    announce(ItemRestored(framework.pk, item.pk), by=by, at=at)
    return item


def _as_it_is(item: Item) -> Removed:
    edges = Association.objects.filter(Q(origin_item=item) | Q(destination_item=item))
    rows = [{"identifier": str(edge.identifier), **{name: getattr(edge, name) for name in EDGE}} for edge in edges]
    ties = [[tie.priority_id, tie.job_task_id] for tie in item.ties.all()]
    return Removed(str(item.identifier), {name: getattr(item, name) for name in ITEM}, rows, ties)


def _put_edges_back(item: Item, removed: Removed) -> None:
    names = (
        {str(item.identifier)}
        | {row["origin"] for row in removed.edges}
        | {row["destination"] for row in removed.edges}
    )
    uuids = [name for name in names if len(name) == 36]
    inside = {str(one.identifier): one for one in item.framework.items.filter(identifier__in=uuids)}
    document = str(item.framework.identifier)
    edges = [
        Association(
            framework=item.framework,
            origin_item=inside.get(row["origin"]),
            destination_item=inside.get(row["destination"]),
            **row,
        )
        for row in removed.edges
        if all(row[end] in inside or row[end] == document or _outside(row, end) for end in ("origin", "destination"))
    ]
    Association.objects.bulk_create(edges, ignore_conflicts=True)


def _outside(row: dict[str, Any], end: str) -> bool:
    """Whether an end was outside the framework already when the item was removed: such an end has an address."""
    return bool(row["end_extras"].get(end, {}).get("uri"))


def _tie_again(item: Item, removed: Removed) -> None:
    priorities = set(StrategicPriority.objects.values_list("pk", flat=True))
    tasks = set(JobTask.objects.values_list("pk", flat=True))
    Tie.objects.bulk_create(
        Tie(item=item, priority_id=priority, job_task_id=task)
        for priority, task in removed.ties
        if priority in priorities or task in tasks
    )
