"""Who should not judge whom: from employment history and from what people declared."""

from datetime import date

import pytest

from guildmark.assessment.domain.conflicts import (
    Conflict,
    ConflictPolicy,
    Declared,
    Force,
    Kind,
    Rule,
    Stretch,
    conflicts_of,
    policy_from,
)

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
    (tie,) = conflicts_of(
        ASSESSOR,
        CANDIDATE,
        history=[Stretch(CANDIDATE, 10, BOSS, LONG_AGO), Stretch(ASSESSOR, 10, OTHER, LONG_AGO)],
        on=TODAY,
    )
    assert (tie.kind, tie.force, tie.bars) == (Kind.SAME_UNIT, Force.AVOIDED, False)


def test_without_managers_the_unit_is_the_team():
    assert kinds(Stretch(CANDIDATE, 10, None, LONG_AGO), Stretch(ASSESSOR, 10, None, LONG_AGO)) == [Kind.SAME_TEAM]


@pytest.mark.parametrize(("parted", "tied"), [(date(2026, 4, 15), True), (date(2025, 10, 15), False)])
def test_a_former_team_is_a_soft_conflict_for_half_a_year(parted, tied):
    moved = Stretch(ASSESSOR, 11, BOSS, LONG_AGO, parted)
    found = conflicts_of(
        ASSESSOR,
        CANDIDATE,
        history=[Stretch(CANDIDATE, 10, BOSS, LONG_AGO), moved, Stretch(ASSESSOR, 12, OTHER, TODAY)],
        on=TODAY,
    )
    assert [(c.kind, c.until, c.hard, c.bars) for c in found] == ([(Kind.FORMER_TEAM, parted, False, True)] * tied)


def test_one_after_the_other_under_one_manager_was_never_a_team():
    before = Stretch(ASSESSOR, 11, BOSS, LONG_AGO, date(2026, 1, 31))
    assert (
        kinds(before, Stretch(ASSESSOR, 12, OTHER, date(2026, 2, 1)), Stretch(CANDIDATE, 10, BOSS, date(2026, 2, 1)))
        == []
    )


class TestAPolicy:
    led = Stretch(CANDIDATE, 10, ASSESSOR, LONG_AGO, date(2025, 12, 31))

    def of(self, force, months, kind=Kind.MANAGES):
        policy = ConflictPolicy({kind: Rule(force, months)})
        return conflicts_of(ASSESSOR, CANDIDATE, history=[self.led], on=TODAY, policy=policy)

    def test_says_how_long_a_kind_counts(self):
        assert self.of(Force.HARD, 12)
        assert not self.of(Force.HARD, 3)

    def test_says_how_strong_a_kind_is(self):
        assert [(c.hard, c.bars) for force in Force for c in self.of(force, 12)] == [
            (True, True),
            (False, True),
            (False, False),
        ]

    def test_applies_to_what_other_rooms_know(self):
        mentored = Conflict(Kind.MENTOR, ASSESSOR, CANDIDATE, date(2024, 1, 31))
        (found,) = conflicts_of(
            ASSESSOR,
            CANDIDATE,
            history=[],
            related=[mentored],
            on=TODAY,
            policy=ConflictPolicy({Kind.MENTOR: Rule(Force.SOFT, 36)}),
        )
        assert (found.force, found.months) == (Force.SOFT, 36)
        assert not conflicts_of(ASSESSOR, CANDIDATE, history=[], related=[mentored], on=TODAY)

    def test_is_written_and_read_again(self):
        policy = ConflictPolicy({Kind.MANAGES: Rule(Force.SOFT, 7)})
        assert policy_from(policy.written()).written() == policy.written()
        assert policy_from({"gone": ["hard", 1]}).of(Kind.DECLARED) == Rule(Force.HARD)

    def test_nobody_judges_themselves_whatever_it_says(self):
        policy = ConflictPolicy({Kind.SELF: Rule(Force.IGNORED)})
        assert conflicts_of(ASSESSOR, ASSESSOR, history=[], on=TODAY, policy=policy)[0].hard


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
    assert conflicts_of(ASSESSOR, CANDIDATE, history=history, on=date(2028, 2, 29))[0].until
    assert not conflicts_of(ASSESSOR, CANDIDATE, history=history, on=date(2028, 3, 1))
