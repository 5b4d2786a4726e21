"""The requirement tree as lines to read from the top down."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guildmark.programs.domain.document.version import Document, Task
from guildmark.programs.domain.tree import Node


@dataclass(frozen=True)
class Line:
    """A requirement below the root, with its depth from 1 on. `prior`: the title of the program asked for."""

    depth: int
    node: Node
    task: Task | None = None
    prior: str = ""


def outline(document: Document, priors: Mapping[str, str]) -> list[Line]:
    """Every requirement but the root. `priors` holds the titles of programs by slug."""
    return list(_below(document.requirements, 1, document, priors))


def _below(node: Node, depth: int, document: Document, priors: Mapping[str, str]) -> Iterator[Line]:
    for child in node.children:
        slug = child.prior_program
        yield Line(depth, child, document.task(child.task_key), priors.get(slug, slug))
        yield from _below(child, depth + 1, document, priors)
