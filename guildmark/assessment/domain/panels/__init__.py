"""Panels: who judges what, as a problem that is answered or explained.

`form` seats as many cases as can be, those who wait longest first, and explains the rest; `assign` all or none. What
they weigh beside the rules is in `weights`. The same input gives the same answer, unless the time runs out.
"""

from guildmark.assessment.domain.panels.explain import explain
from guildmark.assessment.domain.panels.model import (
    Assignment,
    Binding,
    Case,
    Explanation,
    Formed,
    Infeasible,
    Judge,
    Problem,
)
from guildmark.assessment.domain.panels.solve import fits, solve

__all__ = ["Assignment", "Binding", "Case", "Explanation", "Formed", "Infeasible", "Judge", "Problem", "assign", "form"]


def assign(problem: Problem) -> Assignment | Infeasible:
    """Seat a panel on every case, or say why not: `form`, where nothing is left over."""
    formed = form(problem)
    return Infeasible(formed.unfilled) if formed.unfilled else formed.assignment


def form(problem: Problem) -> Formed:
    """Seat a qualified, free, unconflicted panel on every case that can have one; explain the rest.

    Hard: each seat taken by somebody eligible, once; enough job functions on each panel, and what its reserved seats ask
    for, those who stay counted in; nobody beyond their cap.
    """
    possible = [case for case in problem.cases if fits(problem, [case])]
    earlier_first = sorted(possible, key=lambda case: (-case.waited, case.key))
    chosen = _longest_waiting(problem, earlier_first) if len(possible) > 1 else possible
    taken = {case.key for case in chosen}
    unfilled = tuple(e for case in problem.cases if case.key not in taken for e in explain(case, problem))
    return Formed(solve(problem, sorted(chosen, key=lambda case: case.key)), unfilled)


def _longest_waiting(problem: Problem, cases: list[Case], most_asked: int = 60) -> list[Case]:
    """As many cases as go together, the earlier in the list the rather. So often it is asked whether they do."""
    chosen: list[Case] = []
    asked = 0
    while cases and asked < most_asked:
        low, high = 0, len(cases) + 1  # `low` more go, `high` do not
        if fits(problem, chosen + cases):
            return chosen + cases
        high = len(cases)
        while high - low > 1:
            middle = (low + high) // 2
            asked += 1
            low, high = (middle, high) if fits(problem, chosen + cases[:middle]) else (low, middle)
        chosen, cases = chosen + cases[:low], cases[low + 1 :]
    return chosen
