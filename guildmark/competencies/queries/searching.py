"""Search within frameworks: at once, over thousands of statements, on either database."""

from datetime import datetime
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from guildmark.competencies.domain.graph import folded
from guildmark.competencies.models import Association, Framework, Item
from guildmark.competencies.permissions import Can
from guildmark.competencies.queries.rows import ItemRow, item_rows, with_parents
from guildmark.kernel.access import Actor, may
from guildmark.kernel.search import Hit


def matching(items: QuerySet[Item], text: str) -> QuerySet[Item]:
    """The items that hold every word of `text`: first those with that code, then with a code or title that begins so."""
    words = folded(text).split()
    for word in words:
        items = items.filter(search_text__contains=word)
    wanted = " ".join(text.split())
    if not wanted:
        return items.order_by("position", "pk")
    nearness = Case(
        When(code__iexact=wanted, then=Value(0)),
        When(title__iexact=wanted, then=Value(1)),
        When(Q(code__istartswith=wanted) | Q(title__istartswith=wanted), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return items.order_by(nearness, "position", "pk")


def search_items(framework: Framework, text: str, *, item_type: str = "", kind: str = "") -> QuerySet[Item]:
    """The items of a framework that match, nearest first; narrowed to a type or a kind of competency."""
    items = framework.items.all()
    if item_type:
        items = items.filter(item_type=item_type)
    if kind:
        items = items.filter(kind=kind)
    return matching(items, text)


def pickable_items(framework: Framework, text: str, *, under: UUID | None = None, most: int = 20) -> list[ItemRow]:
    """What a criterion could be tied to: matching statements with their parents, nearest first. Two queries.

    `under` narrows to what stands under one item, a work role for instance.
    """
    items = framework.items.all()
    if under:
        edges = Association.objects.children().filter(framework=framework, destination_item__identifier=under)
        items = items.filter(pk__in=edges.values("origin_item"))
    return with_parents(item_rows(matching(items, text)[:most]))


def find(person: Actor, text: str, at: datetime) -> list[Hit]:
    """What of frameworks matches, for the search of the whole platform: frameworks first, then items."""
    if not may(person, Can.READ, at=at):
        return []
    frameworks = Framework.objects.filter(title__icontains=text).order_by("title")[:5]
    hits = [
        Hit(_("framework"), one.title, reverse("competencies:framework", args=[one.slug]), one.version)
        for one in frameworks
    ]
    items = matching(Item.objects.select_related("framework"), text)[:10]
    return hits + [
        Hit(
            item.item_type or _("item"),
            item.title or item.statement,
            reverse("competencies:item", args=[item.framework.slug, item.identifier]),
            f"{item.code} · {item.framework.title}".strip(" ·"),
        )
        for item in items
    ]
