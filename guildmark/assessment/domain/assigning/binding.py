"""Why there is no assignment: constraints that can't all hold, of which none can be left out (a deletion filter,
Chinneck and Dravnieks 1991, in halves), and changes that would mend it, each tried on the whole instance."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from guildmark.assessment.domain.assigning.arrays import Array, Arrays
from guildmark.assessment.domain.assigning.flow import Limits, fit, limits_of

KINDS = ("room", "floor", "distinct", "conflicts", "cap", "need")
"""In the order in which one would rather not speak of them. `room` and `need`: no more, no fewer members than seats."""
Constraint = tuple[str, int]
SEVERAL = 4
"""So many changes of a kind are tried."""


@dataclass(frozen=True)
class Bound:
    """Constraints that can't all hold. `irreducible`: without any one of them the others can."""

    constraints: tuple[Constraint, ...]
    irreducible: bool

    def of(self, kind: str) -> list[int]:
        return [place for named, place in self.constraints if named == kind]


def binding(arrays: Arrays, *, seconds: float) -> Bound:
    """A set of constraints that bind, as small as the time allows."""
    until = perf_counter() + seconds
    asked = limits_of(arrays)
    kept = _narrowed(asked, arrays)
    kept = _fewer_needs(asked, kept)
    for kind in KINDS:
        some = [one for one in kept if one[0] == kind]
        rest = [one for one in kept if one[0] != kind]
        if some and _fails(asked, rest):
            kept = rest
    necessary = _surely(asked, kept)
    for kind in KINDS:
        some = [one for one in kept if one[0] == kind and one not in necessary]
        kept = _shrink(asked, kept, some, necessary, until)
    return Bound(tuple(kept), necessary >= set(kept))


def _narrowed(asked: Limits, arrays: Arrays) -> list[Constraint]:
    """A first set: about one submission or assessor alone if that suffices, else what the narrowest place shuts in."""
    for alone in _alone(arrays):
        if _fails(asked, alone):
            return alone
    everything = _about(range(len(asked.need)), range(len(asked.cap)))
    rows, columns = fit(asked).shut_in
    others = np.setdiff1d(np.arange(len(asked.need)), rows), np.setdiff1d(np.arange(len(asked.cap)), columns)
    for some in (_about(rows.tolist(), columns.tolist()), _about(others[0].tolist(), others[1].tolist())):
        if _fails(asked, some):
            return some
    return everything


def _about(rows: Iterable[int], columns: Iterable[int]) -> list[Constraint]:
    rows, columns = list(rows), list(columns)
    about = {"room": rows, "need": rows, "distinct": rows, "conflicts": rows, "floor": columns, "cap": columns}
    return [(kind, place) for kind in KINDS for place in about[kind]]


def _alone(arrays: Arrays) -> Iterator[list[Constraint]]:
    """What is asked of one submission, or of one assessor, that looks impossible by itself."""
    groups = sum(arrays.open[:, arrays.group == g].any(axis=1).astype(int) for g in range(len(arrays.starts) - 1))
    few = (arrays.open.sum(axis=1) < arrays.seats) | (groups < arrays.distinct)
    for row in np.flatnonzero(few | (arrays.seats < arrays.distinct))[:1].tolist():
        yield _about([row], [])
    reach = (arrays.open & (arrays.seats > 0)[:, None]).sum(axis=0)
    for column in np.flatnonzero((arrays.floor > arrays.cap) | (arrays.floor > reach))[:1].tolist():
        yield [*_about([], [column]), *((kind, row) for kind in ("conflicts", "room") for row in range(len(few)))]


def kept_limits(asked: Limits, kept: Sequence[Constraint]) -> Limits:
    """The limits with only these constraints; submissions that none of them is about are left out."""
    holds = {kind: np.zeros(len(asked.cap if kind in ("cap", "floor") else asked.need), dtype=bool) for kind in KINDS}
    for kind, place in kept:
        holds[kind][place] = True
    many, assessors = asked.open.shape
    rows = np.ones(many, dtype=bool) if holds["floor"].any() else holds["need"]
    return Limits(
        np.where(holds["need"], asked.need, 0)[rows],
        np.where(holds["room"], asked.room, assessors)[rows],
        np.where(holds["distinct"], asked.distinct, 0)[rows],
        np.where(holds["floor"], asked.floor, 0),
        np.where(holds["cap"], asked.cap, many),
        (asked.open | ~holds["conflicts"][:, None])[rows],
        asked.group,
    )


def _short(asked: Limits, kept: Sequence[Constraint]) -> int:
    return fit(kept_limits(asked, kept)).short


def _fails(asked: Limits, kept: Sequence[Constraint]) -> bool:
    return _short(asked, kept) > 0


