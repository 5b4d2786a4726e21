"""The conditional likelihood of a many-facet partial credit model, with its derivatives.

An assessor j gives candidate n on criterion i the score x with log-odds against x − 1 of θ_n − s_j − δ_ix (Linacre,
*Many-Facet Rasch Measurement*, 1989, with the steps of Masters, Psychometrika 47, 1982). Given a candidate's total, what
is left no longer contains θ_n (Andersen, J. R. Stat. Soc. B 32, 1970, 283–301): severities and steps are estimated
whoever was given to whom, even where strong candidates go to lenient assessors, and without the bias that joint
estimation has while each candidate has few ratings.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

Floats = Any  # numpy.ndarray of float64
Ints = Any


@dataclass(frozen=True)
class Design:
    """The ratings of candidates who have equally many, with the columns of the parameters behind each."""

    scores: Ints  # (candidates, ratings)
    assessor: Ints  # (candidates, ratings), column of the severity
    steps: Ints  # (candidates, ratings, categories), column of the step into each score; the first is unused
    open: Any  # (candidates, ratings, categories), whether the criterion has this score


def designs(scores_of: dict[Any, list[tuple[int, int, list[int]]]], categories: int) -> list[Design]:
    """Candidates grouped by the number of their ratings: each a score, a severity column, and the step columns."""
    groups: dict[int, list[list[tuple[int, int, list[int]]]]] = defaultdict(list)
    for given in scores_of.values():
        if tells(given):
            groups[len(given)].append(given)
    return [_design(given, categories) for _number, given in sorted(groups.items())]


def tells(given: list[tuple[int, int, list[int]]]) -> bool:
    """Whether one candidate’s ratings say anything once their total is known: neither the lowest nor the highest."""
    top = sum(len(steps) for _score, _column, steps in given)
    return len(given) > 1 and 0 < sum(score for score, _column, _steps in given) < top


def _design(given: list[list[tuple[int, int, list[int]]]], categories: int) -> Design:
    shape = (len(given), len(given[0]))
    scores, assessor = np.zeros(shape, int), np.zeros(shape, int)
    steps, is_open = np.zeros((*shape, categories), int), np.zeros((*shape, categories), bool)
    for c, ratings in enumerate(given):
        for r, (score, column, into) in enumerate(ratings):
            scores[c, r], assessor[c, r] = score, column
            steps[c, r, 1 : len(into) + 1] = into
            is_open[c, r, : len(into) + 1] = True
    return Design(scores, assessor, steps, is_open)


def weights(design: Design, parameters: Floats) -> Floats:
    """e^(−x·s − Σδ) of each possible score, (candidates, ratings, categories); 0 where there is no such score."""
    categories = design.open.shape[2]
    steps = parameters[design.steps]
    steps[:, :, 0] = 0.0
    logs = -np.cumsum(steps, axis=2) - parameters[design.assessor][:, :, None] * np.arange(categories)
    logs -= np.where(design.open, logs, -np.inf).max(axis=2, keepdims=True)
    return np.where(design.open, np.exp(logs), 0.0)


def multiplied(left: Floats, right: Floats) -> Floats:
    """The products of polynomials row by row, each product scaled to a largest coefficient of 1."""
    found = np.zeros((left.shape[0], left.shape[1] + right.shape[1] - 1))
    for k in range(right.shape[1]):
        found[:, k : k + left.shape[1]] += left * right[:, k : k + 1]
    return found / found.max(axis=1, keepdims=True)


def chains(given: Floats) -> tuple[list[Floats], list[Floats]]:
    """The products of the polynomials before each rating, and of those from each rating on."""
    number = given.shape[1]
    one = np.ones((given.shape[0], 1))
    before, after = [one], [one]
    for r in range(number):
        before.append(multiplied(before[-1], given[:, r]))
        after.append(multiplied(after[-1], given[:, number - 1 - r]))
    return before, after[::-1]


def coefficients(left: Floats, right: Floats, at: Ints) -> Floats:
    """The coefficients at the powers `at` (rows, powers) of the products of polynomials, row by row; 0 outside."""
    powers = at[:, :, None] - np.arange(left.shape[1])[None, None, :]
    inside = (powers >= 0) & (powers < right.shape[1])
    rows = np.arange(left.shape[0])[:, None, None]
    return (left[:, None, :] * np.where(inside, right[rows, np.clip(powers, 0, right.shape[1] - 1)], 0.0)).sum(axis=2)


@dataclass(frozen=True)
class Given:
    """Probabilities once each candidate's total is known: of each score, and of each pair of scores."""

    single: Floats  # (candidates, ratings, categories)
    pairs: dict[tuple[int, int], Floats]  # rating, later rating → (candidates, categories, categories)


