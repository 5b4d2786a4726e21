"""Whether a second panel would decide the same.

A generalizability model (Brennan, *Generalizability Theory*, 2001, chapter 2) for each criterion: what an assessor gives is
the work's own level plus an error, whose variance follows from works that several read. The level behind a panel's mean is
drawn from its regressed distribution (Kelley, 1923), a second panel of the same size reads it, and the pass rule itself
decides: what Livingston and Lewis (J. Educ. Meas. 32, 1995, 179–197) call decision consistency, with every minimum
and critical criterion in it. Levels are whole, so the variance of rounding (1/12, Sheppard) is no assessor's error.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from guildmark.assessment.domain.scoring import Levels, PassRule, judge

LEAST_WORKS = 20  # read by several, on each criterion
DRAWS = 400
SHEPPARD = 1 / 12
LEAST_ERROR = 0.02


@dataclass(frozen=True)
class Spread:
    """One criterion: the mean of all works, the variance between works, and that between assessors of one work."""

    mean: float
    works: float
    assessors: float
    lowest: int
    highest: int


@dataclass(frozen=True)
class Consistency:
    """`same`: the share of second panels that would decide as the first did; none where it can't be told."""

    same: float | None
    panel: int


def spreads(
    rule: PassRule, panels: Sequence[Sequence[Levels]], scale: Mapping[str, tuple[int, int]]
) -> dict[str, Spread]:
    """By criterion, from the panels on many works; without the criteria of which too few works were read by two."""
    found = {}
    for criterion in rule.criteria:
        key = criterion.key
        given = [[sheet[key] for sheet in panel if key in sheet] for panel in panels]
        several = [levels for levels in given if len(levels) > 1]
        if len(several) < LEAST_WORKS:
            continue
        freedom = sum(len(levels) - 1 for levels in several)
        within = sum(sum((one - fmean(levels)) ** 2 for one in levels) for levels in several) / freedom
        means = [fmean(levels) for levels in several]
        middle = fmean(means)
        between = sum((one - middle) ** 2 for one in means) / (len(means) - 1)
        size = fmean(len(levels) for levels in several)
        found[key] = Spread(
            mean=middle,
            works=max(between - within / size, 0.0),
            assessors=max(within - SHEPPARD, LEAST_ERROR),
            lowest=scale.get(key, (1, 1))[0],
            highest=scale.get(key, (1, 1))[1],
        )
    return found


def consistency(
    rule: PassRule, panel: Sequence[Levels], known: Mapping[str, Spread], *, seed: int, draws: int = DRAWS
) -> Consistency:
    """For one work with its panel’s sheets. `known`: the spreads of all criteria of the rule, or it can't be told."""
    size = len(panel)
    if not size or any(one.key not in known for one in rule.criteria):
        return Consistency(None, size)
    first = judge(rule, panel).met
    chance = random.Random(seed)
    same = sum(judge(rule, _second(rule, panel, known, size, chance)).met == first for _ in range(draws))
    return Consistency(same / draws, size)


def _second(
    rule: PassRule, panel: Sequence[Levels], known: Mapping[str, Spread], size: int, chance: random.Random
) -> list[dict[str, int]]:
    """The sheets of a panel drawn anew."""
    sheets: list[dict[str, int]] = [{} for _ in range(size)]
    for criterion in rule.criteria:
        spread = known[criterion.key]
        error = (spread.assessors + SHEPPARD) / size  # what blurs the mean of the first panel
        trust = spread.works / (spread.works + error) if spread.works else 0.0
        middle = trust * fmean(sheet[criterion.key] for sheet in panel) + (1 - trust) * spread.mean
        level = chance.gauss(middle, sqrt(trust * error)) if trust else middle
        for sheet in sheets:
            given = round(level + chance.gauss(0, sqrt(spread.assessors)))
            sheet[criterion.key] = max(spread.lowest, min(spread.highest, given))
    return sheets
