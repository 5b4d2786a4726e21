"""The calendar of renewal: examples from the rule in words, then every calendar that can be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildmark.credentials.domain.renewal import (
    Health,
    Period,
    days_away,
    first_period,
    health,
    next_period,
    prolonged,
    window,
)
from guildmark.programs.domain.renewal import COMPLETION, FIXED_DATE, RenewalPolicy

USUAL = RenewalPolicy()
DAY = timedelta(days=1)
HELD = Period(date(2025, 8, 3), date(2027, 8, 2))
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
months = st.integers(1, 120)


class TestTheRuleInWords:
    def test_renewal_is_open_between_3_may_and_2_august(self):
        opened = window(HELD.last, USUAL)
        assert opened.opens == date(2027, 5, 3)
        assert opened.closes == date(2027, 9, 1)

    def test_on_1_july_it_lasts_until_2_august_two_years_on(self):
        assert next_period(HELD, date(2027, 7, 1), 24, USUAL) == Period(date(2027, 8, 3), date(2029, 8, 2))

    def test_late_it_counts_from_the_decision_and_gains_nothing(self):
        assert next_period(HELD, date(2027, 8, 20), 24, USUAL) == Period(date(2027, 8, 20), date(2029, 8, 2))

    def test_after_the_grace_it_begins_anew(self):
        assert next_period(HELD, date(2027, 9, 2), 24, USUAL) == Period(date(2027, 9, 2), date(2029, 9, 1))

    def test_by_completion_it_counts_from_the_decision(self):
        by_completion = RenewalPolicy(basis=COMPLETION)
        assert next_period(HELD, date(2027, 7, 1), 24, by_completion) == Period(date(2027, 7, 1), date(2029, 6, 30))


class TestAFixedDate:
    JUNE = RenewalPolicy(basis=FIXED_DATE, fixed_day="06-30", least_months=3)

    def test_a_period_ends_on_it(self):
        assert first_period(date(2026, 1, 10), 12, self.JUNE).last == date(2026, 6, 30)
        assert first_period(date(2026, 1, 10), 24, self.JUNE).last == date(2027, 6, 30)

    def test_a_grant_just_before_it_runs_on_to_the_next(self):
        """Edge case 22: the least active period pushes to the next cycle."""
        assert first_period(date(2026, 5, 10), 12, self.JUNE).last == date(2027, 6, 30)

    def test_exactly_the_least_is_enough(self):
        assert first_period(date(2026, 4, 1), 12, self.JUNE).last == date(2026, 6, 30)
        assert first_period(date(2026, 4, 2), 12, self.JUNE).last == date(2027, 6, 30)

    def test_the_29th_of_february_is_the_28th_where_there_is_none(self):
        leap = RenewalPolicy(basis=FIXED_DATE, fixed_day="02-29")
        assert first_period(date(2027, 1, 1), 12, leap).last == date(2027, 2, 28)
        assert first_period(date(2028, 1, 1), 12, leap).last == date(2028, 2, 29)


class TestLeave:
    def test_each_day_of_it_counts_once(self):
        assert days_away(HELD, [(date(2026, 1, 1), date(2026, 1, 10)), (date(2026, 1, 5), date(2026, 1, 12))]) == 12

    def test_only_what_lies_in_the_period_counts(self):
        assert days_away(HELD, [(date(2025, 7, 1), date(2025, 8, 3)), (date(2027, 8, 2), date(2027, 9, 1))]) == 2

    def test_the_clock_stops_for_it(self):
        assert prolonged(HELD, [(date(2026, 1, 1), date(2026, 1, 31))], USUAL).last == HELD.last + 31 * DAY

    def test_leave_that_begins_in_what_was_added_is_counted_too(self):
        leaves = [(date(2026, 1, 1), date(2026, 1, 31)), (date(2027, 8, 10), date(2027, 8, 19))]
        assert prolonged(HELD, leaves, USUAL).last == HELD.last + 41 * DAY

    def test_after_a_long_absence_all_is_shown_again(self):
        assert prolonged(HELD, [(date(2026, 1, 1), date(2027, 1, 1))], USUAL) == HELD

    def test_a_policy_may_let_the_clock_run_on(self):
        assert prolonged(HELD, [(date(2026, 1, 1), date(2026, 1, 31))], RenewalPolicy(leave_counts=True)) == HELD


class TestHealth:
    @pytest.mark.parametrize(
        ("periods", "told"),
        [
            ([HELD], Health.INTACT),
            ([HELD, Period(date(2027, 8, 3), date(2029, 8, 2))], Health.INTACT),
            ([Period(date(2022, 1, 1), date(2024, 1, 1)), HELD], Health.INTERRUPTED),
            ([Period(date(2022, 1, 1), date(2024, 1, 1))], Health.OPEN),
            ([], Health.OPEN),
        ],
    )
    def test_a_chain(self, periods, told):
        assert health(periods, date(2026, 4, 16)) is told


@given(days, months, st.data())
def test_whoever_renews_in_time_neither_loses_nor_gains_a_day(first, length, data):
    previous = first_period(first, length, USUAL)
    opened = window(previous.last, USUAL)
    on_time = data.draw(st.dates(min(opened.opens, previous.last), previous.last))
    assert next_period(previous, on_time, length, USUAL) == first_period(previous.last + DAY, length, USUAL)


@given(days, months, st.integers(0, 30))
def test_late_or_early_the_next_period_ends_on_the_same_day(first, length, late):
    previous = first_period(first, length, USUAL)
    in_time = next_period(previous, previous.last, length, USUAL)
    assert next_period(previous, previous.last + late * DAY, length, USUAL).last == in_time.last


@given(days, months, st.integers(1, 12), st.integers(0, 366))
def test_a_window_opens_within_its_months_and_closes_after_the_last_day(first, length, opens, grace):
    policy = RenewalPolicy(window_months=opens, grace_days=grace)
    last = first_period(first, length, policy).last
    found = window(last, policy)
    assert (opens - 1) * 28 < (last - found.opens).days + 1 <= opens * 31
    assert (found.closes - last).days == grace


@given(days, st.sampled_from([12, 24, 36]), st.integers(0, 11), st.integers(1, 12), st.integers(1, 31))
def test_a_fixed_period_ends_on_its_day_and_keeps_its_least_length(first, length, least, month, day):
    policy = RenewalPolicy(basis=FIXED_DATE, fixed_day=f"{month:02}-{day:02}", least_months=least)
    found = first_period(first, length, policy)
    assert found.last.month == month
    assert found.last.day == day or (found.last + DAY).month != month
    assert found.last >= found.first
    assert (found.last - found.first).days >= least * 28 - 1
    assert (found.last - found.first).days < 366 * (length // 12 + 1)


@given(days, months, st.lists(st.tuples(days, st.integers(0, 200)), max_size=4))
def test_the_clock_stands_still_for_exactly_the_leave(first, length, leaves):
    away = [(start, start + n * DAY) for start, n in leaves]
    before = first_period(first, length, USUAL)
    after = prolonged(before, away, USUAL)
    assert (after.last - before.last).days == days_away(after, away)
    assert after.first == before.first
