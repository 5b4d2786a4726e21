"""An instance as arrays, its assessors sorted by group, its similarities centred and of the order of one."""

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from guildmark.assessment.domain.assigning.instance import Instance

Array = Any
"""A numpy array: its shape is said where it is made."""


@dataclass
class Arrays:
    """`gain` (submissions × assessors) is similarity less the mean of its row, over `scale`: what a solver weighs.

    `order[j]` is the place in the instance of column j. `starts` are the first columns of each group, and the end.
    `steps` (assessors × seats, of the order of gain) is what a further seat costs, endless beyond the cap.
    """

    seats: Array
    floor: Array
    cap: Array
    gain: Array
    similarity: Array
    open: Array
    group: Array
    starts: Array
    distinct: Array
    order: Array
    scale: float
    reserved: list[tuple[int, Array, int]]
    steps: Array | None = None

    @property
    def shape(self) -> tuple[int, int]:
        return self.open.shape

    def worth(self, rows: Array, columns: Array) -> float:
        """The total similarity of these pairs, less what the loads cost."""
        return math.fsum(self.similarity[rows, columns]) - self.scale * self._costs(columns)

    def value(self, rows: Array, columns: Array) -> float:
        """The same in units of gain, and less the means of the rows."""
        return math.fsum(self.gain[rows, columns]) - self._costs(columns)

    def _costs(self, columns: Array) -> float:
        if self.steps is None:
            return 0.0
        loads = np.bincount(columns, minlength=self.shape[1])
        return math.fsum(self.steps[np.arange(self.steps.shape[1])[None, :] < loads[:, None]])


def arrays_of(instance: Instance) -> Arrays:
    submissions, assessors = len(instance.seats), len(instance.max_load)
    of = np.zeros(assessors, dtype=np.int64) if instance.groups is None else np.asarray(instance.groups, dtype=np.int64)
    order = np.argsort(of, kind="stable")
    group = np.unique(of[order], return_inverse=True)[1].reshape(-1)
    similarity = np.asarray(instance.similarity, dtype=float).reshape(submissions, assessors)[:, order]
    place = np.empty(assessors, dtype=np.int64)
    place[order] = np.arange(assessors)
    free = np.ones((submissions, assessors), dtype=bool)
    if len(instance.conflicts):
        pairs = np.asarray(instance.conflicts, dtype=np.int64)
        free[pairs[:, 0], place[pairs[:, 1]]] = False
    seats = np.minimum(np.asarray(instance.seats, dtype=np.int64), assessors + 1)
    centred = similarity - similarity.mean(axis=1, keepdims=True) if assessors else similarity
    scale = float(np.abs(centred).max(initial=0.0)) or 1.0
    cap = np.minimum(np.asarray(instance.max_load, dtype=np.int64)[order], submissions)
    wanted = np.maximum(np.asarray(instance.min_distinct, dtype=np.int64), 1) if instance.groups is not None else 1
    return Arrays(
        seats=seats,
        floor=np.minimum(np.asarray(instance.min_load, dtype=np.int64)[order], submissions + 1),
        cap=cap,
        gain=centred / scale,
        similarity=similarity,
        open=free,
        group=group,
        starts=np.append(np.flatnonzero(np.diff(group, prepend=-1)), assessors),
        distinct=np.where(seats > 0, np.minimum(wanted, assessors + 1), 0),
        order=order,
        scale=scale,
        reserved=[(r.submission, np.sort(place[sorted(r.assessors)]), r.least) for r in instance.reserved],
        steps=_steps(instance, order, cap, scale),
    )


def _steps(instance: Instance, order: Array, cap: Array, scale: float) -> Array | None:
    if instance.load_costs is None:
        return None
    steps = np.full((len(order), int(cap.max(initial=0))), np.inf)
    for column, assessor in enumerate(order.tolist()):
        costs = instance.load_costs[assessor][: int(cap[column])]
        steps[column, : len(costs)] = np.asarray(costs, dtype=float) / scale
    return steps


def sample(arrays: Arrays, rows: Array) -> Arrays:
    """These submissions only, the loads cut down in proportion: who is in demand stays so."""
    share = arrays.seats[rows].sum() / max(arrays.seats.sum(), 1)
    return replace(
        arrays,
        seats=arrays.seats[rows],
        floor=arrays.floor * share,
        cap=arrays.cap * share,
        gain=arrays.gain[rows],
        similarity=arrays.similarity[rows],
        open=arrays.open[rows],
        distinct=arrays.distinct[rows],
        reserved=[],
        steps=None,
    )