def _fewer_needs(asked: Limits, kept: list[Constraint]) -> list[Constraint]:
    """Without as many submissions as surely leave somebody short: each takes away no more than its seats."""
    while True:
        needs = [place for kind, place in kept if kind == "need"]
        largest = max((int(asked.need[place]) for place in needs), default=0)
        spare = (_short(asked, kept) - 1) // largest if largest else 0
        if spare < 1:
            return kept
        gone = set(sorted(needs, key=lambda place: int(asked.need[place]))[:spare])
        fewer = [(kind, place) for kind, place in kept if kind in ("cap", "floor") or place not in gone]
        if not _fails(asked, fewer):
            return kept
        kept = fewer


def _surely(asked: Limits, kept: list[Constraint]) -> set[Constraint]:
    """Those without which the others hold for sure: where a single seat is short and no load has a floor, each one less
    to seat, or one more place, that the narrowest passage shuts in."""
    limits = kept_limits(asked, kept)
    found = fit(limits)
    if found.short != 1 or limits.floor.any():
        return set()
    rows = np.array([place for kind, place in kept if kind == "need"])[found.shut_in[0]]
    return set(kept) & {*(("need", int(row)) for row in rows), *(("cap", int(column)) for column in found.shut_in[1])}


def _shrink(
    asked: Limits, kept: list[Constraint], some: list[Constraint], necessary: set[Constraint], until: float
) -> list[Constraint]:
    """Without those of `some` that are not necessary: tried together, then in halves."""
    if not some or perf_counter() > until:
        return kept
    without = set(some)
    rest = [one for one in kept if one not in without]
    if _fails(asked, rest):
        return rest
    if len(some) == 1:
        necessary.update(some)
        return kept
    half = len(some) // 2
    kept = _shrink(asked, kept, some[:half], necessary, until)
    return _shrink(asked, kept, some[half:], necessary, until)


@dataclass(frozen=True)
class Change:
    """A change to the instance: what, about whom, to which value; and how many would be short with it."""

    kind: str
    place: int
    to: int
    short: int


def changes(asked: Limits, arrays: Arrays, bound: Bound, short: int, *, seconds: float) -> Iterator[Change]:
    """Changes that may mend it, each with what it comes to; several of each kind at most."""
    until = perf_counter() + seconds
    for kind, place, to, limits in _thinkable(asked, arrays, bound, short):
        if perf_counter() > until:
            return
        yield Change(kind, place, to, fit(limits).short)


def _thinkable(asked: Limits, arrays: Arrays, bound: Bound, short: int) -> Iterator[tuple[str, int, int, Limits]]:
    """Kind, about whom, to which value, and the limits with it."""
    if bound.of("need"):
        yield from _more_people(asked, short)
    for column in bound.of("cap")[:SEVERAL]:
        for to in sorted({int(asked.cap[column]) + 1, int(asked.cap[column]) + short}):
            yield "cap", column, to, asked.but(cap=_with(asked.cap, column, min(to, len(asked.need))))
    if bound.of("need"):
        yield from _fewer_conflicts(asked, arrays, bound)
    for row in bound.of("distinct")[:SEVERAL]:
        to = int(asked.distinct[row]) - 1
        yield "distinct", row, to, asked.but(distinct=_with(asked.distinct, row, to))
    for row in bound.of("need")[:SEVERAL]:
        to = max(int(asked.need[row]) - short, 0)
        fewer = _with(asked.need, row, to)
        yield "seats", row, to, asked.but(need=fewer, room=fewer, distinct=np.where(fewer > 0, asked.distinct, 0))
    for column in bound.of("floor")[:SEVERAL]:
        to = max(int(asked.floor[column]) - short, 0)
        yield "floor", column, to, asked.but(floor=_with(asked.floor, column, to))


def _more_people(asked: Limits, short: int) -> Iterator[tuple[str, int, int, Limits]]:
    usual = max(int(asked.cap.max(initial=0)), short)
    for group in np.unique(asked.group).tolist()[:8] or [0]:
        yield "assessor", group, usual, _one_more(asked, group, usual)


def _fewer_conflicts(asked: Limits, arrays: Arrays, bound: Bound) -> Iterator[tuple[str, int, int, Limits]]:
    for row in bound.of("conflicts")[:SEVERAL]:
        for column in np.flatnonzero(~arrays.open[row])[:SEVERAL].tolist():
            free = asked.open.copy()
            free[row, column] = True
            yield "conflict", row, column, asked.but(open=free)


def _one_more(asked: Limits, group: int, load: int) -> Limits:
    return asked.but(
        floor=np.append(asked.floor, 0),
        cap=np.append(asked.cap, load),
        group=np.append(asked.group, group),
        open=np.column_stack([asked.open, np.ones(len(asked.need), dtype=bool)]),
    )


def _with(figures: Array, place: int, to: int) -> Array:
    changed = figures.copy()
    changed[place] = to
    return changed
