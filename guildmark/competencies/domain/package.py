"""A framework as a neutral value, whatever format it came from: a document, its items, their associations.

What we do not interpret is kept in `extras` under its CASE name, so that an export gives it back. An empty `uri` stands
for `urn:uuid:` and the thing's identifier; an empty `last_change` means that the source did not say when.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

CHILD = "isChildOf"
KINDS = ("technical", "behavioural", "leadership")
OUR_NAMESPACE = uuid5(NAMESPACE_URL, "urn:guildmark:framework")
Extras = Mapping[str, Any]


@dataclass(frozen=True)
class Document:
    """What is said about the framework as a whole: a CASE `CFDocument`."""

    identifier: UUID
    title: str
    creator: str = ""
    publisher: str = ""
    description: str = ""
    version: str = ""
    language: str = ""
    uri: str = ""
    last_change: str = ""
    extras: Extras = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """A statement of any type: a CASE `CFItem`. A competency says its kind, an indicator its proficiency level."""

    identifier: UUID
    statement: str
    title: str = ""
    code: str = ""
    item_type: str = ""
    kind: str = ""
    level: int | None = None
    uri: str = ""
    last_change: str = ""
    extras: Extras = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The shortest name it goes by."""
        return self.title or self.code or self.statement


@dataclass(frozen=True)
class End:
    """One end of an association. An empty title or address means: as the node itself says."""

    identifier: str
    title: str = ""
    uri: str = ""
    extras: Extras = field(default_factory=dict)


@dataclass(frozen=True)
class Association:
    """A typed edge from one node to another, either of which may lie outside: a CASE `CFAssociation`."""

    identifier: UUID
    association_type: str
    origin: End
    destination: End
    sequence: int | None = None
    uri: str = ""
    last_change: str = ""
    extras: Extras = field(default_factory=dict)


@dataclass(frozen=True)
class Package:
    """A whole framework. Items keep their order; associations have none, and are kept by identifier.

    `slug` suggests a short name for addresses; it is no part of what the package says.
    """

    document: Document
    items: tuple[Item, ...] = ()
    associations: tuple[Association, ...] = ()
    extras: Extras = field(default_factory=dict)
    slug: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        in_order = sorted(self.associations, key=lambda association: association.identifier)
        object.__setattr__(self, "associations", tuple(in_order))

    def nodes(self) -> dict[str, "Item | Document"]:
        """Everything an association can end at inside the package, by identifier."""
        inside: dict[str, Item | Document] = {str(item.identifier): item for item in self.items}
        return inside | {str(self.document.identifier): self.document}

    def outside_ends(self) -> int:
        """How many ends of associations lie outside the package."""
        inside = self.nodes()
        ends = [end for edge in self.associations for end in (edge.origin, edge.destination)]
        return sum(end.identifier not in inside for end in ends)


def edge_identifier(document: UUID, origin: str, association_type: str, destination: str) -> UUID:
    """The identifier of an edge that its source gave none: the same edge always gets the same."""
    return uuid5(document, f"{origin} {association_type} {destination}")


def child_edge(document: UUID, child: UUID, parent: UUID) -> Association:
    """That `child` stands under `parent`, where the source gives the edge no identifier of its own."""
    return Association(
        identifier=edge_identifier(document, str(child), CHILD, str(parent)),
        association_type=CHILD,
        origin=End(str(child)),
        destination=End(str(parent)),
    )


def label_of(node: Item | Document) -> str:
    return node.label if isinstance(node, Item) else node.title


def address(identifier: UUID | str, uri: str) -> str:
    """The address to write out for something whose source gave none."""
    return uri or f"urn:uuid:{identifier}"


def stamped(package: Package, moment: str) -> Package:
    """The package with `moment` as the last change of whatever does not say its own."""

    def dated(thing: Any) -> Any:
        return thing if thing.last_change else replace(thing, last_change=moment)

    return replace(
        package,
        document=dated(package.document),
        items=tuple(dated(item) for item in package.items),
        associations=tuple(dated(edge) for edge in package.associations),
    )
