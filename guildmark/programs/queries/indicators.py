"""What criteria can be tied to, and what a program can start from: items of the company's frameworks."""

from dataclasses import dataclass
from typing import Any

from guildmark.competencies.models import Association, Item
from guildmark.competencies.queries.searching import matching


@dataclass(frozen=True)
class Pickable:
    pk: int
    code: str
    title: str
    statement: str
    framework: str

    @classmethod
    def of(cls, item: Item) -> "Pickable":
        return cls(item.pk, item.code, item.title, item.statement, item.framework.title)


def pickable_indicators(text: str, most: int = 12) -> list[Pickable]:
    """The items of any framework that match, nearest first."""
    if len(text.strip()) < 2:
        return []
    return [Pickable.of(item) for item in matching(Item.objects.select_related("framework"), text)[:most]]


def indicator_form(item_pk: int) -> dict[str, Any] | None:
    """An item as a document names it, as it reads today; none where there is no such item."""
    item = Item.objects.select_related("framework").filter(pk=item_pk).first()
    if item is None:
        return None
    return {
        "code": item.code,
        "statement": item.statement,
        "framework": item.framework.title,
        "framework_id": str(item.framework.identifier),
        "id": str(item.identifier),
    }


def work_analysis_from(item_pk: int, most: int = 25) -> str:
    """The beginning of a work analysis: the item, and the tasks and statements that stand under it."""
    item = Item.objects.select_related("framework").filter(pk=item_pk).first()
    if item is None:
        return ""
    under = Association.objects.children().filter(framework=item.framework, destination_item=item)
    below = Item.objects.filter(pk__in=under.values("origin_item")).order_by("-item_type", "code")[:most]
    named = [f"{item.framework.title}, {item.code} {item.title or ''}".strip(), item.statement]
    return "\n".join([*filter(None, named), "", *(f"{one.code} {one.statement}".strip() for one in below)])
