"""What is weighed beside the rules, and how much; each has its sentence in `queries.words.weighed`.

A seat more on a desk costs as much as `LOAD` times the seats there; the others cost a fixed price each time.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations

from guildmark.assessment.domain.panels.model import Case, Judge, Problem

LOAD = 100.0
"""The lightest load comes first."""
AVOID = 90.0
"""A tie that had better be avoided: the same unit, say."""
REPEAT = 40.0
"""Each time that somebody judged this candidate before."""
LINK = 30.0
"""Earned where a panel brings people together whose severities could not be compared before."""
TOGETHER = 15.0
"""Each time that two sat on one panel in the last year, up to four."""
SITE, TENURE = 20.0, 10.0
"""Each member of a site, or as long with the company, as another of the panel."""
CHANCE = 1.0
"""Breaks ties, under the seed."""
OFTEN = 4


def apart(problem: Problem, case: Case, panel: Iterable[int]) -> float:
    """What these people on one panel cost for being together, those who stay counted in."""
    members = [problem.judge[key] for key in (*case.members, *panel) if key in problem.judge]
    cost = sum(TOGETHER * min(problem.together.get(pair(a, b), 0), OFTEN) for a, b in combinations(members, 2))
    cost += SITE * (len(members) - len({judge.site for judge in members}))
    cost += TENURE * (len(members) - len({judge.tenure for judge in members}))
    return cost - LINK * (len({judge.circle for judge in members}) > 1)


def pair(one: Judge, other: Judge) -> tuple[int, int]:
    return (min(one.key, other.key), max(one.key, other.key))


YEAR = 365


def band(days: int) -> int:
    """How long somebody is with the company: up to three years, up to eight, or longer."""
    return (days > 3 * YEAR) + (days > 8 * YEAR)


def circles(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Everybody in these pairs, with the smallest key of those whom a chain of pairs links them to."""
    head: dict[int, int] = {}

    def find(key: int) -> int:
        while head.setdefault(key, key) != key:
            key = head[key]
        return key

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        head[high] = low
    return {key: find(key) for key in head}


def figures(problem: Problem, case: Case, panel: Iterable[int]) -> dict[str, int]:
    """What was weighed for one panel, in figures: for those newly seated, and for all who now sit on it."""
    new = list(panel)
    members = [problem.judge[key] for key in (*case.members, *new) if key in problem.judge]
    pairs = [problem.together.get(pair(a, b), 0) for a, b in combinations(members, 2)]
    return {
        "new": len(new),
        "members": len(members),
        "candidates": len(problem.candidates(case)),
        "busiest": max((problem.judge[key].load for key in new), default=0),
        "met": sum(case.repeats.get(key, 0) > 0 for key in new),
        "avoided": sum(key in case.avoided for key in new),
        "together": sum(count > 0 for count in pairs),
        "sites": len({judge.site for judge in members}),
        "tenures": len({judge.tenure for judge in members}),
        "links": int(len({judge.circle for judge in members}) > 1),
        "waited": case.waited,
    }


def fits(told: Mapping[str, float], seats: int, new: int) -> bool:
    """Whether such `figures` can be those of a panel with so many seats, so many of them newly taken. Who stays counts
    as a member as long as they are qualified, so there may be fewer members than seats."""
    members = told.get("members", -1)
    return (
        0 < told.get("new", 0) <= min(new, members)
        and members <= seats
        and told["new"] <= told.get("candidates", -1)
        and max(told.get("met", 0), told.get("avoided", 0)) <= told["new"]
        and 1 <= told.get("sites", 0) <= members
        and 1 <= told.get("tenures", 0) <= members
        and 0 <= told.get("together", 0) <= members * (members - 1) // 2
        and told.get("links", 0) in (0, 1)
        and told.get("gap", 0) >= 0
    )
