"""Files of people as pure calculation: bytes, rows, plan. No database."""

import codecs
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildmark.people.domain.lines import circles
from guildmark.people.domain.roster import (
    COLUMNS,
    Directory,
    Known,
    Place,
    Unreadable,
    decoded,
    plan,
    read,
)

TODAY = date(2026, 4, 16)
HEAD = "employee_number;name;email;job_function;site;unit;manager;since"
LINE = "7;Zoë Müller;zoe@x.example;Quality;Leeds;Quality;;2024-01-01"


def known(number, name, **other):
    return Known(
        number, name.lower(), name, f"{name.lower()}@x.example", "quality", "leeds", "en", "Europe/London",
        **{"unit": "quality", "since": date(2020, 1, 1), **other},
    )  # fmt: skip


def directory(*people):
    return Directory(
        people,
        (Place("company", "Company"), Place("quality", "Quality")),
        (Place("quality", "Quality"),),
        (Place("leeds", "Leeds"),),
        frozenset({"Europe/London", "Asia/Kolkata"}),
        frozenset({"en", "nl"}),
    )


def planned(*lines, head=HEAD, people=(), open_places=False):
    sheet = read(decoded("\n".join([head, *lines]).encode()))
    return plan(sheet, directory(*people), today=TODAY, open_places=open_places)


def faults(*lines, **other):
    return [(fault.line, fault.column, fault.code) for fault in planned(*lines, **other).faults]


def row(number, name, *, email="", unit="Quality", manager="", since="", function="Quality", site="Leeds"):
    return f"{number};{name};{email or name.lower() + '@x.example'};{function};{site};{unit};{manager};{since}"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (lambda text: text.encode(), "utf-8"),
        (lambda text: codecs.BOM_UTF8 + text.encode(), "utf-8-sig"),
        (lambda text: text.encode("utf-16"), "utf-16"),
        (lambda text: text.encode("utf-16-le"), "utf-16-le"),
        (lambda text: text.encode("utf-16-be"), "utf-16-be"),
        (lambda text: text.encode("cp1252"), "cp1252"),
        (lambda text: text.replace("\n", "\r\n").encode(), "utf-8"),
        (lambda text: text.replace("\n", "\r").encode(), "utf-8"),
    ],
)
def test_encodings_and_line_ends_give_the_same_names(raw, encoding):
    text = decoded(raw(f"{HEAD}\n{LINE}\n"))
    assert text.encoding == encoding
    assert [r.name for r in read(text).rows] == ["Zoë Müller"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"PK\x03\x04rest of a workbook", "spreadsheet"),
        (b"%PDF-1.7", "not_text"),
        (b"name;\x81\x8d", "encoding"),
        (codecs.BOM_UTF16_LE + b"\x00", "encoding"),
        (b"name;\x01\x02", "not_text"),
        (b"x" * (4 * 1024 * 1024 + 1), "too_big"),
        (b"name;email\nAnn;a@b.c", "columns_missing"),
        (HEAD.encode(), "no_rows"),
        (f"{HEAD};unit\n{LINE};x".encode(), "columns_twice"),
        (f'{HEAD}\n7;"Zoë'.encode(), "quotes"),
        (f"{HEAD}\n".encode() + b"7;a\n" * 20_001, "too_many_rows"),
    ],
)
def test_what_can_not_be_read_at_all(raw, code):
    with pytest.raises(Unreadable) as unreadable:
        read(decoded(raw))
    assert unreadable.value.code == code


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_delimiters(sign):
    sheet = read(decoded(f"{HEAD}\n{LINE}".replace(";", sign).encode()))
    assert (sheet.delimiter, sheet.rows[0].email) == (sign, "zoe@x.example")


def test_headers_are_taken_as_people_write_them():
    head = '"Employee No";Name*;E-Mail;Job Function;Location;Org Unit;Reports to;Start date;Shoe size'
    (only,) = read(decoded(f"{head}\n{LINE};43".encode())).rows
    assert (only.unit, only.since) == ("Quality", date(2024, 1, 1))


def test_lines_are_counted_as_an_editor_counts_them():
    sheet = read(decoded(f'{HEAD}\n\n7;"Zoë\nMüller";no address;Quality;Leeds;Quality;;\n\n8;;x;;;;;'.encode()))
    assert [(f.line, f.column, f.code) for f in sheet.faults][:2] == [
        (3, "email", "not_an_address"),
        (6, "name", "empty"),
    ]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/12/2024", "not_a_date"),
        ("2024-02-30", "not_a_date"),
        ("soon", "not_a_date"),
        ("1024-01-01", "too_long_ago"),
    ],
)
def test_dates_that_can_not_be_taken(cell, code):
    assert faults(row(1, "Ann", since=cell)) == [(2, "since", code)]


def test_dates_that_can():
    (only,) = planned(row(1, "Ann", since="1.4.2026")).people
    assert only.starts_on == date(2026, 4, 1)


def test_a_row_with_too_few_or_too_many_cells():
    assert faults("1;Ann", row(2, "Bo") + ";more") == [(2, "", "cells"), (3, "", "cells")]


def test_duplicates_in_the_file_and_against_the_directory():
    lines = [row(1, "Ann"), row(1, "Anna"), row(2, "Bo", email="ANN@x.example"), row(3, "Cy", email="Dee@x.example")]
    assert faults(*lines, people=[known("9", "Dee")]) == [
        (3, "employee_number", "twice"),
        (4, "email", "twice"),
        (5, "email", "taken"),
    ]


