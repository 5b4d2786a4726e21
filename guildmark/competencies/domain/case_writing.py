"""Writes CASE 1.1 packages: what was read, and in the places where CASE 1.1 wants it."""

import json
from typing import Any

from guildmark.competencies.domain.package import (
    Association,
    Document,
    End,
    Item,
    Package,
    address,
    label_of,
)

Node = dict[str, Any]
DEFINITIONS = ("CFConcepts", "CFSubjects", "CFLicenses", "CFItemTypes", "CFAssociationGroupings")


def write_case(package: Package) -> str:
    """The package as CASE 1.1 JSON text."""
    return json.dumps(case_tree(package), ensure_ascii=False, indent=2) + "\n"


def case_tree(package: Package) -> Node:
    """The package as a CASE 1.1 JSON tree. Raises ValueError for a package without dates: see `stamped`."""
    document = package.document
    nodes = package.nodes()
    return {
        "CFDocument": _document(document),
        "CFItems": [_item(item, document) for item in package.items],
        "CFAssociations": [_association(edge, document, nodes) for edge in package.associations],
        **package.extras,
    }


def _basic(thing: Document | Item | Association) -> Node:
    if not thing.last_change:
        raise ValueError(f"{thing.identifier} has no last change; stamp the package first")
    return {"identifier": str(thing.identifier), "uri": address(thing.identifier, thing.uri)}


def _said(**values: Any) -> Node:
    return {name: value for name, value in values.items() if value not in ("", None)}


def _document(document: Document) -> Node:
    return {
        **_basic(document),
        "creator": document.creator or document.publisher or document.title,
        "title": document.title,
        "lastChangeDateTime": document.last_change,
        **_said(
            publisher=document.publisher,
            description=document.description,
            version=document.version,
            language=document.language,
        ),
        "caseVersion": "1.1",
        **document.extras,
    }


def _item(item: Item, document: Document) -> Node:
    ours = _said(kind=item.kind, level=item.level)
    written = {
        **_basic(item),
        "CFDocumentURI": _document_link(document),
        "fullStatement": item.statement,
        **_said(
            abbreviatedStatement=item.title,
            humanCodingScheme=item.code,
            CFItemType=item.item_type,
        ),
        "lastChangeDateTime": item.last_change,
        **item.extras,
    }
    if ours:
        theirs = written.get("extensions") or {}
        written["extensions"] = theirs | {"guildmark": theirs.get("guildmark", {}) | ours}
    return written


def _document_link(document: Document) -> Node:
    return {
        "title": document.title,
        "identifier": str(document.identifier),
        "uri": address(document.identifier, document.uri),
    }


def _association(edge: Association, document: Document, nodes: dict[str, Item | Document]) -> Node:
    return {
        **_basic(edge),
        "CFDocumentURI": _document_link(document),
        "associationType": edge.association_type,
        "originNodeURI": _link(edge.origin, nodes),
        "destinationNodeURI": _link(edge.destination, nodes),
        **_said(sequenceNumber=edge.sequence),
        "lastChangeDateTime": edge.last_change,
        **edge.extras,
    }


def _link(end: End, nodes: dict[str, Item | Document]) -> Node:
    node = nodes.get(end.identifier)
    title = end.title or (label_of(node) if node else end.identifier)
    uri = end.uri or (address(node.identifier, node.uri) if node else end.identifier)
    return {"title": title, "identifier": end.identifier, "uri": uri, **end.extras}
