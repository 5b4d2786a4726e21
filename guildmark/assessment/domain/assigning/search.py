"""The linear programme over few pairs, and those that its prices call for, until the bound over all pairs is met."""

import math
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from guildmark.assessment.domain.assigning.arrays import Array, Arrays, arrays_of, sample
from guildmark.assessment.domain.assigning.flow import fit, limits_of
from guildmark.assessment.domain.assigning.instance import Instance, Outcome
from guildmark.assessment.domain.assigning.pricing import Priced, descend, no_prices, priced
from guildmark.assessment.domain.assigning.programme import seat
from guildmark.assessment.domain.assigning.saying import why_not

EXACT = 1e-9
"""A gap that is nothing but rounding, in units of gain and of the bound."""
NOT_RESERVED = "The seats that are reserved can't all be taken by those they are reserved for."
EXPLAINING = 5.0
"""Seconds for why not, and as many for what would mend it."""
ROUNDS, SAMPLE, KEPT, JOINING, SPARE, MOST = 80, 120, 20, 8, 3, 80


@dataclass
class Search:
    """What was found so far: the best assignment as pairs, the lowest bound; whose groups are to be minded; whether no
    pair that could be in anything better is left out."""

    arrays: Arrays
    seed: int
    deadline: float
    rows: Array
    columns: Array
    found: bool = True
    bound: float = math.inf
    watched: Array = None
    whole: bool = False

    @property
    def gain(self) -> float:
        return self.arrays.value(self.rows, self.columns) if self.found else -math.inf

    @property
    def settled(self) -> bool:
        return self.bound - self.gain <= EXACT * max(1.0, abs(self.bound))

    @property
    def left(self) -> float:
        return self.deadline - perf_counter()


def best(instance: Instance, *, explained: bool = True) -> Outcome:
    began = perf_counter()
    arrays = arrays_of(instance)
    deadline = began + instance.limit
    found = fit(limits_of(arrays))
    if found.short:
        why = why_not(instance, arrays, seconds=EXPLAINING) if explained else []
        return Outcome("infeasible", seconds=perf_counter() - began, explanation=why)
    search = Search(arrays, instance.seed, deadline, found.rows, found.columns, found=not instance.reserved)
    improve(search)
    if not search.found:
        return Outcome("infeasible", seconds=perf_counter() - began, explanation=[NOT_RESERVED])
    return _outcome(search, instance, perf_counter() - began)


def improve(search: Search) -> None:
    """Raise the assignment and lower the bound until they meet, or the time is up."""
    arrays = search.arrays
    if not len(search.rows):  # nobody is to be seated
        search.bound = 0.0
        return
    lowest = _good_prices(search)
    if search.settled or search.left < 0:
        return
    used = _first_pairs(search, lowest)
    search.whole = used.sum() == arrays.open.sum()
    search.watched = _alike(arrays, lowest.worth)
    _take_better_flow(search, used)
    while used is not None and not search.settled and search.left > 0:
        found = seat(arrays, used, search.watched, seconds=search.left)
        if found is None or not found.whole:
            used = _more_for_reserved(search, used)
            continue
        at_prices = priced(arrays, found.prices)
        lowest = min(lowest, at_prices, key=lambda one: one.bound)
        search.bound = lowest.bound
        if _too_few_groups(arrays, found.rows, found.columns):
            search.watched = arrays.distinct > 1
            continue
        search.rows, search.columns, search.found = found.rows, found.columns, True
        used = _next_pairs(search, used, lowest, at_prices)


def _more_for_reserved(search: Search, used: Array) -> Array | None:
    """What is reserved may need any pair at all; else there is nothing more to try."""
    return search.arrays.open if not search.found and used.sum() < search.arrays.open.sum() else None


def _next_pairs(search: Search, used: Array, lowest: Priced, at_prices: Priced) -> Array | None:
    """The pairs to look among next; none, once nothing better can be left out of those looked among."""
    if search.whole:
        search.bound = search.gain
        return None
    within = _within(search, lowest)
    if within.sum() <= MOST * len(within):
        search.whole = True
        return within
    return used if _join(used, at_prices) else None


def _good_prices(search: Search) -> Priced:
    """The prices that some of the submissions, taken for all, would pay; then those of a descent from there."""
    arrays = search.arrays
    prices = no_prices(arrays)
    many = arrays.shape[0]
    if many > 2 * SAMPLE and search.left > 1:
        chance = np.random.default_rng(abs(search.seed))
        some = sample(arrays, np.sort(chance.choice(many, SAMPLE, replace=False)))
        if found := seat(some, some.open, some.distinct > 1, seconds=search.left):
            prices = found.prices
    found_at, search.bound = descend(arrays, prices, ROUNDS if search.left > 0.5 else 2)
    return priced(arrays, found_at)


