"""What holds for a framework as a graph: who stands under whom, and that nobody stands under themselves."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping


def circle(parents: Mapping[str, Iterable[str]]) -> list[str]:
    """The nodes of one circle in the relation child to parents, each under the next; empty where there is none."""
    settled: set[str] = set()
    for start in parents:
        trail: list[str] = []
        waiting: list[tuple[str, bool]] = [(start, False)]
        on_trail: set[str] = set()
        while waiting:
            node, leaving = waiting.pop()
            if leaving:
                trail.pop()
                on_trail.discard(node)
                settled.add(node)
            elif node in on_trail:
                return trail[trail.index(node) :]
            elif node not in settled:
                trail.append(node)
                on_trail.add(node)
                waiting.append((node, True))
                waiting.extend((above, False) for above in parents.get(node, ()))
    return []


def parents_of(edges: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The parents of each child, from pairs (child, parent)."""
    found: dict[str, list[str]] = defaultdict(list)
    for child, parent in edges:
        found[child].append(parent)
    return found


def folded(text: str) -> str:
    """Text as search compares it: without case, without accents, single spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def search_text(code: str, title: str, statement: str) -> str:
    """What search looks into for one item."""
    return folded(f"{code} {title} {statement}")
