"""Who went for which program, when, and how it went: 186 enrolments over eleven quarters, decided from a seed.

The numbers add up: 104 certified (5 of them expired by the story's first day, 17 expiring in June 2026), 58 on the
way (2 applied, 3 admitted, 43 in progress, 10 awaiting decision), 13 not yet certified, 11 withdrawn.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FCE = "field-commissioning-engineer"
RAP = "responsible-analytics-practitioner"
CRL = "customer-resolution-lead"

FUNCTIONS_OF = {FCE: ("operations",), RAP: ("data", "finance", "product"), CRL: ("customer-care",)}
FIRST_DAY = date(2023, 7, 3)
STORY_DAY = date(2026, 4, 16)


class Fate(StrEnum):
    CERTIFIED = "certified"
    NOT_YET = "not_yet"
    WITHDRAWN = "withdrawn"
    APPLIED = "applied"
    ADMITTED = "admitted"
    UNDER_WAY = "under_way"
    AWAITING = "awaiting"


@dataclass(frozen=True)
class Path:
    """One person's way through one program. `ends_on` is the day of the decision or withdrawal, else the story's day."""

    program: str
    fate: Fate
    applied_on: date
    ends_on: date
    who: str = ""  # a cast member; otherwise anyone of the program's functions


# How many of each program come to each end.
ENDS: dict[str, dict[Fate, int]] = {
    FCE: {Fate.CERTIFIED: 46, Fate.NOT_YET: 6, Fate.WITHDRAWN: 5, Fate.APPLIED: 1, Fate.ADMITTED: 1, Fate.UNDER_WAY: 19, Fate.AWAITING: 4},
    RAP: {Fate.CERTIFIED: 26, Fate.NOT_YET: 3, Fate.WITHDRAWN: 3, Fate.APPLIED: 0, Fate.ADMITTED: 1, Fate.UNDER_WAY: 10, Fate.AWAITING: 3},
    CRL: {Fate.CERTIFIED: 32, Fate.NOT_YET: 4, Fate.WITHDRAWN: 3, Fate.APPLIED: 1, Fate.ADMITTED: 1, Fate.UNDER_WAY: 14, Fate.AWAITING: 3},
}  # fmt: skip

# Of the certified: granted early enough to have expired, and granted in June 2024 to expire in June 2026.
EXPIRED = {FCE: 3, RAP: 0, CRL: 2}
DUE_IN_JUNE = {FCE: 10, RAP: 0, CRL: 7}

STARRING: dict[tuple[str, Fate], tuple[str, ...]] = {
    (FCE, Fate.UNDER_WAY): ("ines",),
    (FCE, Fate.APPLIED): ("oskar",),
    (CRL, Fate.UNDER_WAY): ("luis", "nadia"),
    (RAP, Fate.CERTIFIED): ("hannah",),
    (RAP, Fate.AWAITING): ("clara",),
}


def paths(rng: random.Random) -> list[Path]:
    """Every enrolment, in the order of application."""
    found = []
    for program, ends in ENDS.items():
        for fate, count in ends.items():
            stars = iter(STARRING.get((program, fate), ()))
            for applied_on, ends_on in _dates(rng, program, fate, count):
                found.append(Path(program, fate, applied_on, ends_on, next(stars, "")))
    return sorted(found, key=lambda path: (path.applied_on, path.program, path.ends_on))


def _dates(rng: random.Random, program: str, fate: Fate, count: int) -> Iterator[tuple[date, date]]:
    if fate is Fate.CERTIFIED:
        for ends_on in _grants(rng, program, count):
            lasted = rng.randint(120, 210)
            yield max(ends_on - timedelta(days=lasted), FIRST_DAY + timedelta(days=rng.randint(0, 40))), ends_on
    elif fate in (Fate.NOT_YET, Fate.WITHDRAWN):
        for _ in range(count):
            ends_on = _between(rng, date(2024, 2, 1), date(2026, 4, 10))
            yield max(ends_on - timedelta(days=rng.randint(60, 200)), FIRST_DAY), ends_on
    else:
        latest = {Fate.APPLIED: 20, Fate.ADMITTED: 30, Fate.UNDER_WAY: 45, Fate.AWAITING: 130}[fate]
        span = {Fate.APPLIED: 8, Fate.ADMITTED: 15, Fate.UNDER_WAY: 120, Fate.AWAITING: 60}[fate]
        for _ in range(count):
            yield STORY_DAY - timedelta(days=latest + rng.randint(0, span)), STORY_DAY


def _grants(rng: random.Random, program: str, count: int) -> list[date]:
    """The days on which a program's credentials were granted."""
    expired, june = EXPIRED[program], DUE_IN_JUNE[program]
    days = [_between(rng, date(2024, 1, 8), date(2024, 4, 5)) for _ in range(expired)]
    days += [_between(rng, date(2024, 6, 3), date(2024, 6, 28)) for _ in range(june)]
    first = date(2024, 1, 15) if program == RAP else date(2024, 7, 8)
    days += [_between(rng, first, date(2026, 4, 9)) for _ in range(count - expired - june)]
    return days


def _between(rng: random.Random, first: date, last: date) -> date:
    """A working day between two dates, both included."""
    day = first + timedelta(days=rng.randint(0, (last - first).days))
    return day - timedelta(days=max(0, day.weekday() - 4))


def quarters(found: list[Path]) -> Counter[str]:
    """How many applied in each quarter."""
    return Counter(f"{p.applied_on.year} Q{(p.applied_on.month + 2) // 3}" for p in found)
