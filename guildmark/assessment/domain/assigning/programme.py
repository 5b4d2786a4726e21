"""The linear programme over some pairs: loads, seats, and groups for those submissions that would forget them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_array, coo_array, csr_array

from guildmark.assessment.domain.assigning.arrays import Array, Arrays
from guildmark.assessment.domain.assigning.pricing import Prices

NEARLY = 1e-5


@dataclass(frozen=True)
class Seating:
    """The pairs taken, the prices of the assessors, and whether every pair is taken wholly or not at all."""

    rows: Array
    columns: Array
    prices: Prices
    whole: bool


def seat(arrays: Arrays, used: Array, watched: Array, *, seconds: float) -> Seating | None:
    """The best seating over the pairs in use, groups minded for `watched`; None where there is none in that time."""
    rows, columns = np.nonzero(used)
    variety, wanted, helpers = _variety(arrays, rows, columns, watched)
    climbing, costs = _climbing(arrays)
    many, steps = len(rows), len(climbing)
    seats = coo_array((np.ones(many), (rows, np.arange(many))), shape=(arrays.shape[0], many)).tocsr()
    loads = coo_array((np.ones(many), (columns, np.arange(many))), shape=(arrays.shape[1], many)).tocsr()
    floors = np.flatnonzero(arrays.floor > 0)
    kept, least = _reserved(arrays, rows, columns)
    climbs = coo_array((-np.ones(steps), (climbing, np.arange(steps))), shape=(arrays.shape[1], steps)).tocsr()
    programme = {
        "c": np.concatenate([-arrays.gain[rows, columns], np.zeros(helpers), costs]),
        "A_ub": block_array(
            [
                [loads, None, climbs if steps else None],
                [-loads[floors], None, None],
                [-kept, None, None],
                [variety[:, :many], variety[:, many:], None],
            ]
        ).tocsr(),
        "b_ub": np.concatenate(
            [np.zeros_like(arrays.cap) if steps else arrays.cap, -arrays.floor[floors], -least, wanted]
        ),
        "A_eq": block_array([[seats, csr_array((arrays.shape[0], helpers + steps))]]).tocsr(),
        "b_eq": arrays.seats,
    }
    found = _solved(programme, seconds, whole=False)
    if found is None:
        return None
    dual = found.ineqlin.marginals
    at, ends = -dual[: arrays.shape[1]], arrays.shape[1] + len(floors)
    at[floors] += dual[arrays.shape[1] : ends]
    prices = Prices(at, (-dual[ends : ends + len(least)]).tolist())
    share = found.x[:many]
    if len(least) and np.abs(share - np.round(share)).max(initial=0) > NEARLY:
        if (found := _solved(programme, seconds, whole=True)) is None:
            return None
        share = found.x[:many]
    taken = share > 0.5
    return Seating(rows[taken], columns[taken], prices, bool(np.abs(share - taken).max(initial=0) < NEARLY))


def _solved(programme: dict[str, Any], seconds: float, *, whole: bool) -> Any:
    options = {"time_limit": max(seconds, 0.01)}
    if not whole:
        found = linprog(**programme, bounds=(0, 1), method="highs-ds", options=options)
    else:
        found = linprog(**programme, bounds=(0, 1), method="highs", integrality=1, options=options)
    return found if found.status == 0 else None


def _climbing(arrays: Arrays) -> tuple[Array, Array]:
    """Whose load may go up one more, and what that costs, where loads cost anything."""
    if arrays.steps is None:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    whose, step = np.nonzero(np.isfinite(arrays.steps))
    return whose, arrays.steps[whose, step]


def _reserved(arrays: Arrays, rows: Array, columns: Array) -> tuple[Any, Array]:
    """A row for each reservation over the pairs in use, and how many seats it keeps."""
    kept = [(rows == submission) & np.isin(columns, theirs) for submission, theirs, _least in arrays.reserved]
    matrix = csr_array(np.array(kept, dtype=float).reshape(len(kept), len(rows)))
    return matrix, np.array([least for _s, _c, least in arrays.reserved], dtype=float)


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
