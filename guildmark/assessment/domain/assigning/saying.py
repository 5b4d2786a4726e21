"""An infeasible instance in plain sentences: what can't all hold, and what would mend it."""

from collections.abc import Iterable, Sequence

import numpy as np

from guildmark.assessment.domain.assigning.arrays import Arrays
from guildmark.assessment.domain.assigning.binding import Bound, Change, binding, changes
from guildmark.assessment.domain.assigning.flow import fit, limits_of
from guildmark.assessment.domain.assigning.instance import Instance

NAMED = 12


def why_not(instance: Instance, arrays: Arrays, *, seconds: float) -> list[str]:
    """Sentences: the constraints that bind, one a kind, then remedies with their effect."""
    asked = limits_of(arrays)
    short = fit(asked).short
    bound = binding(arrays, seconds=seconds)
    tried = list(changes(asked, arrays, bound, short, seconds=seconds))
    mending = [change for change in tried if not change.short]
    told = mending or sorted(tried, key=lambda change: change.short)[:3]
    return [_head(bound), *_constraints(instance, arrays, bound), *_remedies(instance, arrays, told)]


def _head(bound: Bound) -> str:
    if bound.irreducible:
        return "These constraints can't all hold; without any one of them the others could:"
    return "These constraints can't all hold (there may be a smaller such set; the search for it ended with its time):"


def _constraints(instance: Instance, arrays: Arrays, bound: Bound) -> Iterable[str]:
    needs, rooms = bound.of("need"), bound.of("room")
    if needs:
        total = sum(instance.seats[place] for place in needs)
        yield f"seats: {_submissions(needs)} {_verb(needs, 'needs', 'need')} {total}{_all(needs)}"
    elif rooms:
        total = sum(instance.seats[place] for place in rooms)
        yield f"seats: {_submissions(rooms)} {_verb(rooms, 'has', 'have')} {total}{_all(rooms)}, and no more"
    if needs and (there := len(arrays.order)) < int(arrays.seats[needs].max()):
        yield f"assessors: there {'is' if there == 1 else 'are'} {there}, and nobody takes two seats of one submission"
    if caps := bound.of("cap"):
        places = _places(arrays, caps)
        total = sum(instance.max_load[place] for place in places)
        yield f"max_load: {_assessors(places)} may take {total}{_all(caps)}"
    if rows := bound.of("conflicts"):
        yield "conflicts: " + "; ".join(_barred(arrays, row) for row in rows[:NAMED]) + _more(rows)
    if rows := bound.of("distinct"):
        yield f"min_distinct: {_submissions(rows)} must have members of {int(arrays.distinct[rows].max())} groups{_each(rows)}"
    if floors := bound.of("floor"):
        places = _places(arrays, floors)
        total = sum(instance.min_load[place] for place in places)
        yield f"min_load: {_assessors(places)} must take {total}{_all(floors)}"


def _barred(arrays: Arrays, row: int) -> str:
    barred = _places(arrays, np.flatnonzero(~arrays.open[row]).tolist())
    return f"submission {row} must not have {_assessors(barred)}"


def _remedies(instance: Instance, arrays: Arrays, told: Sequence[Change]) -> Iterable[str]:
    for change in told:
        effect = "feasible" if not change.short else f"{change.short} would still be short"
        yield f"remedy: {_change(instance, arrays, change)}: {effect}"


def _change(instance: Instance, arrays: Arrays, change: Change) -> str:
    place, to = change.place, change.to
    if change.kind == "assessor":
        group = "" if instance.groups is None else f" of group {_group(instance, arrays, place)}"
        return f"with one more assessor{group}, free of conflicts, with max_load {to}"
    if change.kind in ("cap", "floor"):
        field = "max_load" if change.kind == "cap" else "min_load"
        return f"with {field} {to} for assessor {int(arrays.order[place])}"
    if change.kind == "conflict":
        return f"without the conflict [{place}, {int(arrays.order[to])}]"
    if change.kind == "distinct":
        return f"with min_distinct {to} for submission {place}"
    return f"with {to} {'seat' if to == 1 else 'seats'} for submission {place}"


def _group(instance: Instance, arrays: Arrays, group: int) -> int:
    members = np.flatnonzero(arrays.group == group)
    groups = instance.groups or [0]
    return groups[int(arrays.order[members[0]])] if len(members) else groups[0]


def _places(arrays: Arrays, columns: Sequence[int]) -> list[int]:
    return sorted(int(arrays.order[column]) for column in columns)


def _submissions(places: Sequence[int]) -> str:
    return f"submission{'s' * (len(places) > 1)} {_listed(places)}"


def _assessors(places: Sequence[int]) -> str:
    return f"assessor{'s' * (len(places) > 1)} {_listed(places)}"


def _listed(places: Sequence[int]) -> str:
    """1, 2 and 5; from the thirteenth on only how many."""
    named = [str(place) for place in places[:NAMED]]
    if len(places) > NAMED:
        return f"{', '.join(named)} and {len(places) - NAMED} more"
    return f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else "".join(named)


def _verb(places: Sequence[int], one: str, many: str) -> str:
    return one if len(places) == 1 else many


def _all(places: Sequence[int]) -> str:
    return " in all" if len(places) > 1 else ""


def _each(places: Sequence[int]) -> str:
    return " each" if len(places) > 1 else ""


def _more(places: Sequence[int]) -> str:
    return f"; and so on for {len(places) - NAMED} more" if len(places) > NAMED else ""
