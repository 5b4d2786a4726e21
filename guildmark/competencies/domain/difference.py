"""What an import would change: a package beside the framework as it is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from guildmark.competencies.domain.package import Association, Item, Package


@dataclass(frozen=True)
class Difference:
    """What happens to a framework when a package is imported into it.

    `kept_items` are missing from the package but stay, since they were made here or something hangs on them.
    """

    package: Package
    is_new: bool
    document_changed: bool
    reordered: bool
    added_items: tuple[Item, ...]
    changed_items: tuple[Item, ...]
    removed_items: tuple[Item, ...]
    kept_items: tuple[Item, ...]
    added_edges: tuple[Association, ...]
    changed_edges: tuple[Association, ...]
    removed_edges: tuple[Association, ...]

    def __bool__(self) -> bool:
        items = self.added_items or self.changed_items or self.removed_items
        edges = self.added_edges or self.changed_edges or self.removed_edges
        return bool(self.is_new or self.document_changed or self.reordered or items or edges)


def difference(kept: Package | None, wanted: Package, *, staying: Iterable[UUID], moment: str) -> Difference:
    """What turns `kept` into `wanted`; nothing kept yet means that all is new.

    `staying` are items and associations that stay although the package lacks them. Where the package does not say
    when something last changed, that is when we last saw it change: `moment`, if it does so now.
    """
    before = kept or Package(wanted.document)
    items, edges = _by_identifier(before.items), _by_identifier(before.associations)
    stays = set(staying)
    new_items = [_dated(item, items.get(item.identifier), moment) for item in wanted.items]
    new_edges = [_dated(edge, edges.get(edge.identifier), moment) for edge in wanted.associations]
    document = _dated(wanted.document, before.document if kept else None, moment)
    missing = _missing(before.items, new_items)
    kept_items = [item for item in missing if item.identifier in stays]
    there = {str(item.identifier) for item in kept_items}
    gone_edges = _missing(before.associations, new_edges)
    package = replace(wanted, document=document, items=tuple(new_items), associations=tuple(new_edges))
    return Difference(
        package=package,
        is_new=kept is None,
        document_changed=kept is not None and (document, wanted.extras) != (kept.document, kept.extras),
        reordered=_reordered(before.items, new_items),
        added_items=tuple(item for item in new_items if item.identifier not in items),
        changed_items=tuple(i for i in new_items if i.identifier in items and items[i.identifier] != i),
        removed_items=tuple(item for item in missing if item.identifier not in stays),
        kept_items=tuple(kept_items),
        added_edges=tuple(edge for edge in new_edges if edge.identifier not in edges),
        changed_edges=tuple(e for e in new_edges if e.identifier in edges and edges[e.identifier] != e),
        removed_edges=tuple(e for e in gone_edges if e.identifier not in stays and e.origin.identifier not in there),
    )


def _missing(before: Iterable[Any], after: Iterable[Any]) -> list[Any]:
    here = {thing.identifier for thing in after}
    return [thing for thing in before if thing.identifier not in here]


def _by_identifier(things: Iterable[Any]) -> Mapping[UUID, Any]:
    return {thing.identifier: thing for thing in things}


def _dated(thing: Any, before: Any, moment: str) -> Any:
    if thing.last_change:
        return thing
    if before is not None and replace(thing, last_change=before.last_change) == before:
        return before
    return replace(thing, last_change=moment)


def _reordered(before: Iterable[Item], after: Iterable[Item]) -> bool:
    """Whether items that are on both sides come in another order."""
    then = [item.identifier for item in before]
    now = [item.identifier for item in after]
    both = set(then) & set(now)
    return [one for one in then if one in both] != [one for one in now if one in both]
