"""Whom to ask: a draw that comes from as many functions, sites and lengths of service as it can, evenly.

Minimisation over the margins (Pocock and Simon, Biometrics 31, 1975, 103–115): the next one drawn is of those whose function,
site and length of service are least among the drawn so far; among equals, chance decides by the seed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

MARGINS = ("function", "site", "service")


@dataclass(frozen=True)
class Known:
    """Somebody of the directory, as far as a draw needs to know them. `service`: years in the company, as a band."""

    pk: int
    function: str
    site: str
    service: str


def draw(people: Sequence[Known], size: int, *, seed: int) -> list[int]:
    """The ids of `size` people, or of all where there are fewer, in the order drawn."""
    left = sorted(people, key=lambda one: one.pk)
    Random(seed).shuffle(left)
    taken: dict[str, Counter[str]] = {margin: Counter() for margin in MARGINS}
    found: list[int] = []
    while left and len(found) < size:
        best = min(left, key=lambda one: sum(taken[margin][getattr(one, margin)] for margin in MARGINS))
        left.remove(best)
        found.append(best.pk)
        for margin in MARGINS:
            taken[margin][getattr(best, margin)] += 1
    return found


def band(years: float) -> str:
    """Length of service in three bands: new, settled, long."""
    return "new" if years < 2 else "settled" if years < 6 else "long"
