"""Periods are calendar arithmetic; a deadline ends with its day, where the person is."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildmark.kernel.calendar import add_months, end_of_day, last_day_of_period, local_date

days = st.dates(date(1990, 1, 1), date(2150, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2099, 12, 31), 2, date(2100, 2, 28)),
    ],
)
def test_months_end_where_the_month_ends(day, months, later):
    assert add_months(day, months) == later


def test_a_period_ends_the_day_before_its_anniversary():
    assert last_day_of_period(date(2026, 4, 16), 24) == date(2028, 4, 15)
    assert last_day_of_period(date(2028, 2, 29), 12) == date(2029, 2, 27)


@given(day=days, months=st.integers(0, 600))
def test_months_never_pass_into_the_next_one(day, months):
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("day", "zone", "instant"),
    [
        (date(2026, 4, 16), "Europe/Amsterdam", datetime(2026, 4, 16, 22, tzinfo=UTC)),
        (date(2026, 3, 28), "Europe/Amsterdam", datetime(2026, 3, 28, 23, tzinfo=UTC)),  # the night clocks go forward
        (date(2026, 3, 29), "Europe/Amsterdam", datetime(2026, 3, 29, 22, tzinfo=UTC)),  # that day has 23 hours
        (date(2026, 10, 25), "Europe/Amsterdam", datetime(2026, 10, 25, 23, tzinfo=UTC)),  # and this one 25
        (date(2026, 4, 16), "Asia/Kolkata", datetime(2026, 4, 16, 18, 30, tzinfo=UTC)),
        (date(2026, 4, 16), "America/Monterrey", datetime(2026, 4, 17, 6, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_where_the_person_is(day, zone, instant):
    assert end_of_day(day, zone) == instant


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Europe/London", "Asia/Kolkata", "America/Monterrey"])
@given(day=days)
def test_the_last_moment_of_a_day_is_still_that_day(zone, day):
    from datetime import timedelta

    end = end_of_day(day, zone)
    assert local_date(end - timedelta(microseconds=1), zone) == day
    assert local_date(end, zone) > day
