"""Agreement on content by published values and planted truth; when it can't be told."""

import random

import pytest

from guildmark.consultation.domain.content_validity import _holm, agreement, critical_ratio, differing, mean_of
from guildmark.consultation.domain.drawing import Known, band, draw


class TestLawshe:
    @pytest.mark.parametrize(
        ("raters", "critical"),
        [
            (5, 1.0), (6, 1.0), (7, 1.0), (8, 0.750), (9, 0.778), (10, 0.800), (11, 0.636), (12, 0.667), (13, 0.538),
            (14, 0.571), (15, 0.600), (20, 0.500), (25, 0.440), (30, 0.333), (35, 0.314), (40, 0.300),
        ],
    )  # fmt: skip
    def test_critical_values_are_those_of_ayre_and_scally(self, raters, critical):
        """Their table 2 (2014), one-tailed, 0.05, exact."""
        assert critical_ratio(raters) == pytest.approx(critical, abs=0.0005)

    @pytest.mark.parametrize("raters", [0, 1, 3, 4])
    def test_so_few_can_not_be_told_from_chance(self, raters):
        found = agreement(raters, raters)
        assert found.critical is None and found.holds is None

    def test_the_ratio_by_hand(self):
        """Nine of ten: (9 − 5) / 5."""
        found = agreement(9, 10)
        assert found.ratio == pytest.approx(0.8) and found.holds
        assert not agreement(8, 10).holds
        assert agreement(0, 10).ratio == -1


class TestMeans:
    def test_on_two_answers_it_is_the_score_interval_of_wilson(self):
        """81 of 263: 0.2553 to 0.3662 (Newcombe, Stat. Med. 17, 1998, table I)."""
        found = mean_of([1] * 81 + [0] * 182, least=0, most=1)
        assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)

    def test_it_stays_within_the_scale(self):
        found = mean_of([4, 4, 4], least=1, most=4)
        assert found.mean == 4 and found.high == pytest.approx(4) and 1 < found.low < 4

    def test_nobody_said_anything(self):
        assert mean_of([], least=1, most=4) is None

    def test_the_planted_mean_lies_within(self):
        chance, within = random.Random(7), 0
        for _ in range(400):
            found = mean_of(chance.choices((1, 2, 3, 4, 5), weights=(1, 2, 4, 2, 1), k=20), least=1, most=5)
            within += found.low <= 3 <= found.high
        assert within >= 0.93 * 400


class TestFunctions:
    def test_a_planted_difference_is_found_and_agreement_is_not(self):
        parted = {"operations": [3] * 8, "care": [1] * 8}
        alike = {"operations": [3, 2, 3, 3, 2, 3, 3, 2], "care": [3, 2, 3, 2, 3, 3, 2, 3]}
        first, second = differing([parted, alike], seed=1)
        assert first < 0.01 and second > 0.5

    def test_numbers_that_do_not_allow_it(self):
        assert differing([{"operations": [3] * 8, "care": [1] * 4}, {}], seed=1) == [None, None]

    def test_the_same_round_gives_the_same_figures(self):
        said = {"operations": [3, 2, 3, 1, 2, 3], "care": [1, 2, 1, 3, 2, 1]}
        assert differing([said], seed=5) == differing([said], seed=5)

    def test_where_nothing_differs_hardly_a_round_says_so(self):
        chance, alarms = random.Random(3), 0
        for turn in range(60):
            items = [{name: chance.choices((1, 2, 3), k=7) for name in ("a", "b", "c")} for _ in range(5)]
            alarms += any(one is not None and one <= 0.05 for one in differing(items, seed=turn))
        assert alarms <= 8  # of 60; 3 are due, more than 8 come up in one case of a hundred

    def test_holm_as_r_adjusts(self):
        """R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")."""
        assert _holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
        assert _holm([None, 0.04]) == [None, 0.04]


class TestDrawing:
    DIRECTORY = tuple(
        Known(number, "operations" if number < 90 else "care", f"site-{number % 3}", band(number % 9))
        for number in range(100)
    )

    def test_functions_and_sites_come_evenly_however_large_they_are(self):
        found = [one for one in self.DIRECTORY if one.pk in draw(self.DIRECTORY, 12, seed=1)]
        assert sum(one.function == "care" for one in found) in (5, 6, 7)
        assert all(3 <= sum(one.site == f"site-{number}" for one in found) <= 5 for number in range(3))

    def test_one_seed_one_draw(self):
        assert draw(self.DIRECTORY, 12, seed=1) == draw(self.DIRECTORY, 12, seed=1)
        assert draw(self.DIRECTORY, 12, seed=1) != draw(self.DIRECTORY, 12, seed=2)

    def test_nobody_twice_and_no_more_than_there_are(self):
        found = draw(self.DIRECTORY, 300, seed=1)
        assert sorted(found) == list(range(100))
