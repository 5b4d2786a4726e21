"""Who should not judge whom: from employment history and from what people declared."""

from datetime import date

import pytest

from guildmark.assessment.domain.conflicts import Conflict, Declared, Kind, Stretch, conflicts_of

TODAY = date(2026, 4, 16)
CANDIDATE, ASSESSOR, BOSS, OTHER = 1, 2, 3, 4
LONG_AGO = date(2019, 1, 1)


def kinds(*history, assessor=ASSESSOR, on=TODAY, **given):
    return [c.kind for c in conflicts_of(assessor, CANDIDATE, history=history, on=on, **given)]


def test_nobody_judges_themselves():
    assert kinds(assessor=CANDIDATE) == [Kind.SELF]


def test_the_manager_of_today():
    assert kinds(Stretch(CANDIDATE, 10, ASSESSOR, LONG_AGO)) == [Kind.MANAGES]


@pytest.mark.parametrize(
    ("ended", "conflicted"),
    [(date(2024, 4, 16), True), (date(2024, 4, 15), False), (date(2026, 4, 15), True)],
    ids=["on the first day of the look-back", "the day before it", "yesterday"],
)
def test_a_former_manager_counts_for_24_months(ended, conflicted):
    found = conflicts_of(ASSESSOR, CANDIDATE, history=[Stretch(CANDIDATE, 10, ASSESSOR, LONG_AGO, ended)], on=TODAY)
    assert [(c.kind, c.until) for c in found] == ([(Kind.MANAGES, ended)] if conflicted else [])


def test_in_the_other_direction_too():
    assert kinds(Stretch(ASSESSOR, 10, CANDIDATE, LONG_AGO)) == [Kind.REPORTS_TO]


def test_a_manager_to_come_is_no_conflict_yet():
    assert kinds(Stretch(CANDIDATE, 10, ASSESSOR, date(2026, 5, 1))) == []


def test_the_same_direct_team_is_the_same_manager_now():
    here, there = Stretch(CANDIDATE, 10, BOSS, LONG_AGO), Stretch(ASSESSOR, 11, BOSS, LONG_AGO)
    assert kinds(here, there) == [Kind.SAME_TEAM]


def test_the_same_large_unit_under_another_manager_is_another_team():
    assert kinds(Stretch(CANDIDATE, 10, BOSS, LONG_AGO), Stretch(ASSESSOR, 10, OTHER, LONG_AGO)) == []


def test_without_managers_the_unit_is_the_team():
    assert kinds(Stretch(CANDIDATE, 10, None, LONG_AGO), Stretch(ASSESSOR, 10, None, LONG_AGO)) == [Kind.SAME_TEAM]


def test_a_former_team_is_no_conflict():
    moved = Stretch(ASSESSOR, 11, BOSS, LONG_AGO, date(2026, 4, 15))
    assert kinds(Stretch(CANDIDATE, 10, BOSS, LONG_AGO), moved, Stretch(ASSESSOR, 12, OTHER, TODAY)) == []


def test_declared_by_the_assessor_while_it_lasts():
    assert kinds(declared=[Declared(ASSESSOR, CANDIDATE)]) == [Kind.DECLARED]
    assert kinds(declared=[Declared(ASSESSOR, CANDIDATE, TODAY)]) == [Kind.DECLARED]
    assert kinds(declared=[Declared(ASSESSOR, CANDIDATE, date(2026, 4, 15))]) == []
    assert kinds(declared=[Declared(CANDIDATE, ASSESSOR)]) == [], "a candidate can’t choose assessors by declaring"


def test_what_other_rooms_know_is_added():
    mentored = Conflict(Kind.MENTOR, ASSESSOR, CANDIDATE)
    assert kinds(related=[mentored, Conflict(Kind.MENTOR, OTHER, CANDIDATE)]) == [Kind.MENTOR]


def test_a_leap_day_looks_back_to_the_28th():
    history = [Stretch(CANDIDATE, 10, ASSESSOR, LONG_AGO, date(2026, 2, 28))]
    assert conflicts_of(ASSESSOR, CANDIDATE, history=history, on=date(2028, 2, 29), look_back_months=24)[0].until
    assert not conflicts_of(ASSESSOR, CANDIDATE, history=history, on=date(2028, 3, 1), look_back_months=24)
