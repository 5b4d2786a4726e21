"""Reads frameworks in CSV: our own export, a list somebody typed, or a sheet with the column names of CASE."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from guildmark.competencies.domain import csv_edges, fields
from guildmark.competencies.domain.csv_columns import CASE_EDGES, CASE_LISTS, CASE_TEXTS
from guildmark.competencies.domain.csv_table import Row, json_cell, rows_of
from guildmark.competencies.domain.graph import circle, parents_of
from guildmark.competencies.domain.package import CHILD, KINDS, OUR_NAMESPACE, Association, Document, Item, Package
from guildmark.competencies.domain.problems import N_, Findings

ROWS = ("item", "framework", "association")
LENGTHS = {"code": "humanCodingScheme", "type": "CFItemType"}


@dataclass
class Sheet:
    """A CSV file on its way to a package: its rows told apart, what they turned into, what was wrong."""

    document: Document
    extras: Mapping[str, Any] = field(default_factory=dict)
    placed: list[tuple[Row, Item]] = field(default_factory=list)
    edges: list[tuple[Row, Association]] = field(default_factory=list)
    found: Findings = field(default_factory=Findings)


def read_csv(text: str, *, name: str = "") -> Package:
    """The package in a CSV text. `name` (of the file) names a framework that the text does not name itself."""
    found = Findings()
    rows = rows_of(text, found)
    for row in rows:
        if row.is_sound and row["row"] and row["row"] not in ROWS:
            row.is_sound = False
            found.add(
                row.where, N_("“%(row)s” is no kind of row; there are: %(rows)s."), row=row["row"], rows=", ".join(ROWS)
            )
    perhaps = frozenset().union(*(row.cells() for row in rows if not row.is_sound))
    rows = [row for row in rows if row.is_sound]
    sheet = Sheet(*_framework([row for row in rows if row["row"] == "framework"], name, found), found=found)
    for row in rows:
        if row["row"] in ("", "item"):
            _read_item(row, sheet)
    repeating = _check_items(sheet)
    stated = [row for row in rows if row["row"] == "association"]
    csv_edges.read_edges(sheet.document, sheet.placed, stated, sheet.edges, found, perhaps=perhaps)
    _check_edges(sheet, repeating)
    found.settle()
    edges = tuple(edge for _, edge in sheet.edges)
    return Package(sheet.document, tuple(item for _, item in sheet.placed), edges, sheet.extras)


def _framework(rows: list[Row], name: str, found: Findings) -> tuple[Document, Mapping[str, Any]]:
    title = name.strip() or "Framework"
    if not rows:
        return Document(uuid5(OUR_NAMESPACE, title), title[:300], creator=title[:300]), {}
    row = rows[0]
    if len(rows) > 1:
        found.add(rows[1].where, N_("the framework is described a second time."))
    row.check("identifier", fields.an_identifier, found)
    row.check("changed", fields.a_moment, found)
    row.check("uri", fields.an_address, found)
    kept = json_cell(row, found)
    title = row["title"] or title
    fields.check_length(title, 300, f"{row.where}, title", found)
    known: tuple[tuple[str, frozenset[str], Mapping[str, fields.Check]], ...] = (
        ("document", fields.OF_DOCUMENT, fields.DOCUMENT),
        ("package", fields.OF_PACKAGE, {"CFDefinitions": fields.an_object}),
    )
    for part, interpreted, checks in known:
        fields.say_nothing_else(kept.get(part, {}), interpreted, checks, f"{row.where}, extras, {part}", found)
    for part in ("creator", "publisher", "version", "language"):
        fields.a_text(kept.get(part, ""), f"{row.where}, extras, {part}", found)
        fields.check_length(kept.get(part), fields.NODE_LENGTHS[part], f"{row.where}, extras, {part}", found)
    given = fields.IDENTIFIER.fullmatch(row["identifier"])
    document = Document(
        identifier=UUID(row["identifier"]) if given else uuid5(OUR_NAMESPACE, title),
        title=title,
        description=row["statement"],
        uri=row["uri"],
        last_change=row["changed"],
        creator=kept.get("creator") or title,
        **{part: kept.get(part, "") for part in ("publisher", "version", "language")},
        extras=kept.get("document", {}),
    )
    return document, kept.get("package", {})


def _read_item(row: Row, sheet: Sheet) -> None:
    found = sheet.found
    if not row["statement"].strip():
        found.add(row.where, N_("the statement is empty."))
    kind = row["kind"].strip().lower()
    if kind and kind not in KINDS:
        found.add(f"{row.where}, kind", N_("“%(kind)s” is not one of: %(kinds)s."), kind=kind, kinds=", ".join(KINDS))
    level = row["level"].strip()
    if level and not (level.isascii() and level.isdigit() and len(level) <= 2):
        found.add(f"{row.where}, level", N_("“%(level)s” is not a level from 0 to 99."), level=level)
        level = ""
    for column, case_name in LENGTHS.items():
        fields.check_length(row[column], fields.NODE_LENGTHS[case_name], f"{row.where}, {column}", found)
    row.check("uri", fields.an_address, found)
    changed = row["changed"].strip().replace(" ", "T", 1)
    if changed:
        fields.a_moment(changed, f"{row.where}, changed", found)
    item = Item(
        identifier=_identifier(row, sheet.document),
        statement=row["statement"],
        title=row["title"],
        code=row["code"],
        item_type=row["type"],
        kind=kind,
        level=int(level) if level else None,
        uri=row["uri"],
        last_change=changed,
        extras=_extras(row, found),
    )
    sheet.placed.append((row, item))


def _identifier(row: Row, document: Document) -> UUID:
    given = row["identifier"].strip()
    if fields.IDENTIFIER.fullmatch(given):
        return UUID(given)
    return uuid5(document.identifier, given or row["code"].strip() or row["statement"].strip())


def _extras(row: Row, found: Findings) -> dict[str, Any]:
    """What the row says besides our columns: fields of CASE under their names, the rest under `extensions`."""
    kept = json_cell(row, found)
    fields.say_nothing_else(kept, fields.OF_ITEM - {"CFDocumentURI"}, fields.ITEM, f"{row.where}, extras", found)
    ours = kept.get("extensions")
    ours = (ours.get("guildmark") if isinstance(ours, dict) else None) or {}
    fields.say_nothing_else(ours, frozenset({"kind", "level"}), {}, f"{row.where}, extras, guildmark", found)
    own: dict[str, str] = {}
    if (given := row["identifier"].strip()) and not fields.IDENTIFIER.fullmatch(given):
        own["identifier"] = given
    for column, value in row.further():
        if column in CASE_TEXTS:
            kept[CASE_TEXTS[column]] = value
        elif column in CASE_LISTS:
            kept[CASE_LISTS[column]] = [one.strip() for one in value.split(",") if one.strip()]
        elif column not in CASE_EDGES:
            own[row.header_of(column)] = value
    if own:
        theirs = kept.get("extensions")
        kept["extensions"] = (theirs if isinstance(theirs, dict) else {}) | {"csv": own}
    return kept


def _check_items(sheet: Sheet) -> frozenset[int]:
    """The lines of the rows that repeat an earlier one."""
    first: dict[UUID, Row] = {sheet.document.identifier: Row({}, 1)}
    repeating = set()
    for row, item in sheet.placed:
        if item.identifier in first:
            repeating.add(row.line)
            sheet.found.add(
                row.where,
                N_("this repeats %(first)s; give each row an identifier or a code of its own."),
                first=first[item.identifier].where,
            )
        first.setdefault(item.identifier, row)
    return frozenset(repeating)


def _check_edges(sheet: Sheet, repeating: frozenset[int]) -> None:
    """What is wrong with the edges, those of repeating rows aside: these have been told of already."""
    edges = [(row, edge) for row, edge in sheet.edges if row.line not in repeating]
    used = Counter(edge.identifier for _, edge in edges)
    for row, edge in edges:
        if used[edge.identifier] > 1:
            sheet.found.add(row.where, N_("the association %(identifier)s is here twice."), identifier=edge.identifier)
    codes = {str(item.identifier): item.code or item.label for _, item in sheet.placed}
    children = [
        (edge.origin.identifier, edge.destination.identifier) for _, edge in edges if edge.association_type == CHILD
    ]
    if around := circle(parents_of(children)):
        shown = " → ".join(codes.get(one, one) for one in [*around, around[0]])
        sheet.found.add("", N_("items stand under themselves: %(circle)s."), circle=shown)
