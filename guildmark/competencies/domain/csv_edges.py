"""The associations of a framework in CSV: parents by code or identifier, typed columns, and rows of their own."""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

from guildmark.competencies.domain import fields
from guildmark.competencies.domain.csv_columns import CASE_EDGES, SEPARATOR
from guildmark.competencies.domain.csv_table import Row, json_cell
from guildmark.competencies.domain.package import Association, Document, End, Item, child_edge, edge_identifier
from guildmark.competencies.domain.problems import N_, Findings

WHOLE = re.compile(r"(-?[0-9]{1,9})?")
Placed = list[tuple[Row, Item]]


def read_edges(
    document: Document,
    placed: Placed,
    rows: Sequence[Row],
    edges: list[tuple[Row, Association]],
    found: Findings,
    *,
    perhaps: AbstractSet[str] = frozenset(),
) -> None:
    """Add every association that the sheet states to `edges`, each with the row that states it.

    `perhaps` are names that a row which could not be read may carry: nobody can say that they are unknown.
    """
    names = _names(placed)
    names |= {name: [uuid5(document.identifier, name)] for name in perhaps - names.keys()}
    for row, item in placed:
        for parent in _several(row["parents"]):
            if identifier := _named(parent, names, row, "parents", found):
                edge = child_edge(document.identifier, item.identifier, identifier)
                edges.append((row, Association(**{**vars(edge), "last_change": item.last_change})))
        for column, association_type in CASE_EDGES.items():
            for target in _several(row[column]):
                edges.append((row, _typed(document, item, association_type, target, names)))
    known = {str(item.identifier) for _, item in placed} | {str(document.identifier)} | perhaps
    for row in rows:
        if stated := _stated(row, known, found):
            edges.append((row, stated))


def _names(placed: Placed) -> dict[str, list[UUID]]:
    """The items by everything they can be called: identifier, code, the identifier of a foreign sheet."""
    names: dict[str, list[UUID]] = {}
    for row, item in placed:
        called = {str(item.identifier), row["identifier"].strip(), item.code.strip()} - {""}
        for name in called:
            known = names.setdefault(name, [])
            if item.identifier not in known:  # a row that repeats another has been told already
                known.append(item.identifier)
    return names


def _several(cell: str) -> list[str]:
    return [one for one in Counter(part.strip() for part in cell.split(SEPARATOR)) if one]


def _named(name: str, names: dict[str, list[UUID]], row: Row, column: str, found: Findings) -> UUID | None:
    identifiers = names.get(name, [])
    if len(identifiers) == 1:
        return identifiers[0]
    where = f"{row.where}, {column}"
    if identifiers:
        found.add(where, N_("“%(name)s” is the code of several items; use an identifier."), name=name)
    else:
        found.add(where, N_("no row has the code or identifier “%(name)s”."), name=name)
    return None


def _typed(
    document: Document, item: Item, association_type: str, target: str, names: dict[str, list[UUID]]
) -> Association:
    inside = names.get(target, [])
    if len(inside) == 1:
        end = End(str(inside[0]))
    elif fields.URI.fullmatch(target):
        end = End(target[:300], uri=target)
    else:
        end = End(target[:300], title=target if len(target) > 300 else "", uri=f"urn:x-code:{quote(target)}")
    origin = str(item.identifier)
    identifier = edge_identifier(document.identifier, origin, association_type, end.identifier)
    return Association(identifier, association_type, End(origin), end, last_change=item.last_change)


def _stated(row: Row, known: set[str], found: Findings) -> Association | None:
    """The association in a row of its own."""
    before = len(found.problems)
    for column in ("identifier", "type", "origin", "destination"):
        if not row[column]:
            found.add(row.where, N_("“%(name)s” is missing."), name=column)
    row.check("identifier", fields.an_identifier, found)
    row.check("type", fields.an_association_type, found)
    row.check("changed", fields.a_moment, found)
    row.check("uri", fields.an_address, found)
    fields.check_length(row["type"], fields.NODE_LENGTHS["associationType"], f"{row.where}, type", found)
    sequence = row["sequence"].strip()
    if not WHOLE.fullmatch(sequence):
        found.add(f"{row.where}, sequence", N_("“%(value)s” is not a whole number."), value=sequence)
    kept = json_cell(row, found)
    origin, destination = (_end(row, column, kept.get(column), found) for column in ("origin", "destination"))
    if origin.identifier not in known and destination.identifier not in known:
        found.add(row.where, N_("neither end of this association is in the package."))
    for end in (origin, destination):
        if end.identifier not in known and not end.uri:
            found.add(row.where, N_("no row has the code or identifier “%(name)s”."), name=end.identifier)
    extras = kept.get("association", {})
    where = f"{row.where}, extras, association"
    fields.say_nothing_else(extras, fields.OF_ASSOCIATION - {"CFDocumentURI"}, fields.ASSOCIATION, where, found)
    if len(found.problems) > before:
        return None
    number = int(sequence) if sequence else None
    identifier = UUID(row["identifier"])
    return Association(identifier, row["type"], origin, destination, number, row["uri"], row["changed"], extras)


def _end(row: Row, column: str, said: Any, found: Findings) -> End:
    said = said if isinstance(said, dict) else {}
    title, uri, extras = said.get("title", ""), said.get("uri", ""), said.get("extras", {})
    if not (isinstance(title, str) and isinstance(uri, str) and isinstance(extras, dict)):
        found.add(f"{row.where}, extras", N_("“%(name)s” must be an object."), name=column)
        return End(row[column])
    if uri:
        fields.an_address(uri, f"{row.where}, extras, {column}", found)
    fields.check_length(row[column], fields.LINK_LENGTHS["identifier"], f"{row.where}, {column}", found)
    return End(row[column], title, uri, extras)
