"""Where the cut should lie: what judges say of those who just suffice, and what panels gave to those on the border.

Modified Angoff for work judged at levels (the extended Angoff method of Hambleton and Plake, Appl. Meas. Educ. 8, 1995,
41–55): each judge says which mean level a candidate who just suffices would get on each criterion; after seeing how far
they lie apart, they say so again. The cut is the mean of the judges, its standard error their standard deviation over the
root of their number. Borderline-group regression (Wood, Humphrey-Murto and Norman, Adv. Health Sci. Educ. 11, 2006,
115–122; Kramer et al., Med. Educ. 37, 2003, 132–139): the total of each work on a global rating of it; the cut is the
total that the line foresees where the rating says “borderline”.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from math import sqrt
from statistics import fmean, stdev

LEAST_JUDGES = 3
LEAST_WORKS = 10
PLACES = Decimal("0.01")

Said = Mapping[str, Decimal]
"""What one judge expects of a candidate who just suffices, by criterion."""


@dataclass(frozen=True)
class Recommended:
    """A cut with its standard error, from so many; none where it can't be told, and `why` in a word: few, flat."""

    cut: Decimal | None
    error: Decimal | None
    number: int
    why: str = ""


@dataclass(frozen=True)
class SpreadOf:
    """How far the judges lie apart on one criterion, or on the whole: what they see before the second round."""

    lowest: Decimal
    mean: Decimal
    highest: Decimal
    deviation: Decimal | None


def cut_of(judge: Said, weights: Mapping[str, Decimal]) -> Fraction:
    """The weighted mean level at which this judge would draw the line."""
    total = sum((Fraction(weight) for weight in weights.values()), Fraction(0))
    return sum((Fraction(weights[key]) * Fraction(judge[key]) for key in weights), Fraction(0)) / total


def angoff(judges: Sequence[Said], weights: Mapping[str, Decimal]) -> Recommended:
    """The cut that the judges of one round recommend."""
    if len(judges) < LEAST_JUDGES:
        return Recommended(None, None, len(judges), "few")
    cuts = [float(cut_of(judge, weights)) for judge in judges]
    return Recommended(_exact(fmean(cuts)), _exact(stdev(cuts) / sqrt(len(cuts))), len(cuts))


def spread(said: Sequence[Decimal]) -> SpreadOf:
    values = [float(one) for one in said]
    return SpreadOf(min(said), _exact(fmean(values)), max(said), _exact(stdev(values)) if len(values) > 1 else None)


@dataclass(frozen=True)
class Rated:
    """A piece of work: who judged it, what they say of it on the whole, and the total that its sheet comes to."""

    judge: int
    rating: int
    total: Fraction


def borderline_regression(works: Sequence[Rated], *, borderline: int) -> Recommended:
    """The cut by global rating and total of each work. The standard error is that of the line at “borderline”, which takes
    the works for independent; or that of leaving out one judge after the other (the jackknife: Efron and Stein, Ann.
    Statist. 9, 1981, 586–596), where it is larger, since those who rate several works rate them in one way."""
    judges = {one.judge for one in works}
    if len(works) < LEAST_WORKS or len(judges) < LEAST_JUDGES:
        return Recommended(None, None, len(works), "few")
    line = _line(works, borderline)
    without = [_line([one for one in works if one.judge != judge], borderline) for judge in sorted(judges)]
    cuts = [left[0] for left in without if left is not None]
    if line is None or len(cuts) < len(without):
        return Recommended(None, None, len(works), "flat")
    cut, error = line
    between = sqrt((len(cuts) - 1) / len(cuts) * sum((one - fmean(cuts)) ** 2 for one in cuts))
    return Recommended(_exact(cut), _exact(max(error, between)), len(works))


def _line(works: Sequence[Rated], at: int) -> tuple[float, float] | None:
    """What least squares foresee there, with its standard error; none where higher ratings bring no higher totals."""
    ratings, totals = [float(one.rating) for one in works], [float(one.total) for one in works]
    number = len(works)
    if number < 3:
        return None
    middle, height = fmean(ratings), fmean(totals)
    sxx = sum((one - middle) ** 2 for one in ratings)
    slope = sum((x - middle) * (y - height) for x, y in zip(ratings, totals, strict=True)) / sxx if sxx else 0
    if slope <= 0:
        return None
    left = sum((y - height - slope * (x - middle)) ** 2 for x, y in zip(ratings, totals, strict=True)) / (number - 2)
    return height + slope * (at - middle), sqrt(left * (1 / number + (at - middle) ** 2 / sxx))


def _exact(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(PLACES, ROUND_HALF_EVEN)


def reached(totals: Sequence[Fraction], cut: Decimal) -> int:
    """How many of these totals lie at the cut or above it."""
    return sum(total >= Fraction(cut) for total in totals)


def evenly(works: Sequence[tuple[int, Fraction]], most: int) -> list[int]:
    """Works from the whole range of totals, spread as all of them are: in even steps by rank, so that choosing them bends
    no line through them."""
    ordered = [work for work, _total in sorted(works, key=lambda one: (one[1], one[0]))]
    if len(ordered) <= most:
        return ordered
    return [ordered[round(step * (len(ordered) - 1) / (most - 1))] for step in range(most)]
