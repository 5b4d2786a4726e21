"""How severe each assessor is, in logits, whoever they were given to judge.

The parameters maximise the conditional likelihood (see `conditional`) times a weak normal prior of standard deviation 5
logits, which keeps an assessor finite who gave one score only and moves nobody else noticeably. Standard errors come
from the information of the same. Infit is the information-weighted mean square of residuals (Wright and Masters, *Rating
Scale Analysis*, 1982) on conditional expectations (Müller, J. Stat. Distrib. Appl. 7:5, 2020). Assessors are compared only
where the ratings link them: those whose difference the ratings determine share a group, centred at 0.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Any

from guildmark.assessment.domain.statistics.fair import Fairly, Points, Read, fairly, points
from guildmark.assessment.domain.statistics.ratings import Ratings

PRIOR_SD = 5.0
MOST_STEPS = 100
CLOSE = 1e-8
Z95 = NormalDist().inv_cdf(0.975)
FEW = 20  # ratings below which an assessor's figure is called uncertain


@dataclass(frozen=True)
class Severity:
    """An assessor in logits, higher is more severe, with standard error and 95% interval; `None` where it can't be told.

    `points`: the same in points of the scale, over the work they judged.
    """

    assessor: str
    severity: float | None
    se: float | None
    low: float | None
    high: float | None
    infit: float | None
    ratings: int
    group: int
    points: Points | None = None


@dataclass(frozen=True)
class Found:
    assessors: tuple[Severity, ...]
    candidates: tuple[Fairly, ...]
    warnings: tuple[str, ...]
    converged: bool


def severities(ratings: Ratings) -> Found:
    """Severity and fit of every assessor, and each candidate's fair mean beside the raw one."""
    model = _Model(ratings)
    groups = model.groups()
    parameters, converged = model.fitted()
    covariance = model.covariance(parameters)
    fit = model.infit(parameters)
    rows = _assessors(ratings, model, parameters, covariance, fit, groups)
    reading = {model.column[row.assessor]: Read(row.severity, row.low, row.high, row.group) for row in rows}
    fair = fairly(ratings.candidates, model.given, parameters, reading)
    away = points(model.given, parameters, reading)
    rows = [replace(row, points=away.get(model.column[row.assessor])) for row in rows]
    return Found(tuple(rows), tuple(fair), tuple(_warnings(ratings, rows, groups, converged)), converged)


