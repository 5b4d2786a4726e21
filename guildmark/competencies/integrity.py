"""What must always hold of frameworks."""

from collections.abc import Iterator

from guildmark.competencies.domain.graph import circle, parents_of, search_text
from guildmark.competencies.models import Association, Framework, Item
from guildmark.kernel.integrity import Breach, invariant


@invariant("competencies.search", "What search looks into follows from an item’s code, title and statement.")
def items_found_by_other_words() -> Iterator[Breach]:
    for item in Item.objects.order_by("pk").iterator(chunk_size=2000):
        if item.search_text != search_text(item.code, item.title, item.statement):
            yield Breach(f"item {item.identifier}", "search looks into something else than it states")


@invariant("competencies.ends", "An association leads to the items of its framework that have its ends’ identifiers.")
def ends_that_lead_elsewhere() -> Iterator[Breach]:
    for framework in Framework.objects.order_by("pk"):
        inside = {str(identifier): pk for pk, identifier in framework.items.values_list("pk", "identifier")}
        edges = framework.associations.order_by("pk").values_list(
            "identifier", "origin", "origin_item_id", "destination", "destination_item_id"
        )
        for identifier, origin, origin_item, destination, destination_item in edges.iterator(chunk_size=2000):
            if (inside.get(origin), inside.get(destination)) != (origin_item, destination_item):
                yield Breach(f"association {identifier}", "an end of it is not the item with that identifier")


@invariant("competencies.tree", "No item stands under itself.")
def circles() -> Iterator[Breach]:
    for framework in Framework.objects.order_by("pk"):
        edges = Association.objects.children().filter(framework=framework)
        pairs = [(str(one), str(other)) for one, other in edges.values_list("origin_item_id", "destination_item_id")]
        if around := circle(parents_of(pairs)):
            yield Breach(f"framework {framework.slug}", f"the items {', '.join(around)} stand under themselves")