def given_total(design: Design, parameters: Floats, *, pairs: bool = True) -> Given:
    """What the model expects of the ratings of each candidate whose total is what it is."""
    weight = weights(design, parameters)
    rows, number, categories = weight.shape
    total = design.scores.sum(axis=1)
    before, after = chains(weight)
    k = np.arange(categories)
    single = np.empty_like(weight)
    for r in range(number):
        left = coefficients(before[r], after[r + 1], total[:, None] - k)
        single[:, r] = _shares(weight[:, r] * left)
    both: dict[tuple[int, int], Floats] = {}
    sums = np.arange(2 * categories - 1)
    for r in range(number - 1 if pairs else 0):
        between = before[r]
        for q in range(r + 1, number):
            left = coefficients(between, after[q + 1], total[:, None] - sums)
            joint = weight[:, r, :, None] * weight[:, q, None, :] * left[:, k[:, None] + k[None, :]]
            both[r, q] = _shares(joint.reshape(rows, -1)).reshape(joint.shape)
            between = multiplied(between, weight[:, q])
    return Given(single, both)


def _shares(found: Floats) -> Floats:
    return found / found.sum(axis=1, keepdims=True)


def log_likelihood(design: Design, parameters: Floats) -> float:
    """The conditional log likelihood of these candidates' ratings."""
    weight = weights(design, parameters)
    rows, number, _ = weight.shape
    total = design.scores.sum(axis=1)
    found = np.take_along_axis(weight, design.scores[:, :, None], axis=2)[:, :, 0]
    product, scale = np.ones((rows, 1)), np.zeros(rows)
    for r in range(number):
        longer = np.zeros((rows, product.shape[1] + weight.shape[2] - 1))
        for k in range(weight.shape[2]):
            longer[:, k : k + product.shape[1]] += product * weight[:, r, k : k + 1]
        largest = longer.max(axis=1)
        product, scale = longer / largest[:, None], scale + np.log(largest)
    return float(np.log(found).sum() - (np.log(product[np.arange(rows), total]) + scale).sum())


def derivatives(design: Design, parameters: Floats) -> tuple[Floats, Floats]:
    """Gradient and information (the negative of the second derivative) of the conditional log likelihood."""
    size = len(parameters)
    expected = given_total(design, parameters)
    _rows, number, categories = expected.single.shape
    seen = np.zeros_like(expected.single)
    np.put_along_axis(seen, design.scores[:, :, None], 1.0, axis=2)
    gradient, information = np.zeros(size), np.zeros((size, size))
    reach = np.tril(np.ones((categories, categories)))[:, 1:]  # score → steps taken to it
    parts = []  # for each rating: parameter columns (rows, 1 + steps) and what each score adds (categories, 1 + steps)
    adds = np.hstack([np.arange(categories)[:, None], reach])
    for r in range(number):
        columns = np.concatenate([design.assessor[:, r, None], design.steps[:, r, 1:]], axis=1)
        parts.append(columns)
        np.add.at(gradient, columns, -((seen[:, r] - expected.single[:, r]) @ adds) * _counted(design, r))
    for r in range(number):
        mean_r = expected.single[:, r] @ adds
        spread = np.einsum("nk,ka,kb->nab", expected.single[:, r], adds, adds) - mean_r[:, :, None] * mean_r[:, None, :]
        _add(
            information, parts[r], parts[r], spread * _counted(design, r)[:, :, None] * _counted(design, r)[:, None, :]
        )
        for q in range(r + 1, number):
            mean_q = expected.single[:, q] @ adds
            together = np.einsum("nkl,ka,lb->nab", expected.pairs[r, q], adds, adds)
            cross = (together - mean_r[:, :, None] * mean_q[:, None, :]) * _counted(design, r)[:, :, None]
            cross = cross * _counted(design, q)[:, None, :]
            _add(information, parts[r], parts[q], cross)
            _add(information, parts[q], parts[r], cross.transpose(0, 2, 1))
    return gradient, information


def _counted(design: Design, rating: int) -> Floats:
    """1 for the severity and for each step that the criterion has, 0 for what only fills up the table."""
    return np.concatenate([np.ones((len(design.scores), 1)), design.open[:, rating, 1:].astype(float)], axis=1)


def _add(information: Floats, left: Ints, right: Ints, values: Floats) -> None:
    size = len(information)
    places = left[:, :, None] * size + right[:, None, :]
    information += np.bincount(places.ravel(), values.ravel(), size * size).reshape(size, size)
