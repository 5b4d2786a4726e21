"""Periods: how long one lasts, when its renewal opens, and from when to when the next one counts. Plain calendar days.

Whether a day has passed is asked in the holder's zone; see `standing`.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from guildmark.kernel.calendar import add_months, last_day_of_period
from guildmark.programs.domain.renewal import COMPLETION, FIXED_DATE, RenewalPolicy

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From the first day to the end of the last."""

    first: date
    last: date


@dataclass(frozen=True)
class Window:
    """Renewal is open from `opens` to the end of `closes`; from the day after the period's last it is late."""

    opens: date
    closes: date


def window(last: date, policy: RenewalPolicy) -> Window:
    """When a period that ends with `last` can be renewed: for 2 August and three months, from 3 May."""
    return Window(add_months(last + DAY, -policy.window_months), last + policy.grace_days * DAY)


def first_period(decided: date, months: int, policy: RenewalPolicy) -> Period:
    """The period of a first grant."""
    if policy.basis == FIXED_DATE:
        return Period(decided, _fixed_end(decided, months, policy))
    return Period(decided, last_day_of_period(decided, months))


def next_period(previous: Period, decided: date, months: int, policy: RenewalPolicy) -> Period:
    """The period after `previous`, for a decision on that day. Never back in time: it counts from the decision at the
    earliest. After the grace it is a first period again."""
    if decided > window(previous.last, policy).closes:
        return first_period(decided, months, policy)
    if policy.basis == COMPLETION:
        return Period(decided, last_day_of_period(decided, months))
    follows = previous.last + DAY
    if policy.basis == FIXED_DATE:
        return Period(max(follows, decided), _fixed_end(follows, months, policy))
    return Period(max(follows, decided), last_day_of_period(follows, months))


def _fixed_end(first: date, months: int, policy: RenewalPolicy) -> date:
    """The first fixed day that leaves the period its least length, then whole years on."""
    least = max(first, last_day_of_period(first, policy.least_months) if policy.least_months else first)
    day = next(day for year in (least.year, least.year + 1) if (day := _in(year, policy.fixed_day)) >= least)
    return _in(day.year + months // 12 - 1, policy.fixed_day) if months > 12 else day


def _in(year: int, month_and_day: str) -> date:
    """That day of the year; 29 February is the 28th where there is none."""
    month, day = map(int, month_and_day.split("-"))
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def days_away(period: Period, leaves: Iterable[tuple[date, date]]) -> int:
    """How many days of leave (first and last of each) lie in the period: each day counts once."""
    days = {
        first + n * DAY
        for first, last in leaves
        for n in range((min(last, period.last) - first).days + 1)
        if first + n * DAY >= period.first
    }
    return len(days)


def prolonged(period: Period, leaves: Sequence[tuple[date, date]], policy: RenewalPolicy) -> Period:
    """The period with its clock stopped for the leave in it. What is added can hold leave too, so it is counted again."""
    if policy.leave_counts or any(last >= add_months(first, policy.longest_leave_months) for first, last in leaves):
        return period
    grown = period
    while (last := period.last + days_away(grown, leaves) * DAY) != grown.last:
        grown = Period(period.first, last)
    return grown


class Health(StrEnum):
    """How the periods of one holder hang together."""

    INTACT = "intact"
    OPEN = "open"
    INTERRUPTED = "interrupted"


def health(periods: Sequence[Period], today: date) -> Health:
    """Interrupted where a day lies between two periods; open where the last one has ended; else intact."""
    ordered = sorted(periods, key=lambda period: (period.first, period.last))
    if any(later.first > earlier.last + DAY for earlier, later in itertools.pairwise(ordered)):
        return Health.INTERRUPTED
    return Health.INTACT if ordered and ordered[-1].last >= today else Health.OPEN
