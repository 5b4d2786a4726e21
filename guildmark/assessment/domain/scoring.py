"""Scoring: sheets in, outcome out. Exact throughout: nothing rounds, and “at least” meets the cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

Levels = Mapping[str, int]
"""One assessor's levels, or the panel's consensus, by criterion key."""


@dataclass(frozen=True)
class CriterionRule:
    """What a criterion counts for, and the least level it needs. A critical one without a minimum needs the cut."""

    key: str
    weight: Decimal | Fraction | int = 1
    minimum: int | None = None
    critical: bool = False


@dataclass(frozen=True)
class PassRule:
    """When work is met: the weighted mean level reaches the cut, and each criterion reaches its own minimum."""

    criteria: tuple[CriterionRule, ...]
    cut: Decimal | Fraction | int | None = None

    def needed(self, criterion: CriterionRule) -> Fraction | None:
        """The least mean level that `criterion` needs by itself, or none."""
        if criterion.minimum is not None:
            return Fraction(criterion.minimum)
        return Fraction(self.cut) if criterion.critical and self.cut is not None else None


class Ground(StrEnum):
    """Why a criterion reads as it does."""

    REACHED = "reached"
    BELOW_MINIMUM = "below_minimum"
    CRITICAL_MISSED = "critical_missed"


@dataclass(frozen=True)
class CriterionOutcome:
    """What came of one criterion. `spread`: the lowest and highest level given; `agreed`: settled by consensus;
    `carried`: as an earlier attempt showed it."""

    key: str
    level: Fraction
    needed: Fraction | None
    ground: Ground
    spread: tuple[int, int]
    agreed: bool = False
    carried: bool = False

    @property
    def reached(self) -> bool:
        return self.ground is Ground.REACHED


@dataclass(frozen=True)
class Outcome:
    """Met or not yet met, with the reason: the weighted mean against the cut, and each criterion against its own."""

    met: bool
    total: Fraction
    cut: Fraction | None
    criteria: tuple[CriterionOutcome, ...]

    @property
    def below(self) -> tuple[CriterionOutcome, ...]:
        return tuple(criterion for criterion in self.criteria if not criterion.reached)


def judge(
    rule: PassRule,
    sheets: Sequence[Levels],
    consensus: Levels | None = None,
    carried: Mapping[str, Fraction] | None = None,
) -> Outcome:
    """The outcome of complete sheets. Where the panel agreed on a level, that level stands instead of the mean; where
    one is carried over from an earlier attempt, no sheet speaks of it.

    Raises `ValueError` without a sheet, or when a sheet lacks a criterion: what was not judged has no outcome.
    """
    agreed = consensus or {}
    outcomes = tuple(
        _carried(rule, criterion, carried[criterion.key])
        if carried and criterion.key in carried
        else _criterion(rule, criterion, sheets, agreed)
        for criterion in rule.criteria
    )
    total = weighted_mean(rule, {outcome.key: outcome.level for outcome in outcomes})
    cut = None if rule.cut is None else Fraction(rule.cut)
    reached = all(outcome.reached for outcome in outcomes) and (cut is None or total >= cut)
    return Outcome(reached, total, cut, outcomes)


def _criterion(rule: PassRule, criterion: CriterionRule, sheets: Sequence[Levels], agreed: Levels) -> CriterionOutcome:
    key = criterion.key
    if not sheets or any(key not in sheet for sheet in sheets):
        raise ValueError(f"criterion {key} was not judged on every sheet")
    given = [sheet[key] for sheet in sheets]
    level = Fraction(agreed[key]) if key in agreed else Fraction(sum(given), len(given))
    needed = rule.needed(criterion)
    ground = _ground(criterion, level, needed)
    return CriterionOutcome(key, level, needed, ground, (min(given), max(given)), key in agreed)


def _carried(rule: PassRule, criterion: CriterionRule, level: Fraction) -> CriterionOutcome:
    needed = rule.needed(criterion)
    around = (level.numerator // level.denominator, -(-level.numerator // level.denominator))
    return CriterionOutcome(
        criterion.key, level, needed, _ground(criterion, level, needed), around, agreed=False, carried=True
    )


def _ground(criterion: CriterionRule, level: Fraction, needed: Fraction | None) -> Ground:
    if needed is None or level >= needed:
        return Ground.REACHED
    return Ground.CRITICAL_MISSED if criterion.critical else Ground.BELOW_MINIMUM


def weighted_mean(rule: PassRule, levels: Mapping[str, Fraction | int]) -> Fraction:
    """The weighted mean over the criteria that `levels` speaks of. Raises `ValueError` if they weigh nothing."""
    counted = [criterion for criterion in rule.criteria if criterion.key in levels]
    weight = sum((Fraction(criterion.weight) for criterion in counted), Fraction(0))
    if weight <= 0:
        raise ValueError("the criteria weigh nothing")
    return sum((Fraction(c.weight) * levels[c.key] for c in counted), Fraction(0)) / weight


@dataclass(frozen=True)
class Running:
    """How an unfinished sheet stands: what is scored, the mean so far, and whether it would be met when complete."""

    scored: int
    of: int
    total: Fraction | None
    cut: Fraction | None
    below: tuple[str, ...]
    met: bool | None  # unknown until complete

    @property
    def complete(self) -> bool:
        return self.scored == self.of


def running(rule: PassRule, levels: Levels, *, partly: bool = False) -> Running:
    """One sheet against the threshold, before it is sealed. `partly`: other criteria are carried over and their levels
    not told, so a mean below the cut leaves it open."""
    scored = [criterion for criterion in rule.criteria if criterion.key in levels]
    below = tuple(c.key for c in scored if (least := rule.needed(c)) is not None and levels[c.key] < least)
    complete = len(scored) == len(rule.criteria)
    met = judge(rule, [levels]).met if complete else None
    return Running(
        scored=len(scored),
        of=len(rule.criteria),
        total=weighted_mean(rule, levels) if scored else None,
        cut=None if rule.cut is None else Fraction(rule.cut),
        below=below,
        met=None if partly and met is False and not below else met,
    )


def wants_rationale(rule: PassRule, key: str, level: int) -> bool:
    """Whether a level needs a reason in words: it lies below the criterion's own minimum, or else below the cut."""
    criterion = next(c for c in rule.criteria if c.key == key)
    least = rule.needed(criterion)
    if least is None and rule.cut is not None:
        least = Fraction(rule.cut)
    return least is not None and level < least


def shown(number: Fraction, places: int = 2) -> str:
    """A number to read. Cut off, never rounded up, and marked when cut: 8/3 is “2.66…”, so 2.799 never reads 2.8."""
    scaled = number * 10**places
    whole = scaled.numerator // scaled.denominator
    text = f"{Decimal(whole).scaleb(-places):f}"
    if scaled.denominator != 1:
        return f"{text}…"
    return text.rstrip("0").rstrip(".")
