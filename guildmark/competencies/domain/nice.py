"""Reads the NICE workforce framework as NIST publishes it (CPRT JSON, SP 800-181).

Elements become items, “projections” become parents: a statement that several work roles share has several. Sort keys and
OPM codes are no statements: they become attributes of the role they belong to. NICE's own identifier is kept as the code,
and every UUID is made from it, so that the next edition updates what this one brought.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from guildmark.competencies.domain.fields import URI
from guildmark.competencies.domain.graph import circle, parents_of
from guildmark.competencies.domain.package import CHILD, Association, Document, End, Item, Package, edge_identifier
from guildmark.competencies.domain.problems import N_, Findings

NICE = uuid5(NAMESPACE_URL, "https://csrc.nist.gov/projects/cprt/nice-framework")
TYPES = {
    "category": "Category",
    "work_role": "Work role",
    "competency_area": "Competency area",
    "task": "Task",
    "knowledge": "Knowledge",
    "skill": "Skill",
}
COMPETENCY = "competency_area"
ATTRIBUTES = {"opm_code": "opm_codes", "sort": "sort_keys"}
PLAIN = "projection"
_ELEMENT = ("element_type", "element_identifier", "title", "text")
MAY_BE_EMPTY = {"title", "text"}
_RELATIONSHIP = ("source_element_identifier", "dest_element_identifier", "relationship_identifier")
Element = Mapping[str, str]


def read_nice(tree: Mapping[str, Any]) -> Package:
    """The package in a CPRT tree of the NICE framework. Raises `Broken` with everything that is wrong with it."""
    found = Findings()
    inside = tree["response"]["elements"]
    elements = _checked(inside.get("elements"), "$.response.elements.elements", _ELEMENT, found)
    relationships = _checked(inside.get("relationships"), "$.response.elements.relationships", _RELATIONSHIP, found)
    documents = _checked(inside.get("documents"), "$.response.elements.documents", ("doc_identifier", "name"), found)
    if not documents:
        found.add("$.response.elements.documents", N_("names no document."))
    found.settle()
    _check_links(elements, relationships, found)
    found.settle()

    by_identifier = {element["element_identifier"]: element for element in elements}
    attributes, edges = _told_apart(relationships, by_identifier)
    document = _document(documents, tree, elements, attributes)
    items = [_item(element, attributes) for element in elements if element["element_type"] not in ATTRIBUTES]
    return Package(
        document=document,
        items=tuple(sorted(items, key=_order)),
        associations=tuple(_association(document.identifier, edge) for edge in edges),
        slug="nice",
    )


def item_identifier(nice_identifier: str) -> UUID:
    """The UUID of a NICE element: the same in every edition."""
    return uuid5(NICE, nice_identifier)


def _checked(rows: Any, where: str, needed: tuple[str, ...], found: Findings) -> list[Element]:
    if not isinstance(rows, list):
        found.add(where, N_("must be a list."))
        return []
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            found.add(f"{where}[{number}]", N_("must be an object."))
            continue
        for name in needed:
            said = row.get(name)
            if not isinstance(said, str) or (name not in MAY_BE_EMPTY and not said.strip()):
                found.add(f"{where}[{number}]", N_("“%(name)s” is missing or no text."), name=name)
    return rows


def _check_links(elements: list[Element], relationships: list[Element], found: Findings) -> None:
    known: set[str] = set()
    for number, element in enumerate(elements):
        identifier, where = element["element_identifier"], f"$.response.elements.elements[{number}]"
        if identifier in known:
            found.add(where, N_("the element %(identifier)s is here twice."), identifier=identifier)
        if len(identifier) > 120:
            found.add(where, N_("“%(identifier)s” can't be an identifier."), identifier=identifier)
        known.add(identifier)
    for number, row in enumerate(relationships):
        for name in ("source_element_identifier", "dest_element_identifier"):
            if row[name] not in known:
                where = f"$.response.elements.relationships[{number}].{name}"
                found.add(where, N_("there is no element %(identifier)s."), identifier=row[name])
    pairs = [(row["dest_element_identifier"], row["source_element_identifier"]) for row in relationships]
    if around := circle(parents_of(pairs)):
        shown = " → ".join([*around, around[0]])
        found.add("$.response.elements.relationships", N_("items stand under themselves: %(circle)s."), circle=shown)


def _told_apart(
    relationships: list[Element], by_identifier: dict[str, Element]
) -> tuple[dict[str, list[Element]], list[Element]]:
    """The attribute elements of each element, and the relationships between statements."""
    attributes: dict[str, list[Element]] = defaultdict(list)
    edges = []
    for row in relationships:
        target = by_identifier[row["dest_element_identifier"]]
        if target["element_type"] in ATTRIBUTES:
            attributes[row["source_element_identifier"]].append(target)
        else:
            edges.append(row)
    return attributes, edges


def _document(
    documents: list[Element], tree: Mapping[str, Any], elements: list[Element], attributes: dict[str, list[Element]]
) -> Document:
    main = documents[0]
    website = main.get("website")
    attached = {one["element_identifier"] for several in attributes.values() for one in several}
    loose = [dict(e) for e in elements if e["element_type"] in ATTRIBUTES and e["element_identifier"] not in attached]
    kept = {
        "documents": documents,
        "request_type": tree["response"].get("requestType"),
        "relationship_types": tree["response"]["elements"].get("relationship_types"),
        "unattached": loose,
    }
    return Document(
        identifier=uuid5(NICE, "framework"),
        title=main["name"][:300],
        creator="National Institute of Standards and Technology (NIST)",
        version=str(main.get("version", ""))[:60],
        language="en",
        extras={
            **({"officialSourceURL": website} if isinstance(website, str) and URI.fullmatch(website) else {}),
            "extensions": {"nice": {name: value for name, value in kept.items() if value}},
        },
    )


def _item(element: Element, attributes: dict[str, list[Element]]) -> Item:
    identifier, element_type = element["element_identifier"], element["element_type"]
    own: dict[str, Any] = {"element_type": element_type}
    own["doc_identifier"] = element.get("doc_identifier", "")
    for attribute in attributes.get(identifier, ()):
        kept = {"identifier": attribute["element_identifier"], "title": attribute["title"], "text": attribute["text"]}
        said = {name: value for name, value in kept.items() if value}
        own.setdefault(ATTRIBUTES[attribute["element_type"]], []).append(said)
    return Item(
        identifier=item_identifier(identifier),
        statement=next(text for text in (element["text"], element["title"], identifier) if text.strip()),
        title=element["title"] if element["text"].strip() and element["title"].strip() else "",
        code=identifier,
        item_type=TYPES.get(element_type, element_type.replace("_", " ").capitalize())[:120],
        kind="technical" if element_type == COMPETENCY else "",
        extras={"extensions": {"nice": own}},
    )


def _order(item: Item) -> tuple[int, str, str]:
    """Categories first, then roles by their sort key, then statements by code."""
    own = item.extras["extensions"]["nice"]
    ranks = list(TYPES)
    rank = ranks.index(own["element_type"]) if own["element_type"] in TYPES else len(ranks)
    sort_key = own.get("sort_keys", [{}])[0].get("title", "~")
    return rank, sort_key, item.code


def _association(document: UUID, row: Element) -> Association:
    child = str(item_identifier(row["dest_element_identifier"]))
    parent = str(item_identifier(row["source_element_identifier"]))
    relationship = row["relationship_identifier"]
    extras = {} if relationship == PLAIN else {"extensions": {"nice": {"relationship_identifier": relationship}}}
    edge = edge_identifier(document, child, CHILD if not extras else f"{CHILD} {relationship}", parent)
    return Association(edge, CHILD, End(child), End(parent), extras=extras)
