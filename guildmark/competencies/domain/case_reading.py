"""Reads CASE 1.0 and 1.1 packages. Everything we do not interpret is kept word for word."""

from typing import Any

from guildmark.competencies.domain import fields
from guildmark.competencies.domain.integrity import check_integrity
from guildmark.competencies.domain.package import KINDS, Association, Document, End, Item, Package, address, label_of
from guildmark.competencies.domain.problems import N_, Findings, refuse

Node = dict[str, Any]
# A package in the layout of some management interfaces of CASE servers, beside the layout of the exchange format.
TOP = {"document": "CFDocument", "items": "CFItems", "associations": "CFAssociations", "definitions": "CFDefinitions",
       "rubrics": "CFRubrics"}  # fmt: skip
GREATEST_LEVEL = 99


def read_case(tree: Node) -> Package:
    """The package in a CASE JSON tree. Raises `Broken` with everything that is wrong with it."""
    found = Findings()
    tree = {TOP.get(name, name): value for name, value in tree.items()}
    if "CFDocument" not in tree:
        raise refuse("$", N_("“%(name)s” is missing."), name="CFDocument")
    documents = _objects([tree["CFDocument"]], "$.CFDocument", found, fields.DOCUMENT, {"title", "creator"})
    items = _objects(tree.get("CFItems"), "$.CFItems", found, fields.ITEM, {"fullStatement"})
    ends = {"associationType", "originNodeURI", "destinationNodeURI"}
    edges = _objects(tree.get("CFAssociations"), "$.CFAssociations", found, fields.ASSOCIATION, ends)
    for name, value in tree.items():
        if name == "CFDefinitions" and value is not None:
            fields.an_object(value, f"$.{name}", found)
    found.settle()

    document = _document(documents[0])
    read = Package(
        document=document,
        items=tuple(_item(node, document, f"$.CFItems[{n}]", found) for n, node in enumerate(items)),
        associations=tuple(_association(node, document) for node in edges),
        extras={name: value for name, value in tree.items() if name not in fields.OF_PACKAGE},
    )
    places = [f"$.CFAssociations[{n}]" for n in range(len(edges))]
    check_integrity(read, places, found, edges=tuple(_association(node, document) for node in edges))
    found.settle()
    return _plain_ends(read)


def _objects(value: Any, where: str, found: Findings, known: dict[str, fields.Check], needed: set[str]) -> list[Node]:
    """The objects of a list, each checked, with `identifier` under that name."""
    if value is None:
        return []
    if not isinstance(value, list):
        found.add(where, N_("must be a list, not %(type)s."), type=fields.json_type(value))
        return []
    single = where.endswith("CFDocument")
    compulsory = frozenset(needed | {"identifier", "uri", "lastChangeDateTime"})
    objects = []
    for number, node in enumerate(value):
        if isinstance(node, dict) and "sourcedId" in node:
            node = {"identifier": node["sourcedId"], **{k: v for k, v in node.items() if k != "sourcedId"}}
        if fields.check_object(node, where if single else f"{where}[{number}]", found, known, compulsory):
            objects.append(node)
    return objects


def _text(node: Node, name: str) -> str:
    return "" if fields.absent(node.get(name)) else str(node[name])


def _basic(node: Node) -> dict[str, Any]:
    identifier = fields.as_uuid(node["identifier"])
    uri = node["uri"]
    own = uri == address(identifier, "")
    return {"identifier": identifier, "uri": "" if own else uri, "last_change": node["lastChangeDateTime"]}


def _rest(node: Node, known: frozenset[str]) -> Node:
    return {name: value for name, value in node.items() if name not in known}


_NAMED = ("title", "creator", "publisher", "description", "version", "language")


def _document(node: Node) -> Document:
    extras = _rest(node, fields.OF_DOCUMENT)
    if fields.absent(link := extras.get("CFPackageURI")):
        extras.pop("CFPackageURI", None)
    elif isinstance(link, str):
        extras["CFPackageURI"] = {"title": node["title"], "identifier": node["identifier"], "uri": link}
    named: Node = {name: _text(node, name) for name in _NAMED}
    return Document(**_basic(node), **named, extras=extras)


