"""How sheets become an outcome. Worked examples first, then what holds for any sheets."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildmark.assessment.domain.scoring import (
    CriterionRule,
    Ground,
    PassRule,
    judge,
    running,
    shown,
    wants_rationale,
)

FIELD = PassRule(
    (
        CriterionRule("isolation", minimum=4, critical=True),
        CriterionRule("judgement", minimum=3),
        CriterionRule("record"),
    ),
    cut=Decimal("2.8"),
)
PLAIN = PassRule((CriterionRule("a"), CriterionRule("b")), cut=Decimal("2.5"))


def levels(*given_levels, rule=FIELD):
    return dict(zip((c.key for c in rule.criteria), given_levels, strict=True))


def test_exactly_at_the_cut_is_met():
    outcome = judge(PLAIN, [levels(2, 3, rule=PLAIN)])
    assert outcome.total == Fraction(5, 2)
    assert outcome.met


def test_just_below_the_cut_is_not_yet_met_however_little():
    rule = PassRule(PLAIN.criteria, cut=Fraction(5, 2) + Fraction(1, 10**9))
    assert not judge(rule, [levels(2, 3, rule=rule)]).met


def test_an_even_panel_has_the_exact_mean_and_nothing_rounds():
    outcome = judge(PLAIN, [levels(2, 3, rule=PLAIN), levels(3, 2, rule=PLAIN), levels(2, 2, rule=PLAIN)])
    assert [c.level for c in outcome.criteria] == [Fraction(7, 3), Fraction(7, 3)]
    assert outcome.total == Fraction(7, 3)
    assert not outcome.met


def test_a_tie_between_two_assessors_around_a_minimum_is_decided_by_their_mean():
    meets = judge(FIELD, [levels(4, 3, 3), levels(4, 4, 2)])
    misses = judge(FIELD, [levels(4, 3, 3), levels(4, 2, 4)])
    assert meets.met
    assert not misses.met
    assert [c.key for c in misses.below] == ["judgement"]
    assert misses.below[0].level == Fraction(5, 2)


def test_a_critical_criterion_missed_decides_alone_however_high_the_total():
    outcome = judge(FIELD, [levels(3, 4, 4), levels(3, 4, 4)])
    assert outcome.total > FIELD.cut
    assert not outcome.met
    assert [(c.key, c.ground) for c in outcome.below] == [("isolation", Ground.CRITICAL_MISSED)]


def test_a_critical_criterion_without_a_minimum_needs_the_cut():
    rule = PassRule((CriterionRule("safety", critical=True), CriterionRule("rest", weight=9)), cut=Decimal("2.5"))
    assert not judge(rule, [{"safety": 2, "rest": 4}]).met
    assert judge(rule, [{"safety": 3, "rest": 4}]).met


def test_without_a_cut_the_minimums_decide():
    rule = PassRule((CriterionRule("a", minimum=2), CriterionRule("b", minimum=3)))
    assert judge(rule, [{"a": 2, "b": 3}]).met
    assert not judge(rule, [{"a": 4, "b": 2}]).met


def test_weights_count():
    rule = PassRule((CriterionRule("a", weight=Decimal("0.1")), CriterionRule("b", weight=Decimal("0.2"))), cut=3)
    assert judge(rule, [{"a": 1, "b": 4}]).total == 3


def test_consensus_stands_instead_of_the_mean_and_the_sheets_stay_readable():
    outcome = judge(FIELD, [levels(4, 1, 3), levels(4, 3, 3)], consensus={"judgement": 3})
    judgement = outcome.criteria[1]
    assert judgement.level == 3
    assert judgement.agreed
    assert judgement.spread == (1, 3)
    assert outcome.met


@pytest.mark.parametrize("sheets", [[], [{"isolation": 4}]], ids=["no sheet", "a sheet with gaps"])
def test_what_was_not_judged_has_no_outcome(sheets):
    with pytest.raises(ValueError, match="not judged"):
        judge(FIELD, sheets)


def test_criteria_that_weigh_nothing_have_no_mean():
    with pytest.raises(ValueError, match="weigh nothing"):
        judge(PassRule((CriterionRule("a", weight=0),), cut=1), [{"a": 3}])


def test_running_total_against_the_threshold():
    empty = running(FIELD, {})
    assert (empty.scored, empty.of, empty.total, empty.met) == (0, 3, None, None)
    part = running(FIELD, {"isolation": 3, "record": 4})
    assert (part.total, part.below, part.met) == (Fraction(7, 2), ("isolation",), None)
    assert running(FIELD, levels(4, 3, 3)).met is True
    assert running(FIELD, levels(4, 3, 1)).met is False


def test_a_reason_is_wanted_only_below_the_cut():
    assert wants_rationale(FIELD, "isolation", 3)
    assert not wants_rationale(FIELD, "isolation", 4)
    assert wants_rationale(FIELD, "record", 2), "no minimum of its own: the cut of 2.8 counts"
    assert not wants_rationale(FIELD, "record", 3)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(8, 3), "2.66…"),
        (Fraction(2799, 1000), "2.79…"),
        (Fraction(5, 2), "2.5"),
        (Fraction(3), "3"),
        (Fraction(10), "10"),
        (Fraction(11, 4), "2.75"),
    ],
)
def test_figures_are_cut_off_and_say_so(number, text):
    assert shown(number) == text


some_levels = st.integers(1, 4)
sheets = st.lists(st.fixed_dictionaries({c.key: some_levels for c in FIELD.criteria}), min_size=1, max_size=5)


@given(sheets)
def test_the_order_of_sheets_never_matters(given_sheets):
    assert judge(FIELD, given_sheets) == judge(FIELD, given_sheets[::-1])


@given(sheets, st.sampled_from([c.key for c in FIELD.criteria]))
def test_a_higher_level_never_takes_met_away(given_sheets, key):
    before = judge(FIELD, given_sheets)
    better = [{**given_sheets[0], key: min(given_sheets[0][key] + 1, 4)}, *given_sheets[1:]]
    after = judge(FIELD, better)
    assert after.total >= before.total
    assert after.met >= before.met


@given(sheets)
def test_met_is_exactly_the_cut_and_every_minimum(given_sheets):
    outcome = judge(FIELD, given_sheets)
    assert outcome.met == (outcome.total >= FIELD.cut and not outcome.below)
    assert min(c.level for c in outcome.criteria) <= outcome.total <= max(c.level for c in outcome.criteria)


@given(sheets)
def test_a_panel_that_agrees_is_each_of_its_members(given_sheets):
    alone = judge(FIELD, given_sheets[:1])
    together = judge(FIELD, given_sheets[:1] * 3)
    assert (alone.met, alone.total) == (together.met, together.total)


@given(sheets)
def test_what_is_shown_never_reads_more_than_it_is(given_sheets):
    total = judge(FIELD, given_sheets).total
    assert Fraction(shown(total).rstrip("…")) <= total
