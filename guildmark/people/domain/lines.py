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
