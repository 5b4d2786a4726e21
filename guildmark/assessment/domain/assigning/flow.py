"""Whether there is any assignment, as a flow in whole numbers: submission → its groups → assessors.

A panel of k seats and at least d groups sends at most one unit straight to each of its groups, and at most k - d more
by a side way: so d units or more go to d groups. Lower bounds on arcs are met by a source and a sink of their own.
"""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from guildmark.assessment.domain.assigning.arrays import Array, Arrays


@dataclass(frozen=True)
class Limits:
    """What is asked of a flow. By submission: `need` ≤ seats taken ≤ `room`, and `distinct`; by assessor a load between
    `floor` and `cap`; `open` are the pairs that may be used."""

    need: Array
    room: Array
    distinct: Array
    floor: Array
    cap: Array
    open: Array
    group: Array

    def but(self, **changed: Any) -> "Limits":
        return replace(self, **changed)


def limits_of(arrays: Arrays) -> Limits:
    return Limits(arrays.seats, arrays.seats, arrays.distinct, arrays.floor, arrays.cap, arrays.open, arrays.group)


@dataclass
class Arcs:
    """Arcs from node to node with a capacity, and what each node must pass on beyond them."""

    tails: list[Array] = field(default_factory=list)
    heads: list[Array] = field(default_factory=list)
    highs: list[Array] = field(default_factory=list)

    def add(self, tails: Array, heads: Array, highs: Array) -> None:
        tails, heads, highs = np.broadcast_arrays(tails, heads, highs)
        kept = highs > 0
        self.tails.append(tails[kept])
        self.heads.append(heads[kept])
        self.highs.append(highs[kept])

    def matrix(self, nodes: int) -> csr_matrix:
        found = [np.concatenate(one).astype(np.int32) for one in (self.highs, self.tails, self.heads)]
        return csr_matrix((found[0], (found[1], found[2])), shape=(nodes, nodes))


@dataclass(frozen=True)
class Fit:
    """`short`: how many units find no way. The pairs used, where none is short; and which submissions and assessors the
    narrowest place shuts in with what can't leave."""

    short: int
    rows: Array
    columns: Array
    shut_in: tuple[Array, Array]


def fit(limits: Limits) -> Fit:
    """The largest flow within these limits."""
    many, assessors = limits.open.shape
    groups = int(limits.group.max(initial=-1)) + 1
    side, hub, desk = many, 2 * many, 2 * many + many * groups
    begin = desk + assessors
    end, source, sink = begin + 1, begin + 2, begin + 3
    arcs = Arcs()
    rows, columns = np.nonzero(limits.open & (limits.distinct <= limits.room)[:, None])
    each = np.repeat(np.arange(many), groups)
    hubs = hub + np.arange(many * groups)
    spare = np.maximum(limits.room - limits.distinct, 0)
    straight = np.where(limits.distinct > 0, 1, 0)
    arcs.add(begin, np.arange(many), limits.room - limits.need)
    arcs.add(source, np.arange(many), limits.need)
    arcs.add(begin, sink, limits.need.sum())
    arcs.add(np.arange(many), side + np.arange(many), spare)
    arcs.add(each, hubs, straight[each])
    arcs.add(side + each, hubs, spare[each])
    arcs.add(hub + rows * groups + limits.group[columns], desk + columns, np.ones(len(rows), dtype=np.int64))
    arcs.add(desk + np.arange(assessors), end, np.maximum(limits.cap - limits.floor, 0))
    arcs.add(desk + np.arange(assessors), sink, np.minimum(limits.floor, limits.cap))
    arcs.add(source, end, limits.floor.sum())
    arcs.add(end, begin, limits.room.sum() + limits.floor.sum())
    matrix = arcs.matrix(sink + 1)
    found = maximum_flow(matrix, source, sink)
    asked = int(limits.need.sum() + limits.floor.sum())
    flow = found.flow.tocoo()
    used = (flow.data > 0) & (flow.col >= desk) & (flow.col < begin) & (flow.row < desk)
    shut = _reached(matrix, found.flow, source) if found.flow_value < asked else np.zeros(sink + 1, dtype=bool)
    return Fit(
        asked - int(found.flow_value),
        (flow.row[used] - hub) // max(groups, 1),
        flow.col[used] - desk,
        (np.flatnonzero(shut[:many]), np.flatnonzero(shut[desk:begin])),
    )


def _reached(matrix: csr_matrix, flow: csr_matrix, source: int) -> Array:
    left = (matrix - flow).tocsr()
    left.data[left.data < 0] = 0
    left.eliminate_zeros()
    reached = np.zeros(matrix.shape[0], dtype=bool)
    reached[breadth_first_order(left, source, return_predecessors=False)] = True
    return reached
