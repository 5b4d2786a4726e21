"""Progress: one pure function of the requirement tree and of what is fulfilled."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from guildmark.programs.domain.tree import Node


@dataclass(frozen=True)
class Progress:
    """Leaves, in the order of the tree: met; left (not met and still of use); the shortest way to done."""

    met: tuple[Node, ...]
    left: tuple[Node, ...]
    shortest: tuple[Node, ...]
    done: bool


@dataclass(frozen=True)
class Line:
    """A node as one line of an outline. `needed`: not done, and nothing above it is done."""

    node: Node
    depth: int
    done: bool
    needed: bool


def progress(tree: Node, fulfilled: Collection[str], hours: Mapping[str, Decimal | None] | None = None) -> Progress:
    """What is met, what is left, and the shortest way to done.

    Shortest is by hours where every leaf left says its `hours` (by node key); else by the number of leaves.
    """
    lines = outline(tree, fulfilled)
    leaves = [line for line in lines if line.node.is_leaf]
    left = tuple(line.node for line in leaves if line.needed)
    shortest = set(_shortest(tree, frozenset(fulfilled), _costs(left, hours or {})))
    return Progress(
        met=tuple(line.node for line in leaves if line.done),
        left=left,
        shortest=tuple(node for node in left if node.key in shortest),
        done=lines[0].done,
    )


def outline(tree: Node, fulfilled: Collection[str]) -> list[Line]:
    """The tree from the top down, children after their parent."""
    return list(_lines(tree, frozenset(fulfilled), 0, True))


def prerequisites(tree: Node) -> tuple[Node, ...]:
    """The prior credentials without which the tree can't be done: they are asked for before one may apply."""
    if tree.is_leaf:
        return (tree,) if tree.prior_program else ()
    if tree.needed < len(tree.children):
        return ()
    return tuple(leaf for child in tree.children for leaf in prerequisites(child))


def _lines(node: Node, fulfilled: frozenset[str], depth: int, wanted_above: bool) -> Iterator[Line]:
    done = node.is_met(fulfilled)
    needed = wanted_above and not done
    yield Line(node, depth, done, needed)
    for child in node.children:
        yield from _lines(child, fulfilled, depth + 1, needed)


Costs = Mapping[str, Decimal]


def _costs(left: tuple[Node, ...], hours: Mapping[str, Decimal | None]) -> Costs:
    said = {node.key: hours.get(node.key) for node in left}
    if any(one is None for one in said.values()):
        return dict.fromkeys(said, Decimal(1))
    return {key: one for key, one in said.items() if one is not None}


def _shortest(node: Node, fulfilled: frozenset[str], costs: Costs) -> list[str]:
    """Subtrees share no leaf, so the cheapest children of a group make its cheapest way."""
    if node.is_met(fulfilled):
        return []
    if node.is_leaf:
        return [node.key]
    ways = [_shortest(child, fulfilled, costs) for child in node.children if not child.is_met(fulfilled)]
    missing = node.needed - (len(node.children) - len(ways))
    ways.sort(key=lambda way: (sum(costs[key] for key in way), len(way)))
    return [key for way in ways[:missing] for key in way]
