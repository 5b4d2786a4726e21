"""What an assessor of average severity would have given: fair means, and severity in points of the scale.

After Linacre, *Many-Facet Rasch Measurement* (1989), chapter 9: the ability that explains a candidate’s total under the
assessors met, read again at severity 0. An assessor’s severity in points is the mean difference, over the work they
judged, between what was to be expected of an average assessor and of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Floats = Any  # numpy.ndarray of float64
Given = Sequence[tuple[int, int, list[int]]]  # score, column of the assessor, columns of the steps


@dataclass(frozen=True)
class Read:
    """How an assessor reads: severity with its interval, and the linked part they belong to."""

    severity: float | None
    low: float | None
    high: float | None
    group: int


@dataclass(frozen=True)
class Fairly:
    """A candidate's mean score as given, and as an assessor of average severity in the group would have given it."""

    candidate: str
    raw: float
    fair: float | None
    group: int | None


@dataclass(frozen=True)
class Points:
    """Severity in points of the scale with its 95% interval, and the mean score that was given."""

    value: float
    low: float
    high: float
    raw: float


def fairly(
    candidates: Iterable[str], given_of: Mapping[str, Given], parameters: Floats, read: Mapping[int, Read]
) -> list[Fairly]:
    """The raw and the fair mean of each candidate; no fair one where those who judged them are not linked."""
    found = []
    for candidate in candidates:
        given = given_of.get(candidate, ())
        raw = sum(score for score, _column, _steps in given) / len(given) if given else 0.0
        groups = {read[column].group for _score, column, _steps in given}
        group = groups.pop() if len(groups) == 1 else None
        fair = None
        if group is not None and all(read[column].severity is not None for _score, column, _steps in given):
            work = _Work(given, parameters, read)
            # as low or high as can be, whoever judged
            fair = raw if work.ability is None else float(work.expected(work.ability).mean())
        found.append(Fairly(candidate, raw, fair, group))
    return found


def points(given_of: Mapping[str, Given], parameters: Floats, read: Mapping[int, Read]) -> dict[int, Points]:
    """By column of the assessor, for those whose severity is told."""
    sums: dict[int, list[float]] = {column: [0.0, 0.0, 0.0] for column, one in read.items() if one.severity is not None}
    scores: dict[int, list[int]] = {column: [] for column in sums}
    counted = dict.fromkeys(sums, 0)
    for given in given_of.values():
        work = _Work(given, parameters, read)
        taken = [] if work.ability is None else list(zip(*(work.taken_off(which) for which in range(3)), strict=True))
        for place, (score, column, _steps) in enumerate(given):
            if column not in sums:
                continue
            scores[column].append(score)
            if taken:
                counted[column] += 1
                sums[column] = [a + float(b) for a, b in zip(sums[column], taken[place], strict=True)]
    return {
        column: Points(*_mean_of(sums[column], counted[column]), sum(scores[column]) / len(scores[column]))
        for column in sums
        if counted[column]
    }


def _mean_of(sums: list[float], number: int) -> tuple[float, float, float]:
    value, low, high = sums
    return value / number, low / number, high / number


class _Work:
    """What was given to one candidate, with the ability at which its total is to be expected of these assessors."""

    def __init__(self, given: Given, parameters: Floats, read: Mapping[int, Read]) -> None:
        import numpy as np

        most = 1 + max((len(steps) for _score, _column, steps in given), default=0)
        self.steps = np.full((len(given), most), np.inf)
        for place, (_score, _column, steps) in enumerate(given):
            self.steps[place, : len(steps) + 1] = np.concatenate([[0.0], np.cumsum(parameters[steps])])
        self.scores = np.arange(most)
        who = [read[column] for _score, column, _steps in given]
        self.severity = np.array([[one.severity or 0.0, one.low or 0.0, one.high or 0.0] for one in who])
        total = sum(score for score, _column, _steps in given)
        top = sum(len(steps) for _score, _column, steps in given)
        self.ability = None if total in (0, top) else self._reached(total)

    def _shares(self, abilities: Floats) -> Floats:
        import numpy as np

        logs = abilities[:, None] * self.scores - self.steps
        shares = np.exp(logs - logs.max(axis=1, keepdims=True))
        return shares / shares.sum(axis=1, keepdims=True)

    def expected(self, ability: float, off: Floats | float = 0.0) -> Floats:
        """The score to be expected on each rating, of assessors who take so much off the ability."""
        import numpy as np

        return self._shares(np.full(len(self.steps), ability) - off) @ self.scores

    def taken_off(self, which: int) -> Floats:
        """How much lower than an average assessor each is to be expected to score: 0 at their severity, 1 and 2 at the ends
        of its interval."""
        reached = self.ability or 0.0
        return self.expected(reached) - self.expected(reached, self.severity[:, which])

    def _reached(self, total: int) -> float:
        """By Newton’s method, in steps of at most one logit: expected totals grow steadily with ability."""
        ability = 0.0
        for _ in range(60):
            shares = self._shares(ability - self.severity[:, 0])
            mean = shares @ self.scores
            spread = float((shares @ self.scores**2 - mean**2).sum())
            step = max(-1.0, min(1.0, (total - float(mean.sum())) / max(spread, 1e-9)))
            ability += step
            if abs(step) < 1e-7:
                break
        return ability
