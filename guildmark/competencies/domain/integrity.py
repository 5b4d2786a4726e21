"""What must hold across a whole package: identifiers once, no association into nowhere, nobody under themselves."""

from collections.abc import Sequence
from uuid import UUID

from guildmark.competencies.domain.graph import circle, parents_of
from guildmark.competencies.domain.package import CHILD, Association, Document, End, Item, Package
from guildmark.competencies.domain.problems import N_, Findings


def check_integrity(package: Package, places: Sequence[str], found: Findings, *, edges: Sequence[Association]) -> None:
    """Note what does not hold. `edges` are the associations in the order of the file, `places` where each stands."""
    _once([("$.CFDocument", package.document.identifier), *_item_places(package)], found)
    _once([(place, edge.identifier) for place, edge in zip(places, edges, strict=True)], found)
    nodes = package.nodes()
    for place, edge in zip(places, edges, strict=True):
        _check_ends(edge, place, nodes, package.document, found)
    _check_circle(package, found)


def _item_places(package: Package) -> list[tuple[str, UUID]]:
    return [(f"$.CFItems[{n}]", item.identifier) for n, item in enumerate(package.items)]


def _once(placed: Sequence[tuple[str, UUID]], found: Findings) -> None:
    first: dict[UUID, str] = {}
    for place, identifier in placed:
        if identifier in first:
            found.add(
                f"{place}.identifier",
                N_("%(identifier)s is used already, at %(first)s."),
                identifier=identifier,
                first=first[identifier],
            )
        first.setdefault(identifier, place)


def _check_ends(
    edge: Association, place: str, nodes: dict[str, "Item | Document"], document: Document, found: Findings
) -> None:
    outside = {name: end for name, end in _ends(edge).items() if end.identifier not in nodes}
    if len(outside) == 2:
        found.add(place, N_("neither end of this association is in the package."))
        return
    for name, end in outside.items():
        if edge.association_type == CHILD and (name == "originNodeURI" or not _elsewhere(end, document)):
            found.add(
                f"{place}.{name}",
                N_("no item here has the identifier %(identifier)s, so nothing can stand above or below it."),
                identifier=end.identifier,
            )
        elif not end.uri or end.uri.startswith("urn:uuid:"):
            found.add(
                f"{place}.{name}",
                N_("no item here has the identifier %(identifier)s; something outside needs an address."),
                identifier=end.identifier,
            )


def _ends(edge: Association) -> dict[str, End]:
    return {"originNodeURI": edge.origin, "destinationNodeURI": edge.destination}


def _elsewhere(end: End, document: Document) -> bool:
    """Whether an end says that it lives on another server than the document."""
    return host(end.uri) not in ("", host(document.uri))


def host(uri: str) -> str:
    """The server of a web address; empty for any other."""
    scheme, _, rest = uri.partition("://")
    return rest.partition("/")[0] if scheme in ("http", "https") else ""


def _check_circle(package: Package, found: Findings) -> None:
    edges = package.associations
    children = [(e.origin.identifier, e.destination.identifier) for e in edges if e.association_type == CHILD]
    if around := circle(parents_of(children)):
        names = {str(item.identifier): item.code or item.label for item in package.items}
        shown = " → ".join(names.get(one, one) for one in [*around, around[0]])
        found.add("$.CFAssociations", N_("items stand under themselves: %(circle)s."), circle=shown)
