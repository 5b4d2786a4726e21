"""What the optimisation takes and gives."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reserved:
    """`least` of a submission's seats go to these assessors: a veto on safety, somebody from outside the function."""

    submission: int
    assessors: frozenset[int]
    least: int = 1


@dataclass(frozen=True)
class Instance:
    """Submissions and assessors by place, from 0.

    `seats` and a row of `similarity` for each submission; the loads and `groups` for each assessor. A panel has members
    of `min_distinct` groups or more (one figure, or one for each submission); a submission without seats needs no panel, and so no groups. `load_costs`: what an
    assessor's first, second and further seat take from the total, none less than the one before. `limit`: seconds.
    """

    seats: Sequence[int]
    min_load: Sequence[int]
    max_load: Sequence[int]
    similarity: Sequence[Sequence[float]]
    conflicts: Sequence[tuple[int, int]] = ()
    groups: Sequence[int] | None = None
    min_distinct: int | Sequence[int] = 1
    reserved: Sequence[Reserved] = ()
    load_costs: Sequence[Sequence[float]] | None = None
    seed: int = 0
    limit: float = 60.0


@dataclass(frozen=True)
class Outcome:
    """`status`: optimal, feasible (the time ran out; `bound` says how far off at most) or infeasible.

    Where it is infeasible there is no objective, and `explanation` names constraints that can't all hold, of which none
    can be left out, and what would mend it.
    """

    status: str
    assignment: list[list[int]] = field(default_factory=list)
    objective: float | None = None
    bound: float | None = None
    gap: float | None = None
    loads: list[int] = field(default_factory=list)
    seconds: float = 0.0
    explanation: list[str] = field(default_factory=list)
