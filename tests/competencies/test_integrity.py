"""A tampering planted for each invariant of frameworks is found."""

import pytest

from guildmark.competencies.models import Association, Item
from guildmark.kernel.integrity import INVARIANTS

OURS = ("competencies.search", "competencies.ends", "competencies.tree")


def broken() -> list[str]:
    return [name for name in OURS if list(INVARIANTS[name].check())]


def test_an_imported_framework_is_in_order(framework):
    assert broken() == []


def reword(item):
    Item.objects.filter(pk=item("WS.1").pk).update(statement="Rinses nothing.")


def lead_elsewhere(item):
    edge = Association.objects.get(association_type="precedes")
    Association.objects.filter(pk=edge.pk).update(destination_item=item("WS.C"))


def close_a_circle(item):
    edge = Association.objects.children().get(origin_item=item("WS.1"))
    child, parent = item("WS.1"), item("WS")
    Association.objects.create(
        framework=edge.framework, association_type="isChildOf", origin=str(parent.identifier), origin_item=parent,
        destination=str(child.identifier), destination_item=child,
    )  # fmt: skip


@pytest.mark.parametrize(("tamper", "found"), list(zip((reword, lead_elsewhere, close_a_circle), OURS, strict=True)))
def test_a_planted_tampering_is_found(framework, item, tamper, found):
    tamper(item)
    assert broken() == [found]
