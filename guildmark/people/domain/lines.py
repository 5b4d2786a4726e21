"""Reporting lines: who would end up above themselves."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def circles(manager_of: Mapping[Node, Node | None]) -> list[tuple[Node, ...]]:
    """Every circle in these reporting lines, each once, from the member that comes first in the mapping."""
    settled: set[Node] = set()
    found = []
    for start in manager_of:
        line: list[Node] = []
        at: Node | None = start
        while at is not None and at not in settled and at not in line:
            line.append(at)
            at = manager_of.get(at)
        if at is not None and at in line:
            found.append(tuple(line[line.index(at) :]))
        settled.update(line)
    return found


def line_above(person: Node, manager_of: Mapping[Node, Node | None]) -> list[Node]:
    """The managers of `person` from the nearest up; ends where somebody comes round again."""
    line: list[Node] = []
    above = manager_of.get(person)
    while above is not None and above not in line:
        line.append(above)
        above = manager_of.get(above)
    return line
