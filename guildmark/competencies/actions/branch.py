"""A branch of a framework: what stands under one item, or at the top, in its order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max

from guildmark.competencies.domain.package import CHILD, edge_identifier
from guildmark.competencies.models import Association, Framework, Item
from guildmark.competencies.queries.rows import has_children, stands_under_something


@dataclass(frozen=True)
class Branch:
    """Where items stand side by side: under `parent`, or at the top of the framework where that is None."""

    framework: Framework
    parent: Item | None

    def take_in(self, item: Item, at: datetime) -> Association | None:
        """Put the item last under the parent; once. At the top there is nothing to write."""
        if self.parent is None:
            return None
        edges = Association.objects.children().filter(destination_item=self.parent)
        origin, destination = str(item.identifier), str(self.parent.identifier)
        last = edges.aggregate(last=Max("sequence"))["last"]
        association, _ = Association.objects.get_or_create(
            framework=self.framework,
            association_type=CHILD,
            origin_item=item,
            destination_item=self.parent,
            defaults={
                "identifier": edge_identifier(self.framework.identifier, origin, CHILD, destination),
                "origin": origin,
                "destination": destination,
                "sequence": None if last is None else last + 1,
                "last_change": at.isoformat(),
                "made_here": True,
            },
        )
        return association

    def let_go(self, item: Item) -> None:
        """Take the item from under the parent."""
        if self.parent:
            Association.objects.children().filter(origin_item=item, destination_item=self.parent).delete()

    def swap(self, item: Item, *, up: bool, at: datetime) -> bool:
        """Let the item change places with the nearest of its type above or below; whether there was one."""
        return self._swap_children(item, up, at) if self.parent else self._swap_tops(item, up, at)

    def _swap_children(self, item: Item, up: bool, at: datetime) -> bool:
        edges = list(
            Association.objects.children()
            .filter(destination_item=self.parent)
            .select_related("origin_item")
            .order_by(F("sequence").asc(nulls_last=True), "origin_item__position", "pk")
        )
        places = [(edge.origin_item_id, edge.origin_item.item_type if edge.origin_item else "") for edge in edges]
        pair = _pair(places, item, up)
        if pair is None:
            return False
        one, other = pair
        edges[one], edges[other] = edges[other], edges[one]
        moved = [(edge, number) for number, edge in enumerate(edges, start=1) if edge.sequence != number]
        for edge, number in moved:
            edge.sequence, edge.last_change = number, at.isoformat()
        Association.objects.bulk_update([edge for edge, _ in moved], ["sequence", "last_change"], batch_size=200)
        return True

    def _swap_tops(self, item: Item, up: bool, at: datetime) -> bool:
        tops = self.framework.items.filter(~stands_under_something()).annotate(leads=has_children())
        order = list(tops.order_by("position", "pk").values_list("pk", "leads", "item_type", "position"))
        # The page shows what leads somewhere apart from loose statements, and these by type.
        places = [(pk, "" if leads else f"loose {item_type}") for pk, leads, item_type, _ in order]
        pair = _pair(places, item, up)
        if pair is None:
            return False
        here, there = (order[place] for place in pair)
        first, second = sorted((here[3], there[3]))
        above, below = (here[0], there[0]) if up else (there[0], here[0])
        Item.objects.filter(pk=above).update(position=first, last_change=at.isoformat())
        Item.objects.filter(pk=below).update(position=max(second, first + 1), last_change=at.isoformat())
        return True


def _pair(places: Sequence[tuple[int | None, str]], item: Item, up: bool) -> tuple[int, int] | None:
    """Where the item is, and where the nearest of the same sort above or below is."""
    here = next((n for n, (pk, _) in enumerate(places) if pk == item.pk), None)
    if here is None:
        return None
    others = range(here - 1, -1, -1) if up else range(here + 1, len(places))
    there = next((n for n in others if places[n][1] == places[here][1]), None)
    return None if there is None else (here, there)
