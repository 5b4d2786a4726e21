"""Spreadsheets and comma-separated values, as tables. Values only: no formula is worked out, no link followed."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import python_calamine

from guildmark.assessment.domain.previews.lines import text_of

MOST_ROWS = 500
MOST_COLUMNS = 60
MOST_SHEETS = 12
LONGEST = 500


@dataclass(frozen=True)
class Table:
    name: str
    rows: Sequence[Sequence[str]]
    total_rows: int
    total_columns: int

    @property
    def cut(self) -> bool:
        return self.total_rows > len(self.rows) or self.total_columns > MOST_COLUMNS


def csv_of(content: bytes, name: str = "") -> Table | None:
    """The rows, parted by comma, semicolon or tab, whichever the first lines use."""
    text = text_of(content).replace("\0", "")
    first = "\n".join(text.splitlines()[:20])
    delimiter = max(",;\t|", key=first.count)
    try:
        rows = list(islice(csv.reader(io.StringIO(text), delimiter=delimiter), 100_000))
    except csv.Error:
        return None
    return _table(name, rows, len(rows))


def sheets_of(content: bytes) -> list[Table] | None:
    """The sheets of a workbook (xlsx, ods). What the reader stumbles over is no workbook to us."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        return [_sheet(book, name) for name in book.sheet_names[:MOST_SHEETS]]
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # noqa: BLE001 a panic of the reader, written in Rust, is no Exception
        return None


def _sheet(book: Any, name: str) -> Table:
    sheet = book.get_sheet_by_name(name)
    return _table(name, islice(sheet.iter_rows(), MOST_ROWS), sheet.height, sheet.width)


def _table(name: str, rows: Iterable[Sequence[Any]], total: int, width: int = 0) -> Table:
    kept = [list(row) for row in islice(rows, MOST_ROWS)]
    width = width or max(map(len, kept), default=0)
    shown = [[_said(cell) for cell in row[:MOST_COLUMNS]] for row in kept]
    return Table(name, shown, total, width)


def _said(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    text = "" if cell is None else str(cell)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
