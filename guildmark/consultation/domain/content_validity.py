"""How far those who know the work agree that an indicator belongs: content validity, from ratings of one round.

Lawshe's content validity ratio (Pers. Psychol. 28, 1975, 563–575): (e − N/2) / (N/2) for e of N who call it essential. Its
critical value is the exact binomial one (Ayre and Scally, Meas. Eval. Couns. Dev. 47, 2014, 79–86): the smallest e that N
people who toss coins reach in at most one round of twenty; fewer than five can't be told from coins at all. Means of
rating scales carry the score interval for Aiken's V (Penfield and Giacobbi, Meas. Phys. Educ. Exerc. Sci. 8, 2004,
213–225), which stays within the scale and holds for few raters. Whether job functions differ: Kruskal and Wallis' H
(J. Am. Stat. Assoc. 47, 1952, 583–621), its chance by permuting who said what ((b + 1) / (m + 1): Phipson and Smyth, Stat.
Appl. Genet. Mol. Biol. 9, 2010, art. 39), corrected over the indicators of a round (Holm, Scand. J. Stat. 6, 1979, 65–70).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import comb, sqrt
from random import Random

LEVEL = 0.05
Z = 1.959964
"""Two-sided, for 95 %."""
LEAST_TOLD = 5
"""Raters, below which no number of them differs from chance; and those of one function, below which it isn't compared."""
PERMUTATIONS = 2_000


@dataclass(frozen=True)
class Agreement:
    """How many call something essential, and whether more than chance would. `holds`: nothing where it can't be told."""

    essential: int
    raters: int
    ratio: float | None
    critical: float | None

    @property
    def holds(self) -> bool | None:
        return None if self.ratio is None or self.critical is None else self.ratio >= self.critical


def agreement(essential: int, raters: int) -> Agreement:
    """Lawshe's ratio, from −1 to 1, with its critical value."""
    ratio = (essential - raters / 2) / (raters / 2) if raters else None
    return Agreement(essential, raters, ratio, critical_ratio(raters))


def critical_ratio(raters: int) -> float | None:
    """The least ratio that chance reaches in at most one case of twenty; nothing below five raters."""
    needed = next((e for e in range(raters + 1) if raters and _at_least(e, raters) <= LEVEL), None)
    return None if needed is None else (needed - raters / 2) / (raters / 2)


def _at_least(essential: int, raters: int) -> float:
    return sum(comb(raters, one) for one in range(essential, raters + 1)) / 2**raters


@dataclass(frozen=True)
class Mean:
    """The mean on a scale, with its 95 % interval, in points of that scale."""

    mean: float
    low: float
    high: float
    number: int


def mean_of(said: Sequence[int], *, least: int, most: int) -> Mean | None:
    """The mean of ratings from `least` to `most`; nothing of nobody."""
    if not said:
        return None
    steps, trials = most - least, len(said) * (most - least)
    share = (sum(said) - least * len(said)) / trials
    middle, off = 2 * trials * share + Z**2, Z * sqrt(4 * trials * share * (1 - share) + Z**2)
    low, high = ((middle + sign * off) / (2 * (trials + Z**2)) for sign in (-1, 1))
    return Mean(least + steps * share, least + steps * low, least + steps * high, len(said))


def differing(items: Sequence[Mapping[str, Sequence[int]]], *, seed: int) -> list[float | None]:
    """For each item, by function what its people said: the chance of such a difference between functions, corrected over
    all items; nothing where fewer than two functions have five people who said something."""
    raw = [_chance(_compared(one), Random(f"{seed}:{number}")) for number, one in enumerate(items)]
    return _holm(raw)


def _compared(said: Mapping[str, Sequence[int]]) -> list[Sequence[int]]:
    return [said[name] for name in sorted(said) if len(said[name]) >= LEAST_TOLD]


def _chance(groups: list[Sequence[int]], dice: Random) -> float | None:
    if len(groups) < 2:
        return None
    pooled = list(chain.from_iterable(groups))
    ranks = _ranks(pooled)
    seen = _spread(ranks, [len(one) for one in groups])
    beyond = 0
    for _turn in range(PERMUTATIONS):
        dice.shuffle(ranks)
        beyond += _spread(ranks, [len(one) for one in groups]) >= seen - 1e-9
    return (beyond + 1) / (PERMUTATIONS + 1)


def _ranks(values: Sequence[int]) -> list[float]:
    """Mid-ranks: those who said the same share the mean of their places."""
    counted, before, rank = Counter(values), 0, {}
    for value in sorted(counted):
        rank[value] = before + (counted[value] + 1) / 2
        before += counted[value]
    return [rank[value] for value in values]


def _spread(ranks: Sequence[float], sizes: Sequence[int]) -> float:
    """What of H changes under permutation: the squared sums of ranks over the sizes."""
    total, start = 0.0, 0
    for size in sizes:
        total += sum(ranks[start : start + size]) ** 2 / size
        start += size
    return total


def _holm(chances: Sequence[float | None]) -> list[float | None]:
    told = sorted((chance, place) for place, chance in enumerate(chances) if chance is not None)
    found: list[float | None] = [None] * len(chances)
    highest = 0.0
    for step, (chance, place) in enumerate(told):
        highest = max(highest, min(1.0, (len(told) - step) * chance))
        found[place] = highest
    return found
