"""Writes a framework as CSV: plain for whoever opens it in a spreadsheet, and complete for whoever reads it back."""

import csv
import io
import json
from collections import Counter, defaultdict
from typing import Any

from guildmark.competencies.domain.csv_columns import COLUMNS, FORMULA, SEPARATOR, guarded
from guildmark.competencies.domain.package import CHILD, Association, Document, End, Item, Package, child_edge


def write_csv(package: Package) -> str:
    """The package as CSV text: the framework, its items with their parents, and the associations that say more."""
    names = _names(package)
    plain, rest = _plain_children(package)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    rows = [_framework_row(package)]
    for item in package.items:
        parents = f" {SEPARATOR} ".join(names[parent] for parent in plain[str(item.identifier)])
        rows.append(_item_row(item) | {"parents": parents})
    rows.extend(_association_row(edge) for edge in rest)
    for row in rows:
        writer.writerow({name: guarded(str(value)) for name, value in row.items() if value not in ("", None)})
    return out.getvalue()


def _names(package: Package) -> dict[str, str]:
    """What to call each item as a parent: its code where that is unmistakable, otherwise its identifier."""
    used = Counter(item.code for item in package.items)

    def clear(code: str) -> bool:
        tidy = code == code.strip() and SEPARATOR not in code and not code.startswith(FORMULA)
        return bool(code) and used[code] == 1 and tidy

    return {str(i.identifier): i.code if clear(i.code) else str(i.identifier) for i in package.items}


def _plain_children(package: Package) -> tuple[dict[str, list[str]], list[Association]]:
    """The parents that the column `parents` can say completely, and the associations that it can't."""
    inside = {str(item.identifier): item for item in package.items}
    parents: dict[str, list[str]] = defaultdict(list)
    rest: list[Association] = []
    for edge in package.associations:
        child, parent = inside.get(edge.origin.identifier), inside.get(edge.destination.identifier)
        if child and parent and edge == _as_read_back(edge, package.document, child, parent):
            parents[str(child.identifier)].append(str(parent.identifier))
        else:
            rest.append(edge)
    return parents, rest


def _as_read_back(edge: Association, document: Document, child: Item, parent: Item) -> Association | None:
    if edge.association_type != CHILD:
        return None
    plain = child_edge(document.identifier, child.identifier, parent.identifier)
    return Association(**{**vars(plain), "last_change": child.last_change})


def _extras(**values: Any) -> str:
    said = {name: value for name, value in values.items() if value not in ("", None, {})}
    return json.dumps(said, ensure_ascii=False) if said else ""


def _framework_row(package: Package) -> dict[str, Any]:
    document = package.document
    names = ("creator", "publisher", "version", "language")
    return {
        "row": "framework",
        "identifier": document.identifier,
        "title": document.title,
        "statement": document.description,
        "uri": document.uri,
        "changed": document.last_change,
        "extras": _extras(
            **{name: getattr(document, name) for name in names},
            document=document.extras,
            package=package.extras,
        ),
    }


def _item_row(item: Item) -> dict[str, Any]:
    return {
        "row": "item",
        "identifier": item.identifier,
        "code": item.code,
        "title": item.title,
        "statement": item.statement,
        "type": item.item_type,
        "kind": item.kind,
        "level": item.level,
        "uri": item.uri,
        "changed": item.last_change,
        "extras": json.dumps(item.extras, ensure_ascii=False) if item.extras else "",
    }


def _association_row(edge: Association) -> dict[str, Any]:
    return {
        "row": "association",
        "identifier": edge.identifier,
        "type": edge.association_type,
        "origin": edge.origin.identifier,
        "destination": edge.destination.identifier,
        "sequence": edge.sequence,
        "uri": edge.uri,
        "changed": edge.last_change,
        "extras": _extras(origin=_end(edge.origin), destination=_end(edge.destination), association=edge.extras),
    }


def _end(end: End) -> dict[str, Any]:
    said = {"title": end.title, "uri": end.uri, "extras": end.extras}
    return {name: value for name, value in said.items() if value}
