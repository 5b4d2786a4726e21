"""A problem of panels as an instance of `assigning`, and what that can't weigh: who sits beside whom.

The instance holds the rules, loads, repeats and ties to avoid, and is solved exactly. Then each panel in turn is looked at
again: whoever could better be replaced by somebody else for the sake of sites, tenure, pairings and links, is, as long as
every rule holds and the whole grows cheaper.
"""

import hashlib
from collections.abc import Sequence

from guildmark.assessment.domain.assigning import Instance, Reserved, optimise
from guildmark.assessment.domain.panels.model import Assignment, Case, Judge, Problem
from guildmark.assessment.domain.panels.weights import AVOID, CHANCE, LOAD, REPEAT, apart

ROUNDS, LOOKED_AT = 3, 40


def fits(problem: Problem, cases: Sequence[Case]) -> bool:
    """Whether all of these can have a panel at once."""
    limit = problem.limit if any(case.reserved for case in cases) else 0.0
    return optimise(_instance(problem, cases, limit=limit), explained=False).status != "infeasible"


def solve(problem: Problem, cases: Sequence[Case]) -> Assignment:
    """The panels of these cases, which go together."""
    if not cases:
        return Assignment({})
    outcome = optimise(_instance(problem, cases, limit=problem.limit), explained=False)
    keys = [judge.key for judge in problem.judges]
    seated = {
        case.key: [keys[place] for place in panel if place < len(keys)]
        for case, panel in zip(cases, outcome.assignment, strict=True)
    }
    _settle(problem, cases, seated)
    gap = 0.0 if outcome.status == "optimal" else outcome.gap or 0.0
    return Assignment({key: tuple(sorted(panel)) for key, panel in seated.items()}, gap)


def _instance(problem: Problem, cases: Sequence[Case], *, limit: float) -> Instance:
    """Each job function of those who stay has a stand-in, who takes a seat there and nowhere else."""
    stand_ins = [(row, function) for row, case in enumerate(cases) for function in sorted(set(case.staying))]
    functions = sorted({judge.function for judge in problem.judges} | {function for _row, function in stand_ins})
    group = {function: number for number, function in enumerate(functions)}
    judges, more = len(problem.judges), len(stand_ins)
    return Instance(
        seats=[case.seats + len(set(case.staying)) for case in cases],
        min_load=[0] * judges + [1] * more,
        max_load=[judge.room for judge in problem.judges] + [1] * more,
        similarity=[_worths(problem, case) + [0.0] * more for case in cases],
        conflicts=[
            *((row, place) for row, case in enumerate(cases) for place in _out_of_question(problem, case)),
            *((row, judges + n) for n, (whose, _) in enumerate(stand_ins) for row in range(len(cases)) if row != whose),
        ],
        groups=[group[judge.function] for judge in problem.judges] + [group[function] for _row, function in stand_ins],
        min_distinct=[case.functions for case in cases] or 1,
        reserved=_reservations(problem, cases),
        seed=problem.seed,
        limit=limit,
        load_costs=[_climb(judge) for judge in problem.judges] + [[0.0]] * more,
    )


def _out_of_question(problem: Problem, case: Case) -> list[int]:
    return [n for n, judge in enumerate(problem.judges) if not (judge.key in case.eligible and _clear(case, judge))]


def _clear(case: Case, judge: Judge) -> bool:
    return judge.key not in case.barred and judge.room > 0


def _reservations(problem: Problem, cases: Sequence[Case]) -> list[Reserved]:
    place = {judge.key: n for n, judge in enumerate(problem.judges)}
    return [
        Reserved(row, frozenset(place[key] for key in theirs if key in place))
        for row, case in enumerate(cases)
        for theirs in case.reserved.values()
    ]


def _climb(judge: Judge) -> list[float]:
    return [LOAD * (judge.load + step) for step in range(judge.room)]


def _worths(problem: Problem, case: Case) -> list[float]:
    return [-_price(problem, case, judge) for judge in problem.judges]


def _price(problem: Problem, case: Case, judge: Judge) -> float:
    """What a seat costs beyond load: having met the candidate, a tie to avoid, and chance under the seed."""
    drawn = hashlib.sha256(f"{problem.seed}/{case.key}/{judge.key}".encode()).digest()
    chance = CHANCE * int.from_bytes(drawn[:2], "big") / 65536
    return REPEAT * case.repeats.get(judge.key, 0) + AVOID * (judge.key in case.avoided) + chance


def _settle(problem: Problem, cases: Sequence[Case], seated: dict[int, list[int]]) -> None:
    """Replace one member at a time by whoever makes the whole cheapest, until nobody does."""
    loads = {judge.key: judge.load for judge in problem.judges}
    for panel in seated.values():
        for key in panel:
            loads[key] += 1
    for _round in range(ROUNDS):
        bettered = [_better(problem, case, seated[case.key], loads) for case in cases]
        if not any(bettered):
            return


def _better(problem: Problem, case: Case, panel: list[int], loads: dict[int, int]) -> bool:
    """Make one panel cheaper, if replacing one of its members does."""
    others = [judge for judge in problem.candidates(case) if loads[judge.key] < judge.cap and judge.key not in panel]
    others = sorted(others, key=lambda judge: LOAD * loads[judge.key] + _price(problem, case, judge))[:LOOKED_AT]
    now = apart(problem, case, panel)
    best: tuple[float, list[int], int, int] | None = None
    for leaving in panel:
        judge = problem.judge[leaving]
        saved = now + LOAD * (loads[leaving] - 1) + _price(problem, case, judge)
        for other in others:
            tried = [other.key if key == leaving else key for key in panel]
            cost = apart(problem, case, tried) + LOAD * loads[other.key] + _price(problem, case, other)
            if cost < saved - 1e-9 and (best is None or cost - saved < best[0]) and _keeps_rules(problem, case, tried):
                best = (cost - saved, tried, leaving, other.key)
    if best is None:
        return False
    _gain, panel[:], gone, come = best
    loads[gone] -= 1
    loads[come] += 1
    return True


def _keeps_rules(problem: Problem, case: Case, panel: Sequence[int]) -> bool:
    functions = {problem.judge[key].function for key in panel} | set(case.staying)
    return len(functions) >= case.functions and all(theirs & set(panel) for theirs in case.reserved.values())
