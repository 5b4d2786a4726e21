"""How far assessors agree on the same work.

Krippendorff's alpha after *Computing Krippendorff's Alpha-Reliability* (2011); weighted kappa after Cohen (Psychol. Bull. 70,
1968, 213–220) with quadratic weights; intervals by resampling candidates (percentile bootstrap, Efron and Tibshirani,
*An Introduction to the Bootstrap*, 1993, chapter 13), since the scores of one candidate hang together.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from guildmark.assessment.domain.statistics.bootstrap import resampled
from guildmark.assessment.domain.statistics.ratings import Ratings

Units = Sequence[Mapping[str, int]]  # what each assessor gave to one candidate on one criterion
DRAWS = 1000
LEAST_CANDIDATES = 10  # fewer resampled candidates say nothing about the spread


@dataclass(frozen=True)
class Figure:
    """A figure with its 95% interval; `None` where the ratings can't tell."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Agreed:
    """Agreement over all units that two or more assessors scored. `pairs` counts the pairs of scores compared."""

    alpha: Figure
    kappa: Figure
    exact: Figure
    adjacent: Figure
    units: int
    pairs: int
    warnings: tuple[str, ...]


def agreement(ratings: Ratings, *, seed: int = 1, draws: int = DRAWS) -> Agreed:
    """Alpha (ordinal), mean weighted kappa of pairs, and the shares of pairs that agree exactly and within one level."""
    by_candidate = _by_candidate(ratings)
    units = [unit for of_one in by_candidate.values() for unit in of_one]
    warnings = []
    if not units:
        warnings.append("No work was scored by two assessors on the same criterion, so agreement can't be told.")
    elif len(by_candidate) < LEAST_CANDIDATES:
        warnings.append(f"Only {len(by_candidate)} candidates were scored by several: no interval can be given.")
    found = (ordinal_alpha(units), mean_kappa(units), _within(units, 0), _within(units, 1)) if units else (None,) * 4
    spread = resampled(list(by_candidate.values()), seed, draws) if len(by_candidate) >= LEAST_CANDIDATES else [[]] * 4
    alpha, kappa, exact, adjacent = (_figure(value, sample) for value, sample in zip(found, spread, strict=True))
    return Agreed(alpha, kappa, exact, adjacent, len(units), len(_pairs(units)), tuple(warnings))


def ordinal_alpha(units: Units) -> float | None:
    """Krippendorff's alpha with ordinal distances; `None` where every score is the same, or none can be compared."""
    return alpha(units, ordinal)


Distance = Callable[[int, int, Mapping[int, float]], float]


def ordinal(a: int, b: int, counts: Mapping[int, float]) -> float:
    """The squared number of ranks between two values, by how often each value was given."""
    low, high = min(a, b), max(a, b)
    between = sum(count for value, count in counts.items() if low <= value <= high)
    return (between - (counts[a] + counts[b]) / 2) ** 2


def nominal(a: int, b: int, counts: Mapping[int, float]) -> float:
    """0 for the same value, 1 for another."""
    return float(a != b)


def interval(a: int, b: int, counts: Mapping[int, float]) -> float:
    """The squared difference."""
    return squared(a, b)


def alpha(units: Units, distance: Distance) -> float | None:
    """1 − observed ÷ expected disagreement, over the coincidences of values within units."""
    together: dict[tuple[int, int], float] = defaultdict(float)
    for unit in units:
        values = Counter(unit.values())
        size = sum(values.values())
        for a, count in values.items():
            for b, other in values.items():
                if size > 1:
                    together[a, b] += count * (other - (a == b)) / (size - 1)
    counts: dict[int, float] = defaultdict(float)
    for (a, _b), share in together.items():
        counts[a] += share
    number = sum(counts.values())
    apart = {(a, b): distance(a, b, counts) for a in counts for b in counts}
    expected = sum(counts[a] * counts[b] * far for (a, b), far in apart.items())
    if not expected:
        return None
    observed = sum(share * apart[pair] for pair, share in together.items())
    return 1 - (number - 1) * observed / expected


def squared(a: int, b: int) -> float:
    return float(a - b) ** 2


def weighted_kappa(pairs: Sequence[tuple[int, int]], weight: Callable[[int, int], float] = squared) -> float | None:
    """Cohen's kappa of two assessors, disagreement counting by `weight`; `None` where both gave one same score only."""
    if not pairs:
        return None
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(weight(a, b) for a, b in pairs) / len(pairs)
    chance = sum(n * m * weight(a, b) for a, n in left.items() for b, m in right.items()) / len(pairs) ** 2
    return 1 - observed / chance if chance else None


def mean_kappa(units: Units) -> float | None:
    """The weighted kappas of all pairs of assessors, each counting by the number of scores compared."""
    shared: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for unit in units:
        for a, b in combinations(sorted(unit), 2):
            shared[a, b].append((unit[a], unit[b]))
    kappas = [(weighted_kappa(pairs), len(pairs)) for pairs in shared.values()]
    told = [(kappa, count) for kappa, count in kappas if kappa is not None]
    return sum(kappa * count for kappa, count in told) / sum(count for _, count in told) if told else None


def _within(units: Units, levels: int) -> float | None:
    pairs = _pairs(units)
    return sum(abs(a - b) <= levels for a, b in pairs) / len(pairs) if pairs else None


def _pairs(units: Units) -> list[tuple[int, int]]:
    return [pair for unit in units for pair in combinations(unit.values(), 2)]


def _by_candidate(ratings: Ratings) -> dict[Hashable, list[dict[str, int]]]:
    """Per candidate the criteria that several scored."""
    units: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in ratings.rows:
        units[row.candidate, row.criterion][row.assessor] = row.score
    found: dict[Hashable, list[dict[str, int]]] = defaultdict(list)
    for (candidate, _criterion), unit in sorted(units.items()):
        if len(unit) > 1:
            found[candidate].append(unit)
    return found


def _figure(value: float | None, sample: Sequence[float]) -> Figure:
    found = sorted(sample)
    if value is None or not found:
        return Figure(value, None, None)
    return Figure(value, found[int(0.025 * len(found))], found[min(len(found) - 1, int(0.975 * len(found)))])
