"""From text to rows: delimiter, header, cells. Says of each cell that can't be taken where it stands and why."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guildmark.people.domain.roster.faults import Fault, Unreadable, fault
from guildmark.people.domain.roster.text import Text

COLUMNS = (
    "employee_number", "name", "email", "username", "job_function", "site", "unit", "parent_unit", "manager", "since",
    "language", "time_zone",
)  # fmt: skip
NEEDED = ("employee_number", "name", "email", "job_function", "site", "unit")
LONGEST = {"employee_number": 40, "name": 150, "email": 254, "username": 60}
ALSO_CALLED = {
    "number": "employee_number", "employee_no": "employee_number", "e_mail": "email", "mail": "email",
    "function": "job_function", "department": "unit", "org_unit": "unit", "location": "site", "reports_to": "manager",
    "start_date": "since", "timezone": "time_zone",
}  # fmt: skip
DELIMITERS = ",;\t"
MOST_ROWS = 20_000
EARLIEST = date(1940, 1, 1)
ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\".]+(\.[^@\s<>,;\".]+)+")
USERNAME = re.compile(r"[a-z0-9_-]+")


@dataclass(frozen=True)
class Row:
    """One person as the file has them. Empty cells are empty strings; `since` is empty where no date was given."""

    line: int
    employee_number: str
    name: str
    email: str
    username: str = ""
    job_function: str = ""
    site: str = ""
    unit: str = ""
    parent_unit: str = ""
    manager: str = ""
    since: date | None = None
    language: str = ""
    time_zone: str = ""


@dataclass(frozen=True)
class Sheet:
    """The rows that could be read, and the faults of those that could not."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    columns: frozenset[str]
    delimiter: str


def read(text: Text) -> Sheet:
    """The sheet in this text. `Unreadable` where there is no table with the needed columns."""
    delimiter = max(DELIMITERS, key=lambda sign: len(set(_names(text.content.partition("\n")[0].split(sign)))))
    try:
        records = list(_records(text.content, delimiter))
    except csv.Error as error:
        raise Unreadable("quotes", reason=error) from error
    if not records:
        raise Unreadable("no_rows")
    header = _header(records[0][1])
    if len(records) == 1:
        raise Unreadable("no_rows")
    if len(records) > MOST_ROWS + 1:
        raise Unreadable("too_many_rows", most=MOST_ROWS)
    rows, faults = [], []
    for line, cells in records[1:]:
        row, wrong = _row(line, cells, header)
        faults += wrong
        if row is not None:
            rows.append(row)
    return Sheet(tuple(rows), tuple(faults), frozenset(header) - {""}, delimiter)


def _records(content: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record that is not blank, with the line on which it starts."""
    reader = csv.reader(content.splitlines(keepends=True), delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, [unicodedata.normalize("NFC", " ".join(cell.split())) for cell in cells]
        line = reader.line_num + 1


def _names(cells: list[str]) -> list[str]:
    """The columns that these cells of a header name; an empty string for one that is not ours."""
    plain = [re.sub(r"[\s_-]+", "_", cell.strip(" \"'\ufeff*").lower()) for cell in cells]
    known = [ALSO_CALLED.get(name, name) for name in plain]
    return [name if name in COLUMNS else "" for name in known]


def _header(cells: list[str]) -> list[str]:
    names = _names(cells)
    if missing := [name for name in NEEDED if name not in names]:
        raise Unreadable("columns_missing", missing=", ".join(missing))
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        raise Unreadable("columns_twice", twice=", ".join(twice))
    return names


def _row(line: int, cells: list[str], header: list[str]) -> tuple[Row | None, list[Fault]]:
    if len(cells) != len(header):
        return None, [fault(line, "", "cells", found=len(cells), wanted=len(header))]
    found = {name: cell for name, cell in zip(header, cells, strict=True) if name}
    faults = [fault(line, name, "empty") for name in NEEDED if not found[name]]
    faults += [
        fault(line, name, "too_long", most=most) for name, most in LONGEST.items() if len(found.get(name, "")) > most
    ]
    faults += _malformed(line, found)
    since, wrong = _date(line, found.pop("since", ""))
    found["username"] = found.get("username", "").lower()
    return (None if faults + wrong else Row(line=line, since=since, **found)), faults + wrong


def _malformed(line: int, found: dict[str, str]) -> list[Fault]:
    faults = []
    if (email := found["email"]) and not ADDRESS.fullmatch(email):
        faults.append(fault(line, "email", "not_an_address", given=email))
    if (username := found.get("username", "")) and not USERNAME.fullmatch(username.lower()):
        faults.append(fault(line, "username", "not_a_username", given=username))
    return faults


def _date(line: int, cell: str) -> tuple[date | None, list[Fault]]:
    """A date as 2026-04-16, or as 16.04.2026. Slashes are refused: nobody knows which of them is the month."""
    if not cell:
        return None, []
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", cell)
    dotted = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", cell)
    parts = iso.groups() if iso else dotted.groups()[::-1] if dotted else None
    try:
        day = date(*map(int, parts)) if parts else None
    except ValueError:
        day = None
    if day is None:
        return None, [fault(line, "since", "not_a_date", given=cell)]
    if day < EARLIEST:
        return None, [fault(line, "since", "too_long_ago", given=cell)]
    return day, []
