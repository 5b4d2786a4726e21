"""Why a case can't be filled: the first constraint, in the order in which people would ask, that doesn't hold."""

from collections import Counter
from dataclasses import replace

from guildmark.assessment.domain.panels.model import Binding, Case, Explanation, Problem


def explain(case: Case, problem: Problem) -> tuple[Explanation, ...]:
    """What binds on this case: an explanation each for people, job functions and reserved seats that are short."""
    eligible = [problem.judge[key] for key in sorted(case.eligible) if key in problem.judge]
    clear = [judge for judge in eligible if judge.key not in case.barred]
    free = problem.candidates(case)
    present = tuple(sorted({*case.staying, *(judge.function for judge in free)}))

    def because(binding: Binding, needed: int, available: int) -> Explanation:
        return Explanation(
            case=case.key,
            binding=binding,
            needed=needed,
            available=available,
            qualified=len(eligible),
            barred=Counter(case.barred[judge.key] for judge in eligible if judge.key in case.barred),
            full=len(clear) - len(free),
            present=present,
        )

    found = [
        because(binding, case.seats, len(pool))
        for binding, pool in ((Binding.QUALIFIED, eligible), (Binding.BARRED, clear), (Binding.LOAD, free))
        if len(pool) < case.seats
    ][:1]
    asked = {Binding.QUALIFIED: eligible, Binding.BARRED: clear, Binding.LOAD: clear}
    pool = asked[found[0].binding] if found else free
    if case.functions > 1 and (reachable := _reachable(case, {judge.function for judge in pool})) < case.functions:
        found.append(because(Binding.FUNCTIONS, case.functions, reachable))
    for wanted, theirs in sorted(case.reserved.items()):
        if not theirs & {judge.key for judge in free}:
            found.append(replace(because(Binding.RESERVED, 1, 0), wanted=wanted))
    return tuple(found) or (because(Binding.TOGETHER, case.seats, len(free)),)


def _reachable(case: Case, functions: set[str]) -> int:
    """How many different job functions the panel could have, with those who stay and the seats left to fill."""
    staying = set(case.staying)
    return len(staying) + min(len(functions - staying), case.seats)
