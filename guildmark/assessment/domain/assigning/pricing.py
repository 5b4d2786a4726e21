"""Prices of assessors, and the bound they give over every pair of the instance (Lagrangean relaxation, Geoffrion 1974).

With a price on each assessor's time the submissions no longer compete: each takes its best panel at these prices, which
is a greedy choice, since panels with at least d groups are the bases of a matroid. The worth of those panels and of
the prices is a bound from above on every assignment, whatever the prices are.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guildmark.assessment.domain.assigning.arrays import Array, Arrays


@dataclass(frozen=True)
class Prices:
    """What a seat of each assessor costs, and what one that is reserved (by place in `arrays.reserved`) pays on top."""

    assessor: Array
    reserved: Sequence[float] = ()


@dataclass(frozen=True)
class Priced:
    """The bound; the pairs of the best panels; the loads these would give; and the worth of each pair at these prices,
    less infinity where it is not open."""

    bound: float
    rows: Array
    columns: Array
    loads: Array
    worth: Array


def no_prices(arrays: Arrays) -> Prices:
    return Prices(np.zeros(arrays.shape[1]), [0.0] * len(arrays.reserved))


def worth_at(arrays: Arrays, prices: Prices) -> Array:
    worth = arrays.gain - prices.assessor
    for (submission, columns, _least), paid in zip(arrays.reserved, prices.reserved, strict=True):
        worth[submission, columns] += paid
    worth[~arrays.open] = -np.inf
    return worth


def priced(arrays: Arrays, prices: Prices) -> Priced:
    """The bound at these prices, in units of `gain`."""
    worth = worth_at(arrays, prices)
    rows, columns = best_panels(arrays, worth)
    dues = _dues(arrays, prices.assessor)
    bound = math.fsum(worth[rows, columns]) + math.fsum(dues) - _paid(arrays, prices)
    return Priced(bound, rows, columns, np.bincount(columns, minlength=arrays.shape[1]), worth)


def _dues(arrays: Arrays, at: Array) -> Array:
    """The most that each assessor's load can earn at these prices, less what the load costs."""
    if arrays.steps is None:
        return np.where(at > 0, at * arrays.cap, at * arrays.floor)
    place = np.arange(arrays.steps.shape[1])[None, :]
    earned = np.where(np.isfinite(arrays.steps), at[:, None] - arrays.steps, 0.0)
    forced = place < arrays.floor[:, None]
    return np.where(forced, earned, np.maximum(earned, 0.0)).sum(axis=1)


def _paid(arrays: Arrays, prices: Prices) -> float:
    return math.fsum(paid * least for (_s, _c, least), paid in zip(arrays.reserved, prices.reserved, strict=True))


def best_panels(arrays: Arrays, worth: Array) -> tuple[Array, Array]:
    """Each submission's best panel, as pairs: the best of each of d groups, then the best of all others."""
    many, assessors = worth.shape
    left, each = worth.copy(), np.arange(many)
    chosen: list[Array] = []
    deep = int(arrays.distinct.max(initial=0))
    if deep > 1:
        tops, values = _tops(arrays, left)
        ranked = np.argsort(-values, axis=1, kind="stable")[:, :deep]
        for rank in range(ranked.shape[1]):
            column = np.where(arrays.distinct > rank, tops[each, ranked[:, rank]], -1)
            left[each[column >= 0], column[column >= 0]] = -np.inf
            chosen.append(column)
    else:
        deep = 0
    rest = np.maximum(arrays.seats - (arrays.distinct if deep else 0), 0)
    most = min(int(rest.max(initial=0)), assessors)
    if most:
        found = np.argpartition(-left, min(most, assessors - 1), axis=1)[:, :most]
        best_first = np.take_along_axis(found, np.argsort(-np.take_along_axis(left, found, 1), axis=1), 1)
        chosen.extend(np.where(rest > rank, best_first[:, rank], -1) for rank in range(most))
    if not chosen:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    panel = np.stack(chosen, axis=1)
    rows, place = np.nonzero(panel >= 0)
    return rows, panel[rows, place]


def _tops(arrays: Arrays, worth: Array) -> tuple[Array, Array]:
    """The best assessor of each group for each submission, and what they are worth."""
    ends = zip(arrays.starts[:-1], arrays.starts[1:], strict=True)
    tops = np.stack([start + worth[:, start:end].argmax(axis=1) for start, end in ends], axis=1)
    return tops, np.take_along_axis(worth, tops, axis=1)


def descend(arrays: Arrays, prices: Prices, rounds: int) -> tuple[Prices, float]:
    """Prices with a low bound, found by steps along the subgradient: who is asked for too often grows dearer.

    (Held, Wolfe and Crowder 1974.) Ends early where every load fits; so many rounds at most.
    """
    best, bound = prices, math.inf
    step = float(arrays.gain.std()) / (8 if prices.assessor.any() else 2)
    for _round in range(rounds):
        found = priced(arrays, prices)
        if found.bound < bound:
            best, bound = prices, found.bound
        pull = _pull(arrays, prices.assessor, found.loads)
        if not pull.any():
            break
        at = prices.assessor + step * pull
        prices = Prices(np.where((arrays.floor == 0) & (at < 0), 0.0, at), prices.reserved)
        step *= 0.93
    return best, bound


def _pull(arrays: Arrays, at: Array, loads: Array) -> Array:
    if arrays.steps is not None:
        offered = np.clip((arrays.steps < at[:, None]).sum(axis=1), arrays.floor, arrays.cap)
        return np.clip((loads - offered) / np.maximum(arrays.cap, 1), -1.0, 1.0)
    over, under = loads - arrays.cap, loads - arrays.floor
    settled = np.where(at > 0, over, np.where(at < 0, under, 0))
    pull = np.where(over > 0, over, np.where(under < 0, under, settled))
    return np.clip(pull / np.maximum(arrays.cap, 1), -1.0, 1.0)
