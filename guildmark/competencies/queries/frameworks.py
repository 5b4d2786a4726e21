"""Which frameworks there are, and the way to one."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404

from guildmark.competencies.models import Association, Framework, Item
from guildmark.competencies.permissions import Can
from guildmark.kernel.access import Actor, may


@dataclass(frozen=True)
class FrameworkRow:
    slug: str
    identifier: str
    title: str
    publisher: str
    version: str
    items: int
    associations: int
    competencies: int

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def framework_rows() -> list[FrameworkRow]:
    """Every framework with its size, by title. One query."""
    rows = Framework.objects.order_by("title", "slug").annotate(
        item_count=_count(Item.objects.all()),
        edge_count=_count(Association.objects.all()),
        competency_count=_count(Item.objects.exclude(kind="")),
    )
    return [
        FrameworkRow(
            slug=row.slug,
            identifier=str(row.identifier),
            title=row.title,
            publisher=row.publisher or row.creator,
            version=row.version,
            items=row.item_count,
            associations=row.edge_count,
            competencies=row.competency_count,
        )
        for row in rows
    ]


def _count(counted: QuerySet[Any]) -> Coalesce:
    per_framework = (
        counted.filter(framework=OuterRef("pk"))
        .order_by()
        .values("framework")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(per_framework, output_field=IntegerField()), 0)


def framework_called(slug: str) -> Framework | None:
    return Framework.objects.filter(slug=slug).first()


def get_framework_with_key(person: Actor, pk: int, *, at: datetime) -> Framework:
    """The framework with that key, for somebody who may read it; otherwise a 404."""
    if not may(person, Can.READ, at=at):
        raise Http404
    return get_object_or_404(Framework, pk=pk)


def get_framework(person: Actor, slug: str, *, at: datetime) -> Framework:
    """The framework at that address, for somebody who may read it; otherwise a 404."""
    framework = framework_called(slug) if may(person, Can.READ, at=at) else None
    if framework is None:
        raise Http404
    return framework
