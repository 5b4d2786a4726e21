"""Whatever is wrong with a file, it ends in sentences; whatever is read is written and read again the same."""

import copy
import csv
import io
import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guildmark.competencies.domain.case_writing import write_case
from guildmark.competencies.domain.csv_writing import write_csv
from guildmark.competencies.domain.package import stamped
from guildmark.competencies.domain.problems import Broken
from guildmark.competencies.domain.sniff import read_package
from tests.competencies.conftest import WATER
from tests.competencies.test_broken_packages import NICE

TRACKS = {
    "source": "us",
    "tracks": {
        "A": {
            "displayName": "Answering", "description": "Answers.", "category": "A",
            "milestones": [{"summary": "Picks up", "signals": ["Says who speaks"], "examples": ["Monday"]}],
        }
    },
}  # fmt: skip
TREES = {"case": json.loads(WATER.read_text()), "nice": NICE, "tracks": TRACKS}
JUNK: list[Any] = [
    None, True, 0, -1, 2**70, 1.5, "", " ", "x" * 500, "a,b", "'=1", [], {}, [1], [[]], [{}], {"a": 1}, "http://x", "T",
    "urn:uuid:x", "2026-01-01", "\x00", "é|;",
]  # fmt: skip
CELLS = [
    "", " ", "x", "WS", "WS | WS.C", "{}", "[]", '{"a": 1}', '{"extensions": 3}', '{"origin": 3}', '{"fullStatement": 3}',
    '{"package": []}', "99", "-1", "²", "item", "framework", "association", "isChildOf", "ext:x", "http://x/y", "urn:x:1",
    "2026-01-01T00:00:00", "=1", "'=x", "\x00", "technical", "a" * 400,
]  # fmt: skip


def places(tree: Any, above: tuple = ()) -> list[tuple]:
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [place for key, below in pairs for place in ((*above, key), *places(below, (*above, key)))]


def damage(tree: Any, place: tuple, value: Any) -> None:
    try:
        for key in place[:-1]:
            tree = tree[key]
        tree[place[-1]] = copy.deepcopy(value)
    except (TypeError, KeyError, IndexError):
        pass  # an earlier damage took that place away


def settles(content: bytes) -> None:
    try:
        package = read_package(content, name="Damaged")
    except Broken as broken:
        assert all(str(problem) for problem in broken.problems)
        return
    kept = stamped(package, "2026-04-16T07:00:00+00:00")
    assert read_package(write_case(kept).encode()) == kept
    assert read_package(write_csv(kept).encode(), name="Again") == kept


@pytest.mark.parametrize("format", TREES)
@settings(max_examples=150, deadline=None, database=None)
@given(data=st.data())
def test_a_damaged_tree(format, data):
    tree = copy.deepcopy(TREES[format])
    somewhere = st.sampled_from(places(tree))
    for place, value in data.draw(st.lists(st.tuples(somewhere, st.sampled_from(JUNK)), min_size=1, max_size=3)):
        damage(tree, place, value)
    settles(json.dumps(tree).encode())


ROWS = list(csv.reader(io.StringIO(write_csv(read_package(WATER.read_bytes())), newline="")))


@settings(max_examples=200, deadline=None, database=None)
@given(data=st.data())
def test_a_damaged_sheet(data):
    rows = copy.deepcopy(ROWS)
    cell = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, len(rows[0]) - 1), st.sampled_from(CELLS))
    for row, column, value in data.draw(st.lists(cell, min_size=1, max_size=3)):
        rows[row][column] = value
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    settles(out.getvalue().encode())


@settings(max_examples=100, deadline=None, database=None)
@given(content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
@example(content=b"\xfe\xff")  # nothing but the mark of its byte order
def test_any_bytes(content):
    settles(content)
