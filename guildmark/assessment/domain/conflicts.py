"""Conflicts of interest between an assessor and a candidate: from employment history, from what was declared, from
earlier work together. A policy says of each kind how strong it is, and for how long after."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from guildmark.kernel.calendar import add_months

LOOK_BACK_MONTHS = 24
LONGEST_MONTHS = 120


class Kind(StrEnum):
    SELF = "self"
    MANAGES = "manages"  # the assessor leads the candidate, or did within the look-back
    REPORTS_TO = "reports_to"  # the candidate leads the assessor, or did
    SAME_TEAM = "same_team"
    FORMER_TEAM = "former_team"  # under the same manager at the same time, within the look-back
    SAME_UNIT = "same_unit"
    DECLARED = "declared"
    MENTOR = "mentor"
    TRAINER = "trainer"  # taught the candidate for this: cooling off
    CO_AUTHOR = "co_author"
    GAINS = "gains"  # by the outcome
    ASSESSED = "assessed"  # judged work of the candidate before, within the look-back


class Force(StrEnum):
    HARD = "hard"  # nobody overrides it
    SOFT = "soft"  # bars, unless two people say for a reason that it does not
    AVOIDED = "avoided"  # others are seated rather, where there are others
    IGNORED = "ignored"


@dataclass(frozen=True)
class Rule:
    """How strong a kind of tie is, and for how many months after its end it counts."""

    force: Force
    months: int = 0


DEFAULT: Mapping[Kind, Rule] = {
    Kind.SELF: Rule(Force.HARD),
    Kind.MANAGES: Rule(Force.HARD, LOOK_BACK_MONTHS),
    Kind.REPORTS_TO: Rule(Force.HARD, LOOK_BACK_MONTHS),
    Kind.SAME_TEAM: Rule(Force.HARD),
    Kind.FORMER_TEAM: Rule(Force.SOFT, 6),
    Kind.SAME_UNIT: Rule(Force.AVOIDED),
    Kind.DECLARED: Rule(Force.HARD),
    Kind.MENTOR: Rule(Force.HARD, LOOK_BACK_MONTHS),
    Kind.TRAINER: Rule(Force.SOFT, LOOK_BACK_MONTHS),
    Kind.CO_AUTHOR: Rule(Force.SOFT, LOOK_BACK_MONTHS),
    Kind.GAINS: Rule(Force.HARD),
    Kind.ASSESSED: Rule(Force.AVOIDED, LOOK_BACK_MONTHS),
}
ALWAYS_HARD = frozenset({Kind.SELF})
NOT_BELOW_SOFT = frozenset({Kind.MANAGES, Kind.REPORTS_TO, Kind.SAME_TEAM, Kind.DECLARED, Kind.GAINS})
"""A policy can't wave these through: each one takes a reason and two people."""
LOOKS_BACK = frozenset(kind for kind, rule in DEFAULT.items() if rule.months)


@dataclass(frozen=True)
class ConflictPolicy:
    rules: Mapping[Kind, Rule] = field(default_factory=lambda: DEFAULT)

    def of(self, kind: Kind) -> Rule:
        return self.rules.get(kind, DEFAULT[kind])

    @property
    def longest(self) -> int:
        return max(self.of(kind).months for kind in Kind)

    def written(self) -> dict[str, list[Any]]:
        """As plain values, to be stored."""
        return {kind.value: [self.of(kind).force.value, self.of(kind).months] for kind in Kind}


def policy_from(written: Mapping[str, Sequence[Any]]) -> ConflictPolicy:
    known = {kind.value for kind in Kind}
    return ConflictPolicy(
        {Kind(kind): Rule(Force(force), months) for kind, (force, months) in written.items() if kind in known}
    )


@dataclass(frozen=True)
class Stretch:
    """Time that a person spent in a unit under a manager; open at the end while it lasts."""

    person: int
    unit: int
    manager: int | None
    starts_on: date
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)

    def touches(self, since: date, until: date) -> bool:
        return self.starts_on <= until and (self.ends_on is None or self.ends_on >= since)


@dataclass(frozen=True)
class Declared:
    """That `person` said they should not judge `about`, in force until and including `ends_on`."""

    person: int
    about: int
    ends_on: date | None = None