def test_usernames():
    head = HEAD + ";username"
    people = [known("9", "Dee")]
    assert faults(
        row(1, "Ann") + ";dee", row(9, "Dee") + ";other", row(2, "Bo") + ";B o", head=head, people=people
    ) == [
        (2, "username", "username_taken"),
        (3, "username", "username_stays"),
        (4, "username", "not_a_username"),
    ]
    made = planned(row(1, "A", email="dee@y.example"), row(2, "B", email="Jo.Én@x.example"), people=people)
    assert [p.person.username for p in made.people] == ["dee-2", "jo-en"]


def test_unknown_places_are_opened_only_when_asked():
    line = row(1, "Ann", unit="Field North", function="Sales", site="Pune")
    assert faults(line) == [
        (2, "job_function", "no_such_place"),
        (2, "site", "no_such_place"),
        (2, "unit", "no_such_place"),
    ]
    asked = planned(line, row(2, "Bo", unit="field  NORTH"), open_places=True)
    assert not asked.faults
    assert [(o.kind, o.code) for o in asked.openings] == [
        ("job_function", "sales"),
        ("site", "pune"),
        ("unit", "field-north"),
    ]


def test_a_parent_unit_is_opened_before_the_unit():
    head = HEAD + ";parent_unit"
    asked = planned(row(1, "Ann", unit="North") + ";Field", head=head, open_places=True)
    assert [(o.code, o.parent) for o in asked.openings] == [("field", ""), ("north", "field")]


def test_managers_by_number_address_or_username_in_file_or_directory():
    lines = [row(1, "Ann", manager="9"), row(2, "Bo", manager="ANN@x.example"), row(3, "Cy", manager="dee")]
    assert [p.person.manager for p in planned(*lines, people=[known("9", "Dee")]).people] == ["9", "1", "9"]


def test_managers_that_can_not_be():
    people = [known("9", "Dee", is_active=False)]
    lines = [row(1, "Ann", manager="1"), row(2, "Bo", manager="nobody"), row(3, "Cy", manager="9")]
    assert faults(*lines, people=people) == [
        (2, "manager", "own_manager"),
        (3, "manager", "no_such_manager"),
        (4, "manager", "manager_closed"),
    ]


def test_a_circle_over_the_whole_file_and_the_directory():
    found = planned(row(1, "Ann", manager="2"), row(2, "Bo", manager="9"), people=[known("9", "Dee", manager="1")])
    assert [(f.line, f.code) for f in found.faults] == [(2, "circle"), (3, "circle")]
    assert dict(found.faults[0].values)["names"] == "Dee → Ann → Bo → Dee"


def test_added_changed_moved_unchanged():
    people = [known("1", "Ann"), known("2", "Bo"), known("3", "Cy", unit="company")]
    found = planned(
        row(1, "Ann"),
        row(2, "Bob", email="bo@x.example"),
        row(3, "Cy", since="2026-05-01"),
        row(4, "Dee"),
        people=people,
    )
    assert [(p.kind, p.starts_on) for p in found.people] == [
        ("unchanged", None),
        ("changed", None),
        ("moved", date(2026, 5, 1)),
        ("added", TODAY),
    ]
    assert [(c.field, c.before, c.after) for c in found.people[1].changes] == [("name", "Bo", "Bob")]


def test_a_move_has_to_start_after_the_last_and_a_start_is_not_rewritten():
    people = [known("1", "Ann", unit="company"), known("2", "Bo")]
    found = planned(row(1, "Ann", since="2020-01-01"), row(2, "Bo", since="2019-01-01"), people=people)
    assert [(f.line, f.code) for f in found.faults] == [(2, "move_too_early")]
    assert [(n.line, n.code) for n in found.notes] == [(3, "since_stays")]


def test_without_a_manager_column_managers_stay():
    people = [known("1", "Ann", manager="2"), known("2", "Bo")]
    head = HEAD.replace("manager", "remark")
    assert [p.kind for p in planned(row(1, "Ann"), head=head, people=people).people] == ["unchanged"]


CELLS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12)
ROWS = st.lists(st.dictionaries(st.sampled_from(COLUMNS), CELLS), max_size=8)


def as_file(rows):
    quoted = [";".join('"' + r.get(name, "").replace('"', '""') + '"' for name in COLUMNS) for r in rows]
    return "\n".join([";".join(COLUMNS), *quoted])


@given(ROWS)
def test_whatever_stands_in_the_cells_ends_in_a_plan_or_a_reason(rows):
    try:
        sheet = read(decoded(as_file(rows).encode()))
    except Unreadable:
        return
    found = plan(sheet, directory(known("1", "Ann")), today=TODAY, open_places=True)
    wrong = {fault.line for fault in found.faults}
    assert not wrong & {p.line for p in found.people}
    assert len(wrong | {p.line for p in found.people}) >= len(sheet.rows)


@given(st.binary(max_size=400))
def test_whatever_the_bytes_it_is_read_or_refused(raw):
    try:
        read(decoded(raw))
    except Unreadable as unreadable:
        assert unreadable.code


NUMBERS = st.integers(1, 9)


@given(st.dictionaries(NUMBERS, st.none() | NUMBERS, min_size=1))
def test_a_plan_without_faults_has_no_circle_and_repeats_as_nothing(lines):
    everyone = sorted(set(lines) | {above for above in lines.values() if above})
    rows = [row(n, f"P{n}", manager=lines.get(n) or "", since="2024-01-01") for n in everyone]
    first = planned(*rows)
    above = {n: lines.get(n) for n in everyone}
    assert bool(first.faults) == bool(circles(above))
    if first.faults:
        return
    applied = [Known(**{**vars(p.person), "language": "en", "time_zone": "Asia/Kolkata"}) for p in first.people]
    assert planned(*rows, people=applied).does_nothing
