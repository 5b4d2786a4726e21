"""When assessors part, and what follows."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from guildmark.assessment.domain.disagreement import Disagreement, Policy, Step, compare, next_step
from guildmark.assessment.domain.scoring import CriterionRule, PassRule

RULE = PassRule((CriterionRule("a", minimum=2), CriterionRule("b"), CriterionRule("c")), cut=Decimal("2.5"))
POLICY = Policy(tolerance=1)


def sheet(a, b, c):
    return {"a": a, "b": b, "c": c}


def test_one_level_apart_on_the_same_side_is_no_disagreement():
    found = compare(RULE, POLICY, [sheet(3, 3, 3), sheet(3, 4, 3)])
    assert not found
    assert found.differing == ("b",)
    assert next_step(found, read_further=False) is Step.RESULT


def test_beyond_tolerance_is_contested_on_that_criterion_only():
    found = compare(RULE, POLICY, [sheet(3, 1, 4), sheet(3, 3, 3)])
    assert found.beyond == ("b",)
    assert found.contested == ("b",)
    assert next_step(found, read_further=False) is Step.FURTHER_ASSESSOR
    assert next_step(found, read_further=True) is Step.CONSENSUS


def test_different_sides_of_the_cut_contest_everything_that_differs_even_within_tolerance():
    found = compare(RULE, POLICY, [sheet(2, 3, 3), sheet(2, 2, 2)])
    assert found.across_cut
    assert found.beyond == ()
    assert found.contested == ("b", "c")
    assert next_step(found, read_further=True) is Step.CONSENSUS


def test_different_sides_of_a_criterions_minimum_are_different_sides():
    assert compare(RULE, POLICY, [sheet(1, 4, 4), sheet(2, 4, 4)]).across_cut


def test_near_the_cut_asks_for_one_more_reading_and_then_stands():
    found = compare(RULE, Policy(1, Decimal("0.2")), [sheet(3, 3, 2), sheet(3, 3, 2)])
    assert found == Disagreement(near_cut=True)
    assert next_step(found, read_further=False) is Step.FURTHER_ASSESSOR
    assert next_step(found, read_further=True) is Step.RESULT


def test_a_band_of_nothing_is_no_band():
    rule = PassRule(RULE.criteria, cut=3)
    assert not compare(rule, Policy(1, 0), [sheet(3, 3, 3), sheet(3, 3, 3)]).near_cut


def test_no_tolerance_contests_every_difference():
    assert compare(RULE, Policy(0), [sheet(3, 3, 3), sheet(3, 4, 3)]).contested == ("b",)


levels = st.integers(1, 4)
some_sheets = st.lists(st.builds(sheet, levels, levels, levels), min_size=1, max_size=4)


@given(some_sheets)
def test_once_read_further_there_is_always_an_end(sheets):
    found = compare(RULE, POLICY, sheets)
    step = next_step(found, read_further=True)
    assert step is not Step.FURTHER_ASSESSOR
    assert (step is Step.CONSENSUS) == bool(found.contested)


@given(some_sheets)
def test_agreeing_on_what_is_contested_leaves_nobody_across_the_cut(sheets):
    found = compare(RULE, POLICY, sheets)
    settled = [{**one, **{key: 3 for key in found.contested}} for one in sheets]
    after = compare(RULE, POLICY, settled)
    assert not after.beyond
    assert not (found.across_cut and after.across_cut)


@given(some_sheets)
def test_one_sheet_never_disagrees_with_itself(sheets):
    assert not compare(RULE, POLICY, sheets[:1] * 2)
