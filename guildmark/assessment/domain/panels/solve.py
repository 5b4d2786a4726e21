"""The assignment as a mixed-integer program, solved by HiGHS through `scipy.optimize.milp`.

x[c,j] seats judge j on case c; y[c,f] says that job function f is on the panel of c; u[j,k] is the k-th further seat
of judge j, dearer the fuller they are, so that load is balanced; s[c] and t[c] are seats and functions that stay
short, at a price beyond everything else, and z[c] says that c stays unfilled, dearer still, so that as few cases as can
be stay short. Hence a program always has a solution, and shortness tells where it hurts.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guildmark.assessment.domain.panels.model import Case, Judge, Problem

LOAD, REPEAT, CHANCE, SHORT, UNFILLED = 100.0, 40.0, 1.0, 1e5, 1e6
INF = float("inf")


@dataclass(frozen=True)
class Solution:
    seated: Mapping[int, tuple[int, ...]]
    short: frozenset[int]


@dataclass
class Program:
    """Columns with cost and upper bound, rows with bounds, in coordinates."""

    cost: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)
    entries: list[tuple[int, int, float]] = field(default_factory=list)

    def column(self, cost: float = 0.0, upper: float = 1.0) -> int:
        self.cost.append(cost)
        self.upper.append(upper)
        return len(self.cost) - 1

    def row(self, terms: Mapping[int, float], low: float, high: float) -> None:
        self.entries.extend((len(self.lows), column, factor) for column, factor in terms.items())
        self.lows.append(low)
        self.highs.append(high)

    def minimise(self) -> list[float]:
        import numpy as np  # slow to import, and only assignment needs it
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import coo_array

        rows, columns, factors = zip(*self.entries, strict=True)
        matrix = coo_array((factors, (rows, columns)), shape=(len(self.lows), len(self.cost)))
        found: Any = milp(
            np.array(self.cost),
            integrality=np.ones(len(self.cost)),
            bounds=Bounds(0, np.array(self.upper)),
            constraints=LinearConstraint(matrix.tocsr(), np.array(self.lows), np.array(self.highs)),
        )
        if found.x is None:
            raise RuntimeError(f"the solver gave no answer: {found.message}")
        return list(found.x)


def solve(problem: Problem) -> Solution:
    """The cheapest seating, and the cases where it stays short."""
    program, seats, short = Program(), {}, {}
    for case in problem.cases:
        mine = {judge: program.column(_price(case, judge, problem.seed)) for judge in problem.candidates(case)}
        seats.update({(case.key, judge.key): column for judge, column in mine.items()})
        short[case.key] = _fill(program, case, mine)
    _balance(program, problem, seats)
    if not program.entries:
        return Solution({}, frozenset())
    x = program.minimise()
    seated: dict[int, list[int]] = {case.key: [] for case in problem.cases}
    for (case_key, judge_key), column in seats.items():
        if x[column] > 0.5:
            seated[case_key].append(judge_key)
    lacking = frozenset(key for key, unfilled in short.items() if x[unfilled] > 0.5)
    return Solution({key: tuple(judges) for key, judges in seated.items()}, lacking)


def _fill(program: Program, case: Case, mine: Mapping[Judge, int]) -> int:
    """The rows of one case: its seats and its job functions. Returns the column that says it stays unfilled."""
    unfilled = program.column(UNFILLED)
    seats_short = program.column(SHORT, upper=case.seats)
    program.row({**dict.fromkeys(mine.values(), 1.0), seats_short: 1.0}, case.seats, case.seats)
    functions_short = program.column(SHORT, upper=case.functions)
    members = defaultdict(list)
    for judge, column in mine.items():
        if judge.function not in case.staying:
            members[judge.function].append(column)
    present = {function: program.column() for function in sorted(members)}
    for function, column in present.items():
        program.row({**dict.fromkeys(members[function], 1.0), column: -1.0}, 0, INF)
    wanted = case.functions - len(set(case.staying))
    program.row({**dict.fromkeys(present.values(), 1.0), functions_short: 1.0}, wanted, INF)
    program.row({seats_short: 1.0, functions_short: 1.0, unfilled: -float(case.seats + case.functions)}, -INF, 0)
    return unfilled


def _balance(program: Program, problem: Problem, seats: Mapping[tuple[int, int], int]) -> None:
    """Each judge's seats are so many steps up, each dearer than the last, and no more steps than there is room."""
    taken = defaultdict(list)
    for (_, judge_key), column in seats.items():
        taken[judge_key].append(column)
    for judge_key, columns in taken.items():
        judge = problem.judge[judge_key]
        steps = [program.column(LOAD * (judge.load + k)) for k in range(min(judge.room, len(columns)))]
        program.row({**dict.fromkeys(columns, 1.0), **dict.fromkeys(steps, -1.0)}, 0, 0)


def _price(case: Case, judge: Judge, seed: int) -> float:
    """What a seat costs beyond load: having met the candidate before, and chance under the seed to break ties."""
    drawn = hashlib.sha256(f"{seed}/{case.key}/{judge.key}".encode()).digest()
    return REPEAT * case.repeats.get(judge.key, 0) + CHANCE * int.from_bytes(drawn[:2], "big") / 65536
