"""Standard setting by hand calculation and planted truth; decision consistency against second panels that were drawn."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from guildmark.assessment.domain.scoring import CriterionRule, PassRule, judge
from guildmark.calibration.domain.consistency import consistency, spreads
from guildmark.calibration.domain.standards import Rated, angoff, borderline_regression, cut_of, evenly, reached, spread

D = Decimal
WEIGHTS = {"isolation": D(2), "judgement": D(1), "record": D(1)}


class TestAngoff:
    JUDGES = (
        {"isolation": D("3.5"), "judgement": D("2.5"), "record": D("2.5")},  # 3.00
        {"isolation": D("3.0"), "judgement": D("3.0"), "record": D("2.0")},  # 2.75
        {"isolation": D("3.0"), "judgement": D("2.0"), "record": D("2.0")},  # 2.50
        {"isolation": D("3.5"), "judgement": D("2.5"), "record": D("1.5")},  # 2.75
    )

    def test_by_hand(self):
        """Cuts 3.00, 2.75, 2.50, 2.75: mean 2.75; standard deviation 0.2041; over the root of four 0.1021."""
        assert [cut_of(one, WEIGHTS) for one in self.JUDGES] == [3, Fraction(11, 4), Fraction(5, 2), Fraction(11, 4)]
        found = angoff(self.JUDGES, WEIGHTS)
        assert (found.cut, found.error, found.number) == (D("2.75"), D("0.10"), 4)

    def test_two_judges_are_too_few(self):
        assert angoff(self.JUDGES[:2], WEIGHTS).cut is None

    def test_what_they_see_before_the_second_round(self):
        found = spread([one["record"] for one in self.JUDGES])
        assert (found.lowest, found.mean, found.highest, found.deviation) == (D("1.5"), D("2.00"), D("2.5"), D("0.41"))

    def test_the_planted_cut_comes_back(self):
        chance = random.Random(4)
        near = 0
        for _ in range(100):
            judges = [{key: D(str(round(2.8 + chance.gauss(0, 0.3), 2))) for key in WEIGHTS} for _ in range(8)]
            found = angoff(judges, WEIGHTS)
            near += abs(float(found.cut) - 2.8) <= 2.4 * float(found.error) + 0.005
        assert near >= 90


def by_three(works):
    """Each of three judges rates all of these."""
    return [Rated(judge, rating, total) for judge in (1, 2, 3) for rating, total in works]


class TestBorderline:
    def test_by_hand(self):
        """Totals 1, 2, 3, 4 on ratings 1 to 4, whoever rates: the line is the diagonal."""
        works = by_three([(rating, Fraction(rating)) for rating in (1, 2, 3, 4)])
        found = borderline_regression(works, borderline=2)
        assert (found.cut, found.error, found.number) == (D("2.00"), D("0.00"), 12)

    def test_the_error_is_that_of_the_line(self):
        """Thirty works: x̄ = 3, Sxx = 60; residuals ±0.5 give s² = 30 · 0.25 / 28; all judges rate alike."""
        works = by_three([(x, Fraction(x) + Fraction(side, 2)) for x in (1, 2, 3, 4, 5) for side in (-1, 1)])
        found = borderline_regression(works, borderline=2)
        assert found.cut == D("2.00")
        assert float(found.error) == pytest.approx((30 * 0.25 / 28 * (1 / 30 + 1 / 60)) ** 0.5, abs=0.005)

    def test_where_judges_differ_the_error_is_that_between_them(self):
        """Three lines of one slope, at −0.3, 0 and 0.3. Left out in turn: 2.15, 2.00, 1.85; √(2/3 · 0.045) = 0.173."""
        works = [Rated(judge, x, Fraction(x) + Fraction(judge - 2) * Fraction(3, 10)) for judge in (1, 2, 3)
                 for x in (1, 2, 3, 4) for _ in range(10)]  # fmt: skip
        found = borderline_regression(works, borderline=2)
        assert (found.cut, found.error) == (D("2.00"), D("0.17"))

    def test_the_planted_cut_comes_back(self):
        chance = random.Random(7)
        near = 0
        for _ in range(100):
            works = []
            for who in range(6):
                own = chance.gauss(0, 0.15)
                for _ in range(8):
                    rating = chance.choice((1, 2, 3, 4))
                    total = 1.4 + 0.7 * rating + own + chance.gauss(0, 0.3)
                    works.append(Rated(who, rating, Fraction(round(total * 100), 100)))
            found = borderline_regression(works, borderline=2)
            near += abs(float(found.cut) - 2.8) <= 2.57 * float(found.error) + 0.005
        assert near >= 90

    @pytest.mark.parametrize(
        ("works", "why"),
        [(by_three([(1, Fraction(1))]), "few"), (by_three([(2, Fraction(3))] * 4), "flat"),
         (by_three([(1, Fraction(4)), (4, Fraction(1))] * 2), "flat"),
         ([Rated(1, x, Fraction(x)) for x in (1, 2, 3, 4)] * 5, "few"),
         ([Rated(1, x, Fraction(x)) for x in (1, 2, 3, 4)] * 5 + [Rated(2, 2, Fraction(2)), Rated(3, 2, Fraction(2))], "flat")],
    )  # fmt: skip
    def test_it_says_that_it_cant_be_told(self, works, why):
        """Few works; all alike; turned round; one judge alone; or a line that hangs on a single judge."""
        found = borderline_regression(works, borderline=2)
        assert (found.cut, found.why) == (None, why)


def test_at_the_cut_it_is_reached():
    assert reached([Fraction(14, 5), Fraction(279, 100), Fraction(3)], D("2.8")) == 2


class TestChoosingWork:
    def test_it_is_spread_as_all_the_work_is(self):
        totals = [(n, Fraction(n % 10)) for n in range(100)]
        chosen = evenly(totals, 10)
        assert len(set(chosen)) == 10 and sorted(n % 10 for n in chosen) == list(range(10))

    def test_where_there_is_little_it_is_all_of_it(self):
        assert evenly([(7, Fraction(2)), (3, Fraction(1))], 12) == [3, 7]


RULE = PassRule((CriterionRule("a", 1, 3, True), CriterionRule("b"), CriterionRule("c")), cut=D("2.8"))
SCALE = dict.fromkeys("abc", (1, 4))


def a_panel(true, chance, error=0.45):
    return [
        {key: max(1, min(4, round(level + chance.gauss(0, error)))) for key, level in true.items()} for _ in range(2)
    ]


class TestConsistency:
    """Planted truth: what is told of the first panels is how often second ones, drawn from the same truth, agree."""

    def test_it_is_what_second_panels_do(self):
        chance = random.Random(11)
        truths = [{key: chance.gauss(3, 0.6) for key in "abc"} for _ in range(400)]
        first = [a_panel(true, chance) for true in truths]
        known = spreads(RULE, first, SCALE)
        told = [consistency(RULE, panel, known, seed=n, draws=60).same for n, panel in enumerate(first)]
        same = [judge(RULE, a_panel(true, chance)).met == judge(RULE, one).met
                for true, one in zip(truths, first, strict=True)]  # fmt: skip
        assert sum(told) / len(told) == pytest.approx(sum(same) / len(same), abs=0.05)
        sure = [n for n, value in enumerate(told) if value > 0.9]
        unsure = [n for n, value in enumerate(told) if value < 0.65]
        assert sum(same[n] for n in sure) / len(sure) > 0.85
        assert sum(same[n] for n in unsure) / len(unsure) < 0.75

    def test_far_from_the_cut_it_is_sure(self):
        chance = random.Random(12)
        first = [a_panel({key: chance.gauss(3, 0.6) for key in "abc"}, chance) for _ in range(100)]
        known = spreads(RULE, first, SCALE)
        assert consistency(RULE, [dict.fromkeys("abc", 4)] * 2, known, seed=1).same > 0.9
        assert consistency(RULE, [dict.fromkeys("abc", 1)] * 2, known, seed=1).same > 0.95
        edge = consistency(RULE, [{"a": 3, "b": 3, "c": 3}, {"a": 3, "b": 3, "c": 2}], known, seed=1).same
        assert 0.4 < edge < 0.8

    def test_too_few_works_tell_nothing(self):
        first = [[dict.fromkeys("abc", 3)] * 2] * 19
        assert consistency(RULE, first[0], spreads(RULE, first, SCALE), seed=1).same is None
