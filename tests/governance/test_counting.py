"""What a vote comes to, and how many terms follow on one another."""

from datetime import date

import pytest

from guildmark.governance.domain.counting import Count, Outcome, Rule, outcome, read, written
from guildmark.governance.domain.terms import in_a_row

SIMPLE, WIDE = Rule(3), Rule(3, "two_thirds")


@pytest.mark.parametrize(
    ("rule", "yes", "no", "abstain", "came_to"),
    [
        (SIMPLE, 2, 1, 0, "carried"),
        (SIMPLE, 1, 1, 1, "not_carried"),  # a tie: nobody has a second vote
        (SIMPLE, 1, 0, 2, "carried"),  # abstaining counts for the quorum, not for the majority
        (SIMPLE, 0, 0, 3, "not_carried"),
        (SIMPLE, 2, 0, 0, "no_quorum"),
        (WIDE, 2, 1, 0, "carried"),  # exactly two thirds
        (WIDE, 3, 2, 0, "not_carried"),
        (WIDE, 0, 0, 3, "not_carried"),
    ],
)
def test_the_charter_decides(rule, yes, no, abstain, came_to):
    count = Count(yes, no, abstain, 5)
    assert outcome(rule, count) == Outcome(came_to)
    assert read(written(rule, count)) == (rule, count)


TERMS = [(date(2020, 1, 1), date(2021, 12, 31)), (date(2022, 1, 1), date(2023, 12, 31))]


@pytest.mark.parametrize(
    ("begins", "count"), [(date(2024, 1, 1), 2), (date(2024, 6, 1), 2), (date(2024, 9, 1), 0), (date(2021, 12, 1), 1)]
)
def test_terms_in_a_row_end_with_half_a_year_between(begins, count):
    assert in_a_row(TERMS, begins) == count