def _within(search: Search, at_prices: Priced) -> Array:
    """The pairs that an assignment better than the one found could use. Any other would take so much from the bound."""
    arrays = search.arrays
    marks = np.full(arrays.shape[0], np.inf)
    np.minimum.at(marks, at_prices.rows, at_prices.worth[at_prices.rows, at_prices.columns])
    slack = at_prices.bound - search.gain + EXACT * max(1.0, abs(at_prices.bound))
    within = at_prices.worth >= (marks - slack)[:, None]
    within[search.rows, search.columns] = True
    return within


def _first_pairs(search: Search, at_prices: Priced) -> Array:
    """Each submission's best pairs at these prices, and those of the assignment that is known to be possible."""
    arrays = search.arrays
    chance = np.random.default_rng(abs(search.seed)).random(arrays.shape)
    liked = at_prices.worth + chance * 1e-6
    kept = min(KEPT + int(arrays.seats.max(initial=0)), arrays.shape[1])
    used = np.zeros(arrays.shape, dtype=bool)
    np.put_along_axis(used, np.argsort(-liked, axis=1)[:, :kept], True, axis=1)
    used[at_prices.rows, at_prices.columns] = True
    for submission, theirs, _least in arrays.reserved:
        used[submission, theirs[np.argsort(-liked[submission, theirs])[:JOINING]]] = True
    used &= arrays.open
    used[search.rows, search.columns] = True
    return used


def _take_better_flow(search: Search, used: Array) -> None:
    """Any assignment that uses well-liked pairs only is a good one to fall back on."""
    arrays = search.arrays
    liked = used.copy()
    found = fit(limits_of(arrays).but(open=liked))
    if search.found and not found.short and arrays.value(found.rows, found.columns) > search.gain:
        search.rows, search.columns = found.rows, found.columns


def _alike(arrays: Arrays, worth: Array) -> Array:
    """The submissions that would take too few groups, or might, if nobody looked."""
    spare = SPARE if arrays.distinct.max(initial=0) > 1 else 0
    most = min(int(arrays.seats.max(initial=0)) + spare, arrays.shape[1])
    first = np.argsort(-worth, axis=1)[:, :most]
    rows, rank = np.nonzero(np.arange(most)[None, :] < arrays.seats[:, None] + spare)
    counts = _counts(arrays, rows, first[rows, rank])
    ranked = np.cumsum(-np.sort(-counts, axis=1), axis=1)
    most_alike = ranked[np.arange(len(ranked)), np.clip(arrays.distinct - 2, 0, ranked.shape[1] - 1)]
    return (arrays.distinct > 1) & (most_alike >= arrays.seats)


def _too_few_groups(arrays: Arrays, rows: Array, columns: Array) -> bool:
    return bool(((_counts(arrays, rows, columns) > 0).sum(axis=1) < arrays.distinct).any())


def _counts(arrays: Arrays, rows: Array, columns: Array) -> Array:
    counts = np.zeros((arrays.shape[0], len(arrays.starts) - 1), dtype=np.int64)
    np.add.at(counts, (rows, arrays.group[columns]), 1)
    return counts


def _join(used: Array, at_prices: Priced) -> int:
    """Take pairs into use that are worth more than the last seat of their submission; how many."""
    worth = np.where(used, -np.inf, at_prices.worth)
    marks = np.full(len(worth), np.inf)
    np.minimum.at(marks, at_prices.rows, at_prices.worth[at_prices.rows, at_prices.columns])
    most = min(JOINING, worth.shape[1])
    likely = np.argpartition(-worth, most - 1, axis=1)[:, :most]
    worthy = np.take_along_axis(worth, likely, 1) >= marks[:, None] - EXACT
    rows, rank = np.nonzero(worthy)
    joining = np.zeros_like(used)
    joining[rows, likely[rows, rank]] = True
    joining[at_prices.rows, at_prices.columns] = True
    joining &= ~used
    used |= joining
    return int(joining.sum())


def _outcome(search: Search, instance: Instance, seconds: float) -> Outcome:
    arrays = search.arrays
    panels: list[list[int]] = [[] for _ in instance.seats]
    for row, column in zip(search.rows, search.columns, strict=True):
        panels[row].append(int(arrays.order[column]))
    objective = arrays.worth(search.rows, search.columns)
    bound = objective + max(search.bound - search.gain, 0.0) * arrays.scale
    loads = np.bincount(arrays.order[search.columns], minlength=arrays.shape[1])
    gap = (bound - objective) / max(abs(objective), 1e-9) if bound > objective else 0.0
    done = search.settled or gap <= 1e-6
    told = [] if done else [_late(instance.limit, gap)]
    return Outcome(
        "optimal" if done else "feasible",
        [sorted(panel) for panel in panels],
        objective,
        bound,
        gap,
        loads.tolist(),
        seconds,
        told,
    )


def _late(limit: float, gap: float) -> str:
    return (
        f"The time limit of {limit:g} s was reached: this is the best found, at most {gap:.2%} below the best there is."
    )
