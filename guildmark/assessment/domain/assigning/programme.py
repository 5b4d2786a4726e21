"""The linear programme over some pairs: loads, seats, and groups for those submissions that would forget them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, vstack

from guildmark.assessment.domain.assigning.arrays import Array, Arrays
from guildmark.assessment.domain.assigning.pricing import Prices


@dataclass(frozen=True)
class Seating:
    """The pairs taken, the prices of the assessors, and whether every pair is taken wholly or not at all."""

    rows: Array
    columns: Array
    prices: Prices
    whole: bool


def seat(arrays: Arrays, used: Array, watched: Array, *, seconds: float) -> Seating | None:
    """The best seating over the pairs in use, groups minded for `watched`; None where the time runs out."""
    rows, columns = np.nonzero(used)
    variety, wanted, helpers = _variety(arrays, rows, columns, watched)
    many = len(rows)
    width = many + helpers
    seats = coo_array((np.ones(many), (rows, np.arange(many))), shape=(arrays.shape[0], width)).tocsr()
    loads = coo_array((np.ones(many), (columns, np.arange(many))), shape=(arrays.shape[1], width)).tocsr()
    floors = np.flatnonzero(arrays.floor > 0)
    found: Any = linprog(
        np.append(-arrays.gain[rows, columns], np.zeros(helpers)),
        A_ub=vstack([loads, -loads[floors], variety]).tocsr(),
        b_ub=np.concatenate([arrays.cap, -arrays.floor[floors], wanted]),
        A_eq=seats,
        b_eq=arrays.seats,
        bounds=(0, 1),
        method="highs-ds",
        options={"time_limit": max(seconds, 0.01)},
    )
    if found.status != 0:
        return None
    dual = found.ineqlin.marginals
    at = -dual[: arrays.shape[1]]
    at[floors] += dual[arrays.shape[1] : arrays.shape[1] + len(floors)]
    share = found.x[:many]
    taken = share > 0.5
    return Seating(rows[taken], columns[taken], Prices(at), bool(np.abs(share - taken).max(initial=0) < 1e-5))


def _variety(arrays: Arrays, rows: Array, columns: Array, watched: Array) -> tuple[Any, Array, int]:
    """For the submissions in `watched`: rows that ask for their groups, the bounds of these, and how many helping
    columns they bring along."""
    mine = np.flatnonzero(watched[rows])
    groups = len(arrays.starts) - 1
    keys, key, count = np.unique(
        rows[mine] * groups + arrays.group[columns[mine]], return_inverse=True, return_counts=True
    )
    if arrays.distinct.max(initial=0) == 2:
        return _not_all_alike(arrays, len(rows), mine, keys // groups, key, count)
    return _enough_groups(arrays, len(rows), mine, keys // groups, key, count)


def _not_all_alike(
    arrays: Arrays, width: int, mine: Array, of: Array, key: Array, count: Array
) -> tuple[Any, Array, int]:
    """Two groups at least: of no group as many as there are seats."""
    asked = np.flatnonzero(count >= arrays.seats[of])
    place = np.full(len(of), -1)
    place[asked] = np.arange(len(asked))
    lines = place[key]
    some = lines >= 0
    matrix = coo_array((np.ones(some.sum()), (lines[some], mine[some])), shape=(len(asked), width))
    return matrix.tocsr(), arrays.seats[of[asked]] - 1, 0


def _enough_groups(
    arrays: Arrays, width: int, mine: Array, row_of: Array, key: Array, count: Array
) -> tuple[Any, Array, int]:
    """A helping column says that a group is there: no more than its seats, and no more than one. So many are to be."""
    helped = np.flatnonzero(count > 1)
    place = np.full(len(row_of), -1)
    place[helped] = np.arange(len(helped))
    seen, of = np.unique(row_of, return_inverse=True)
    shared, single = count[key] > 1, count[key] == 1
    helper, below = width + np.arange(len(helped)), len(helped)
    lines = [place[key[shared]], place[helped], below + of[helped], below + of[key[single]]]
    where = [mine[shared], helper, helper, mine[single]]
    factors = [-np.ones(len(lines[0])), np.ones(below), -np.ones(below), -np.ones(len(lines[3]))]
    matrix = coo_array(
        (np.concatenate(factors), (np.concatenate(lines), np.concatenate(where))),
        shape=(below + len(seen), width + below),
    )
    return matrix.tocsr(), np.concatenate([np.zeros(below), -arrays.distinct[seen]]), below
