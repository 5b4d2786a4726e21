"""Leave: which days of it stop a credential's clock, and until when it lasts then. Plain calendar days."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from guildmark.credentials.domain.renewal import Period, prolonged
from guildmark.kernel.calendar import add_months
from guildmark.programs.domain.renewal import RenewalPolicy

Leaves = list[tuple[date, date]]


def counted(leaves: Iterable[tuple[date, date | None]], first: date, today: date) -> Leaves:
    """The leave that touches the days from `first` on. One without an end counts to the end of the month that has begun:
    so it is counted once a month, and exactly once its end is known."""
    month_end = add_months(today.replace(day=1), 1) - timedelta(days=1)
    ended = [(start, last or month_end) for start, last in leaves if last or start <= today]
    return sorted((start, last) for start, last in ended if last >= first)


def last_day(
    period: Period, leaves: Sequence[tuple[date, date]], policy: RenewalPolicy, *, held: date, on: date
) -> date:
    """The last day of `period` with its clock stopped for the leave within it, as counted on a day on which it lasted
    until `held`. Where leave ended sooner than was planned it comes back again, but no further than to that day."""
    end = prolonged(period, _within(period, leaves, policy), policy).last
    return max(end, min(held, on))


def _within(period: Period, leaves: Sequence[tuple[date, date]], policy: RenewalPolicy) -> Leaves:
    """The leave that begins while the period, prolonged by the leave before, still lasts."""
    found: Leaves = []
    end = period.last
    for start, last in sorted(leaves):
        if start <= end:
            found.append((start, last))
            end = prolonged(period, found, policy).last
    return found