@dataclass(frozen=True)
class Conflict:
    """Why `assessor` should not judge `candidate`. `until`: the last day of what brought it about, if that is over."""

    kind: Kind
    assessor: int
    candidate: int
    until: date | None = None
    force: Force = Force.HARD
    months: int = LOOK_BACK_MONTHS

    @property
    def hard(self) -> bool:
        return self.force is Force.HARD

    @property
    def bars(self) -> bool:
        return self.force in (Force.HARD, Force.SOFT)


def conflicts_of(
    assessor: int,
    candidate: int,
    *,
    history: Sequence[Stretch],
    declared: Iterable[Declared] = (),
    related: Iterable[Conflict] = (),
    on: date,
    policy: ConflictPolicy | None = None,
) -> tuple[Conflict, ...]:
    """Every tie on that day that the policy does not ignore, the strongest first. `history` holds at least the
    stretches of both people within the longest look-back; `related` what others know, with the day it ended on."""
    if assessor == candidate:
        return (Conflict(Kind.SELF, assessor, candidate, months=0),)
    policy = policy or ConflictPolicy()
    mine = [d for d in declared if d.person == assessor and d.about == candidate]
    ties = [
        *_employed(assessor, candidate, history, on, policy),
        *((Kind.DECLARED, None) for d in mine if d.ends_on is None or d.ends_on >= on),
        *((tie.kind, tie.until) for tie in related if (tie.assessor, tie.candidate) == (assessor, candidate)),
    ]
    found = [
        Conflict(kind, assessor, candidate, until, rule.force, rule.months)
        for kind, until in dict.fromkeys(ties)
        if (rule := policy.of(kind)).force is not Force.IGNORED
        and (until is None or until >= add_months(on, -rule.months))
    ]
    return tuple(sorted(found, key=lambda conflict: list(Force).index(conflict.force)))


Tie = tuple[Kind, date | None]


def _employed(
    assessor: int, candidate: int, history: Sequence[Stretch], on: date, policy: ConflictPolicy
) -> Iterator[Tie]:
    for kind, person, manager in ((Kind.MANAGES, candidate, assessor), (Kind.REPORTS_TO, assessor, candidate)):
        led = _led(person, manager, history, add_months(on, -policy.of(kind).months), on)
        yield from ((kind, stretch.ends_on if not stretch.covers(on) else None) for stretch in led[-1:])
    if _same_team(assessor, candidate, history, on):
        yield Kind.SAME_TEAM, None
        return
    since = add_months(on, -policy.of(Kind.FORMER_TEAM).months)
    if parted := _parted(assessor, candidate, history, since, on):
        yield Kind.FORMER_TEAM, parted
    if _same_unit(assessor, candidate, history, on):
        yield Kind.SAME_UNIT, None


def _led(person: int, manager: int, history: Sequence[Stretch], since: date, until: date) -> list[Stretch]:
    """When `manager` led `person` in that time, the latest stretch last."""
    led = [s for s in history if s.person == person and s.manager == manager and s.touches(since, until)]
    return sorted(led, key=lambda stretch: stretch.starts_on)


def _same_team(one: int, other: int, history: Sequence[Stretch], on: date) -> bool:
    """Whether both have the same direct manager that day; where neither has one, whether they share a unit."""
    now = {s.person: s for s in history if s.person in (one, other) and s.covers(on)}
    if len(now) < 2:
        return False
    mine, theirs = now[one], now[other]
    if mine.manager or theirs.manager:
        return mine.manager == theirs.manager
    return mine.unit == theirs.unit


def _same_unit(one: int, other: int, history: Sequence[Stretch], on: date) -> bool:
    units = {s.person: s.unit for s in history if s.person in (one, other) and s.covers(on)}
    return len(units) == 2 and units[one] == units[other]


def _parted(one: int, other: int, history: Sequence[Stretch], since: date, until: date) -> date | None:
    """The last day on which both had the same manager, if it lies in that time."""
    mine = [s for s in history if s.person == one and s.manager and s.touches(since, until)]
    theirs = [s for s in history if s.person == other and s.manager and s.touches(since, until)]
    days = [
        last
        for a in mine
        for b in theirs
        if a.manager == b.manager
        and (last := min(a.ends_on or until, b.ends_on or until)) >= max(a.starts_on, b.starts_on, since)
    ]
    return max(days, default=None)
