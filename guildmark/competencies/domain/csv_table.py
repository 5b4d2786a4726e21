"""A CSV text as rows that know their line: delimiter and header recognised, cells unguarded."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from guildmark.competencies.domain.csv_columns import COLUMNS, plain_name, unguarded
from guildmark.competencies.domain.fields import Check
from guildmark.competencies.domain.problems import N_, Broken, Findings, refuse
from guildmark.competencies.domain.reading import check_text, parsed

DELIMITERS = ",;\t"
csv.field_size_limit(10 * 1024 * 1024)  # an item's extras may be long; the limit is the whole process's


class Row:
    """One row by column name. A column that the file does not have is empty."""

    def __init__(self, cells: dict[str, str], line: int, headers: dict[str, str] | None = None) -> None:
        self._cells = cells
        self._headers = headers or {}
        self.line = line
        self.is_sound = True  # else nobody can say what its cells mean: too many of them, or a kind nobody knows

    def __getitem__(self, column: str) -> str:
        return self._cells.get(column, "")

    @property
    def where(self) -> str:
        return f"line {self.line}"

    def further(self) -> Iterator[tuple[str, str]]:
        """The filled cells of columns that are not ours."""
        return ((name, cell) for name, cell in self._cells.items() if name not in COLUMNS and cell.strip())

    def cells(self) -> set[str]:
        """Everything that stands in the row, whatever the column."""
        return {cell.strip() for cell in self._cells.values()} - {""}

    def header_of(self, column: str) -> str:
        return self._headers.get(column, column)

    def check(self, column: str, check: Check, found: Findings) -> None:
        """Check a cell that is filled."""
        if self[column]:
            check(self[column], f"{self.where}, {column}", found)


def rows_of(text: str, found: Findings) -> list[Row]:
    """The rows that hold anything. Raises `Broken` where the header is not one of a framework."""
    first_line = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    try:
        headers = [cell.strip() for cell in next(reader, [])]
        names = _columns(headers)
        begins = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_row(cells, names, headers, begins, found))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise refuse(f"line {reader.line_num}", _not_csv(str(error))) from None
    return rows


def _not_csv(reason: str) -> str:
    """Our sentence for what the CSV reader of Python says in English."""
    if "expected after" in reason:
        return N_("this is not CSV: after a closing quotation mark comes neither a delimiter nor the end of the line.")
    if "unexpected end" in reason:
        return N_("this is not CSV: a quotation mark is opened and never closed.")
    if "field limit" in reason:
        return N_("this is not CSV: a cell is larger than 10 MB, or a quotation mark is never closed.")
    return N_("this is not CSV.")


def _columns(headers: list[str]) -> list[str]:
    names = [plain_name(header) for header in headers]
    if "\x00" in "".join(headers):
        raise refuse("line 1", N_("the text holds a NUL character."))
    if "statement" not in names:
        raise refuse(
            "line 1",
            N_("no column is called “statement” (or “fullStatement”). The columns here: %(columns)s."),
            columns=", ".join(header for header in headers if header),
        )
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise refuse("line 1", N_("two columns are called “%(column)s”."), column=twice[0])
    return names


def _row(cells: list[str], names: list[str], headers: list[str], line: int, found: Findings) -> Row:
    if len(cells) > len(names):
        found.add(
            f"line {line}",
            N_("this row has %(cells)s cells under %(columns)s columns."),
            cells=len(cells),
            columns=len(names),
        )
    for name, cell in zip(names, cells, strict=False):
        check_text(cell, f"line {line}, {name}", found)
    named = {name: unguarded(cell) if cell.strip() else "" for name, cell in zip(names, cells, strict=False) if name}
    row = Row(named, line, dict(zip(names, headers, strict=True)))
    row.is_sound = len(cells) <= len(names)
    return row


def json_cell(row: Row, found: Findings) -> dict[str, Any]:
    """The JSON object in the cell `extras`."""
    if not row["extras"].strip():
        return {}
    try:
        kept = parsed(row["extras"])
    except Broken as broken:
        found.add(f"{row.where}, extras", broken.problems[0].text, **dict(broken.problems[0].values))
        return {}
    if not isinstance(kept, dict):
        found.add(f"{row.where}, extras", N_("must be a JSON object."))
        return {}
    return kept
