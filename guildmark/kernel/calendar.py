"""Calendar arithmetic: months and the ends of days. Plain Python, so that domains may use it."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def add_months(day: date, months: int) -> date:
    """The same day `months` later; where that month is shorter, its last day: 31 January + 1 is 28 or 29 February."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, calendar.monthrange(year, month0 + 1)[1]))


def last_day_of_period(first: date, months: int) -> date:
    """The last day of a period of `months` that starts on `first`: 24 months from 16 April end on 15 April."""
    return add_months(first, months) - timedelta(days=1)


def end_of_day(day: date, zone: str) -> datetime:
    """The first instant after `day` in `zone`, in UTC: a deadline of that day is kept before it."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)


def local_date(moment: datetime, zone: str) -> date:
    """The date that `moment` has in `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date()
