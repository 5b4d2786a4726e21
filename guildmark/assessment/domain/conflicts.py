"""Conflicts of interest between an assessor and a candidate, from employment history and what was declared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guildmark.kernel.calendar import add_months

LOOK_BACK_MONTHS = 24


class Kind(StrEnum):
    SELF = "self"
    MANAGES = "manages"  # the assessor leads the candidate, or did within the look-back
    REPORTS_TO = "reports_to"  # the candidate leads the assessor, or did
    SAME_TEAM = "same_team"
    DECLARED = "declared"
    MENTOR = "mentor"
    CO_AUTHOR = "co_author"


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
    hard: bool = True


def conflicts_of(
    assessor: int,
    candidate: int,
    *,
    history: Sequence[Stretch],
    declared: Iterable[Declared] = (),
    related: Iterable[Conflict] = (),
    on: date,
    look_back_months: int = LOOK_BACK_MONTHS,
) -> tuple[Conflict, ...]:
    """Every conflict on that day. `history` holds at least the stretches of both people within the look-back."""
    if assessor == candidate:
        return (Conflict(Kind.SELF, assessor, candidate),)
    since = add_months(on, -look_back_months)
    led = _led(candidate, assessor, history, since, on)
    leads = _led(assessor, candidate, history, since, on)
    found = [
        *(Conflict(Kind.MANAGES, assessor, candidate, s.ends_on if not s.covers(on) else None) for s in led[-1:]),
        *(Conflict(Kind.REPORTS_TO, assessor, candidate, s.ends_on if not s.covers(on) else None) for s in leads[-1:]),
    ]
    if _same_team(assessor, candidate, history, on):
        found.append(Conflict(Kind.SAME_TEAM, assessor, candidate))
    if any(d.person == assessor and d.about == candidate and (d.ends_on is None or d.ends_on >= on) for d in declared):
        found.append(Conflict(Kind.DECLARED, assessor, candidate))
    found.extend(r for r in related if (r.assessor, r.candidate) == (assessor, candidate))
    return tuple(found)


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
