"""Panels: who judges what, as a problem that a constraint solver answers or explains.

`assign` is the whole interface: a `Problem` of any number of cases goes in; out comes an `Assignment` that keeps every
rule, or `Infeasible`, which says case by case what binds and what would mend it. The same input gives the same answer.
"""

from guildmark.assessment.domain.panels.explain import explain
from guildmark.assessment.domain.panels.model import (
    Assignment,
    Binding,
    Case,
    Explanation,
    Infeasible,
    Judge,
    Problem,
)
from guildmark.assessment.domain.panels.solve import solve

__all__ = ["Assignment", "Binding", "Case", "Explanation", "Infeasible", "Judge", "Problem", "assign"]


def assign(problem: Problem) -> Assignment | Infeasible:
    """Seat a qualified, free, unconflicted panel on every case, with the load balanced and few repeats; or say why not.

    Hard: each seat taken by somebody eligible, once; enough job functions on each panel, those who stay counted in;
    nobody beyond their cap. Soft: first the lightest load, then the fewest repeats, then chance under the seed.
    """
    solution = solve(problem)
    if not solution.short:
        return Assignment(solution.seated)
    return Infeasible(tuple(e for case in problem.cases if case.key in solution.short for e in explain(case, problem)))
