"""A framework in the database as a package, and what an import would change."""

from datetime import datetime
from typing import Any
from uuid import UUID

from guildmark.competencies.domain import package as domain
from guildmark.competencies.domain.difference import Difference, difference
from guildmark.competencies.lifecycle import may_import_at
from guildmark.competencies.models import Association, Framework, Item
from guildmark.kernel.access import ensure

DOCUMENT_FIELDS = (
    "identifier", "title", "creator", "publisher", "description", "version", "language", "uri", "last_change", "extras",
)  # fmt: skip
ITEM_FIELDS = (
    "identifier", "statement", "title", "code", "item_type", "kind", "level", "uri", "last_change", "extras",
)  # fmt: skip


def package_of(framework: Framework) -> domain.Package:
    """Everything that the framework says, in two queries."""
    document = domain.Document(**{name: getattr(framework, name) for name in DOCUMENT_FIELDS})
    rows = framework.items.order_by("position", "pk").values(*ITEM_FIELDS)
    return domain.Package(
        document=document,
        items=tuple(domain.Item(**row) for row in rows),
        associations=tuple(_edge(row) for row in framework.associations.iterator(chunk_size=2000)),
        extras=framework.package_extras,
        slug=framework.slug,
    )


def _edge(row: Association) -> domain.Association:
    return domain.Association(
        identifier=row.identifier,
        association_type=row.association_type,
        origin=_end(row.origin, row.end_extras.get("origin", {})),
        destination=_end(row.destination, row.end_extras.get("destination", {})),
        sequence=row.sequence,
        uri=row.uri,
        last_change=row.last_change,
        extras=row.extras,
    )


def _end(identifier: str, said: dict[str, Any]) -> domain.End:
    return domain.End(identifier, said.get("title", ""), said.get("uri", ""), said.get("extras", {}))


def place_of(package: domain.Package, slug: str) -> Framework | None:
    """The framework that an import would change: at that address, or else the one with the package's identifier."""
    if slug:
        return Framework.objects.filter(slug=slug).first()
    return Framework.objects.filter(identifier=package.document.identifier).order_by("pk").first()


def foresee(package: domain.Package, framework: Framework | None, *, at: datetime) -> Difference:
    """What an import of `package` would change in `framework`, without changing it. Nothing there yet: all is new."""
    moment = at.isoformat()
    if framework is None:
        return difference(None, package, staying=(), moment=moment)
    return difference(package_of(framework), package, staying=_staying(framework), moment=moment)


def foresee_import(package: domain.Package, slug: str, *, at: datetime) -> Difference:
    """What an import under that address would change. Raises `Refused` where it could not take place."""
    ensure(may_import_at(package, slug))
    return foresee(package, place_of(package, slug), at=at)


def _staying(framework: Framework) -> set[UUID]:
    """What stays although a package lacks it: made here, or serving a priority or a job task."""
    made = framework.items.filter(made_here=True).values_list("identifier", flat=True)
    tied = Item.objects.filter(framework=framework, ties__isnull=False).values_list("identifier", flat=True)
    edges = framework.associations.filter(made_here=True).values_list("identifier", flat=True)
    return {*made, *tied, *edges}
