"""The measures of agreement over resampled candidates, all draws from sums that are made once.

A draw takes each candidate some number of times; whatever is a sum over candidates (coincidences of values, pairs that
agree, the moments of each pair of assessors) is then that number times the candidate’s own.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

Units = Sequence[Mapping[str, int]]
Floats = Any  # numpy.ndarray of float64


def resampled(by_candidate: Sequence[Units], seed: int, draws: int) -> list[list[float]]:
    """Ordinal alpha, mean weighted kappa, exact and adjacent agreement of each draw, without those that can’t be told."""
    import numpy as np  # slow to import, and only intervals need it

    chance = np.random.default_rng(seed)
    count = len(by_candidate)
    together, pairs = _coincidences(by_candidate), _Pairs(by_candidate)
    found: list[list[float]] = [[], [], [], []]
    for _ in range(draws):
        times = np.bincount(chance.integers(0, count, count), minlength=count).astype(float)
        told = (_alpha(np.tensordot(times, together, 1)), pairs.kappa(times), *pairs.shares(times))
        for kept, value in zip(found, told, strict=True):
            if value is not None:
                kept.append(value)
    return found


def _coincidences(by_candidate: Sequence[Units]) -> Floats:
    """Candidate, value, value: how often both were given to the same work, each unit counting by its own ratings."""
    import numpy as np

    size = 1 + max(value for units in by_candidate for unit in units for value in unit.values())
    found = np.zeros((len(by_candidate), size, size))
    for c, units in enumerate(by_candidate):
        for unit in units:
            share = 1 / (len(unit) - 1)
            for a, b in combinations(unit.values(), 2):
                found[c, a, b] += share
                found[c, b, a] += share
    return found


def _alpha(together: Floats) -> float | None:
    """Krippendorff’s alpha with ordinal distances, from the coincidences of one draw."""
    import numpy as np

    counts = together.sum(axis=1)
    ranks = np.cumsum(counts) - counts / 2
    apart = (ranks[:, None] - ranks[None, :]) ** 2
    expected = float(counts @ apart @ counts)
    return 1 - (counts.sum() - 1) * float((together * apart).sum()) / expected if expected > 0 else None


class _Pairs:
    """Every pair of scores for the same work: whose candidate, which two assessors, and the two scores."""

    def __init__(self, by_candidate: Sequence[Units]) -> None:
        import numpy as np

        rows = list(_rows(by_candidate))
        numbers: dict[tuple[str, str], int] = {}
        self.candidate = np.array([row[0] for row in rows])
        self.pair = np.array([numbers.setdefault(row[1], len(numbers)) for row in rows])
        left, right = np.array([row[2:] for row in rows], float).T
        self.number = len(numbers)
        self.apart = abs(left - right)
        self.moments = (left, right, left**2, right**2, (left - right) ** 2)

    def shares(self, times: Floats) -> tuple[float | None, float | None]:
        """The shares of pairs that agree exactly, and within one level."""
        weight = times[self.candidate]
        total = weight.sum()
        if not total:
            return None, None
        return float(weight[self.apart == 0].sum() / total), float(weight[self.apart <= 1].sum() / total)

    def kappa(self, times: Floats) -> float | None:
        """The mean of the pairs’ weighted kappas, by the number of scores compared. With squared weights the expected
        disagreement of a pair follows from its sums and sums of squares."""
        import numpy as np

        weight = times[self.candidate]
        n = np.bincount(self.pair, weight, self.number)
        a, b, aa, bb, ab = (np.bincount(self.pair, weight * moment, self.number) for moment in self.moments)
        expected = (aa + bb) * n - 2 * a * b
        told = expected > 1e-9
        if not told.any():
            return None
        kappas = 1 - ab[told] * n[told] / expected[told]
        return float((kappas * n[told]).sum() / n[told].sum())


def _rows(by_candidate: Sequence[Units]) -> Iterator[tuple[int, tuple[str, str], int, int]]:
    for c, units in enumerate(by_candidate):
        for unit in units:
            for a, b in combinations(sorted(unit), 2):
                yield c, (a, b), unit[a], unit[b]