class _Model:
    """The ratings with their parameters in columns: a severity each, then the steps of each criterion."""

    def __init__(self, ratings: Ratings) -> None:
        from guildmark.assessment.domain.statistics import conditional

        self.conditional = conditional
        self.column = {name: number for number, name in enumerate(ratings.assessors)}
        self.steps: dict[str, list[int]] = {}
        tops = {name: ratings.top(name) for name in ratings.criteria}
        free = len(self.column)
        for name in ratings.criteria:
            self.steps[name] = list(range(free, free + tops[name]))
            free += tops[name]
        self.size = free
        self.given: dict[str, list[tuple[int, int, list[int]]]] = defaultdict(list)
        for row in ratings.rows:
            if tops[row.criterion]:
                self.given[row.candidate].append((row.score, self.column[row.assessor], self.steps[row.criterion]))
        self.designs = conditional.designs(self.given, 1 + max(tops.values()))

    def groups(self) -> list[int]:
        """The group of each assessor, from 1: two share one if the ratings determine how far apart they are.

        They do where the difference of their columns lies in the row space of the differences between ratings of one
        candidate; then both have the same row in any basis of its null space. Candidates whom everybody gave the lowest
        or the highest scores say nothing of severity, so they link nobody.
        """
        import numpy as np

        kinds = list(self.steps)
        count = len(self.column)
        gram = np.zeros((count + len(kinds), count + len(kinds)))
        kind_of = {tuple(steps): count + number for number, (_name, steps) in enumerate(self.steps.items())}
        for given in self.given.values():
            if not self.conditional.tells(given):
                continue
            columns = [(assessor, kind_of[tuple(steps)]) for _score, assessor, steps in given]
            for here in columns[1:]:
                difference = Counter(here)
                difference.subtract(columns[0])
                places = [place for place, value in difference.items() if value]
                values = np.array([float(difference[place]) for place in places])
                gram[np.ix_(places, places)] += np.outer(values, values)
        values, vectors = np.linalg.eigh(gram)
        null = vectors[:, values < 1e-9 * max(1.0, values[-1])]
        found: list[Any] = []
        groups = []
        for row in null[:count]:
            near = next((number for number, other in enumerate(found) if np.allclose(row, other, atol=1e-7)), None)
            if near is None:
                found.append(row)
                near = len(found) - 1
            groups.append(near + 1)
        return groups

    def fitted(self) -> tuple[Any, bool]:
        """The parameters at the maximum, by Newton's method with halved steps; and whether it was reached."""
        import numpy as np

        parameters = np.zeros(self.size)
        value = self._value(parameters)
        for _ in range(MOST_STEPS):
            gradient, information = self._derivatives(parameters)
            step = np.linalg.solve(information, gradient)
            share = 1.0
            while (ahead := self._value(parameters + share * step)) < value - CLOSE and share > 1e-6:
                share /= 2
            parameters, gained, value = parameters + share * step, ahead - value, ahead
            if abs(step).max() < 1e-6 or (abs(gained) < CLOSE * (1 + abs(value)) and abs(step).max() < 1e-3):
                return parameters, True
        return parameters, False

    def _value(self, parameters: Any) -> float:
        fits = sum(self.conditional.log_likelihood(design, parameters) for design in self.designs)
        return fits - float(parameters @ parameters) / (2 * PRIOR_SD**2)

    def _derivatives(self, parameters: Any) -> tuple[Any, Any]:
        import numpy as np

        gradient = -parameters / PRIOR_SD**2
        information = np.eye(self.size) / PRIOR_SD**2
        for design in self.designs:
            slope, bend = self.conditional.derivatives(design, parameters)
            gradient, information = gradient + slope, information + bend
        return gradient, information

    def covariance(self, parameters: Any) -> Any:
        import numpy as np

        return np.linalg.inv(self._derivatives(parameters)[1])

    def infit(self, parameters: Any) -> list[float | None]:
        """Per assessor: squared residuals over their expected size, both given each candidate's total."""
        import numpy as np

        squares, spread = np.zeros(len(self.column)), np.zeros(len(self.column))
        for design in self.designs:
            single = self.conditional.given_total(design, parameters, pairs=False).single
            k = np.arange(single.shape[2])
            mean = single @ k
            np.add.at(squares, design.assessor, (design.scores - mean) ** 2)
            np.add.at(spread, design.assessor, single @ k**2 - mean**2)
        return [float(s / v) if v > 1e-9 else None for s, v in zip(squares, spread, strict=True)]


def _assessors(
    ratings: Ratings, model: _Model, parameters: Any, covariance: Any, fit: Sequence[float | None], groups: list[int]
) -> list[Severity]:
    counts = Counter(row.assessor for row in ratings.rows)
    rows = []
    for name, column in model.column.items():
        members = [other for other, group in enumerate(groups) if group == groups[column]]
        severity = se = low = high = None
        if len(members) > 1:
            weights = {other: -1 / len(members) for other in members}
            weights[column] += 1
            severity = float(sum(weight * parameters[other] for other, weight in weights.items()))
            spread = sum(a * b * covariance[i, j] for i, a in weights.items() for j, b in weights.items())
            se = float(spread) ** 0.5
            low, high = severity - Z95 * se, severity + Z95 * se
        rows.append(Severity(name, severity, se, low, high, fit[column], counts[name], groups[column]))
    return rows


def _warnings(ratings: Ratings, rows: Sequence[Severity], groups: list[int], converged: bool) -> list[str]:
    told = []
    sizes = Counter(groups)
    if len(sizes) > 1:
        told.append(
            f"The ratings fall into {len(sizes)} parts that nothing links: severities are comparable within a part only. "
            "Let assessors of different parts rate some of the same candidates."
        )
    for row in rows:
        if row.severity is None:
            told.append(
                f"{row.assessor}: nothing links these ratings to another assessor's, so severity can't be told."
            )
        elif row.ratings < FEW:
            told.append(f"{row.assessor}: only {row.ratings} ratings; read the interval, not the figure.")
    for name in ratings.assessors:
        scores = {(row.criterion, row.score) for row in ratings.rows if row.assessor == name}
        if all(score == 0 for _c, score in scores) or all(score == ratings.top(c) for c, score in scores):
            told.append(f"{name} gave the same extreme score everywhere: the severity is a bound, not an estimate.")
    if not converged:
        told.append("The estimate did not settle; treat the figures as rough.")
    return told