def _item(node: Node, document: Document, where: str, found: Findings) -> Item:
    extras = _rest(node, fields.OF_ITEM) | _document_link(node, document)
    kind, level = _ours(extras, where, found)
    return Item(
        **_basic(node),
        statement=node["fullStatement"],
        title=_text(node, "abbreviatedStatement"),
        code=_text(node, "humanCodingScheme"),
        item_type=_text(node, "CFItemType"),
        kind=kind,
        level=level,
        extras=extras,
    )


def _ours(extras: Node, where: str, found: Findings) -> tuple[str, int | None]:
    """Take our own extension (kind and level) out of `extras`."""
    extensions = extras.get("extensions") or {}
    ours = extensions.get("guildmark") if isinstance(extensions, dict) else None
    place = f"{where}.extensions.guildmark"
    if not isinstance(ours, dict):
        if ours is not None:
            fields.an_object(ours, place, found)
        return "", None
    kind, level = ours.get("kind", ""), ours.get("level")
    if kind not in ("", None, *KINDS):
        found.add(f"{place}.kind", N_("“%(kind)s” is not one of: %(kinds)s."), kind=kind, kinds=", ".join(KINDS))
    whole = isinstance(level, int) and not isinstance(level, bool)
    if level is not None and not (whole and 0 <= level <= GREATEST_LEVEL):
        found.add(f"{place}.level", N_("“%(level)s” is not a level from 0 to 99."), level=level)
    left = {name: value for name, value in ours.items() if name not in {"kind", "level"}}
    others = {name: value for name, value in extensions.items() if name != "guildmark"}
    extras["extensions"] = others | ({"guildmark": left} if left else {})
    if not extras["extensions"]:
        del extras["extensions"]
    return kind or "", level


def _document_link(node: Node, document: Document) -> Node:
    """The item's link to its document, where it says more than that."""
    link = None if fields.absent(node.get("CFDocumentURI")) else node["CFDocumentURI"]
    own = {"title": document.title, "identifier": str(document.identifier)}
    own["uri"] = address(document.identifier, document.uri)
    if isinstance(link, str):
        link = own | {"uri": link}
    return {} if link in (None, own) else {"CFDocumentURI": link}


def _association(node: Node, document: Document) -> Association:
    return Association(
        **_basic(node),
        association_type=node["associationType"],
        origin=_end(node["originNodeURI"]),
        destination=_end(node["destinationNodeURI"]),
        sequence=None if fields.absent(node.get("sequenceNumber")) else int(node["sequenceNumber"]),
        extras=_rest(node, fields.OF_ASSOCIATION) | _document_link(node, document),
    )


def _end(link: Node | str) -> End:
    if isinstance(link, str):
        return End(identifier=link, uri=link)
    identifier = link["identifier"]
    if fields.IDENTIFIER.fullmatch(identifier):
        identifier = identifier.lower()
    title = _text(link, "title")
    rest = _rest(link, frozenset({"identifier", "title", "uri"}))
    return End(identifier, "" if title == identifier else title, link["uri"], rest)


def _plain_ends(package: Package) -> Package:
    """The package without titles and addresses of ends that only repeat what the node inside says."""
    nodes = package.nodes()

    def plain(end: End) -> End:
        node = nodes.get(end.identifier)
        if node is None:
            return end
        title = "" if end.title == label_of(node) else end.title
        uri = "" if end.uri == address(node.identifier, node.uri) else end.uri
        return End(end.identifier, title, uri, end.extras)

    edges = (
        Association(**{**vars(edge), "origin": plain(edge.origin), "destination": plain(edge.destination)})
        for edge in package.associations
    )
    return Package(package.document, package.items, tuple(edges), package.extras, package.slug)
