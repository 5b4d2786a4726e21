"""Agreement against published figures, and against ratings that agree by construction."""

import random

import numpy as np
import pytest

from guildmark.assessment.domain.statistics import bootstrap
from guildmark.assessment.domain.statistics.agreement import (
    agreement,
    alpha,
    interval,
    mean_kappa,
    nominal,
    ordinal,
    weighted_kappa,
)
from guildmark.assessment.domain.statistics.ratings import Rating, Ratings

# Krippendorff (2011), section C: four observers, twelve units, some missing.
OBSERVED = {"A": "123321412...", "B": "1233224125.3", "C": ".3332342251.", "D": "12332441251."}
UNITS = [
    {name: int(values[unit]) for name, values in OBSERVED.items() if values[unit] != "."}
    for unit in range(12)
]  # fmt: skip


@pytest.mark.parametrize(("distance", "published"), [(nominal, 0.743), (ordinal, 0.815), (interval, 0.849)])
def test_alpha_is_the_published_one(distance, published):
    assert alpha(UNITS, distance) == pytest.approx(published, abs=0.0005)


def test_weighted_kappa_is_the_published_one():
    """Cohen (1968), table 1: shares of 200 cases, disagreements weighing 1, 3 and 6."""
    shares = {(0, 0): 88, (0, 1): 14, (0, 2): 18, (1, 0): 10, (1, 1): 40, (1, 2): 10, (2, 0): 2, (2, 1): 6, (2, 2): 12}
    pairs = [pair for pair, count in shares.items() for _ in range(count)]
    weights = {frozenset({0, 1}): 1.0, frozenset({0, 2}): 3.0, frozenset({1, 2}): 6.0}
    assert weighted_kappa(pairs, lambda a, b: weights.get(frozenset({a, b}), 0.0)) == pytest.approx(0.348, abs=0.0005)
    assert weighted_kappa(pairs, lambda a, b: float(a != b)) == pytest.approx(0.492, abs=0.0005)


def test_assessors_of_one_mind():
    units = [{"a": score, "b": score} for score in (0, 1, 2, 3)]
    assert (alpha(units, ordinal), mean_kappa(units)) == (1.0, 1.0)


def test_where_all_give_the_same_nothing_can_be_told():
    units = [{"a": 2, "b": 2}] * 5
    assert (alpha(units, ordinal), mean_kappa(units)) == (None, None)


def ratings(of: int, noise: float, seed: int = 3) -> Ratings:
    """Two assessors who see the same level, each off by one this often."""
    chance = random.Random(seed)
    rows = []
    for candidate in range(of):
        level = chance.randint(1, 2)
        for assessor in ("a", "b"):
            score = level + (chance.choice((-1, 1)) if chance.random() < noise else 0)
            rows.append(Rating(f"c{candidate}", assessor, "k", score))
    return Ratings(tuple(rows))


def test_the_interval_holds_what_was_planted():
    noise, held = 0.3, 0
    same = (1 - noise) ** 2 + noise**2 / 2
    for seed in range(20):
        found = agreement(ratings(100, noise, seed), draws=200).exact
        held += found.low <= same <= found.high
    assert held >= 17  # 95% of 20, less chance


def test_few_candidates_give_no_interval_and_it_says_so():
    found = agreement(ratings(6, 0.3))
    assert found.alpha.value is not None and found.alpha.low is None
    assert found.warnings == ("Only 6 candidates were scored by several: no interval can be given.",)


def test_single_scores_can_not_agree():
    found = agreement(Ratings((Rating("c", "a", "k", 1), Rating("d", "b", "k", 2))))
    assert (found.units, found.alpha.value, found.exact.value) == (0, None, None)
    assert "can't be told" in found.warnings[0]


def test_the_same_ratings_give_the_same_interval():
    assert agreement(ratings(40, 0.2)) == agreement(ratings(40, 0.2))


def test_a_draw_is_measured_like_the_whole():
    """The sums that the intervals are made of come to the published figures, too."""
    together = bootstrap._coincidences([[unit] for unit in UNITS if len(unit) > 1])
    assert bootstrap._alpha(together.sum(axis=0)) == pytest.approx(0.815, abs=0.0005)
    pairs = bootstrap._Pairs([[unit] for unit in UNITS if len(unit) > 1])
    once = [1.0] * 11
    assert pairs.kappa(np.array(once)) == pytest.approx(mean_kappa(UNITS))
