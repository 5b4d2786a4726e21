"""Disagreement between sealed sheets, and what follows from it: a result, a further assessor, or consensus."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from guildmark.assessment.domain.scoring import Levels, PassRule, judge


@dataclass(frozen=True)
class Policy:
    """`tolerance`: how many levels apart two assessors may be. `band`: how near the cut counts as near; 0 is off."""

    tolerance: int = 1
    band: Decimal | Fraction | int = 0


@dataclass(frozen=True)
class Disagreement:
    """Where sheets part. `beyond`: criteria further apart than tolerated; `differing`: any difference at all.

    `on_less`: one of them judged what was there before more evidence was handed in, and they differ. What was not
    judged on the same evidence is never averaged.
    """

    beyond: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    across_cut: bool = False
    near_cut: bool = False
    on_less: bool = False

    @property
    def contested(self) -> tuple[str, ...]:
        """What the panel must agree on: the criteria beyond tolerance; across the cut or on less, each that differs."""
        return self.differing if self.across_cut or self.on_less else self.beyond

    def __bool__(self) -> bool:
        return bool(self.beyond) or self.across_cut or self.near_cut or self.on_less


class Step(StrEnum):
    RESULT = "result"
    FURTHER_ASSESSOR = "further_assessor"
    CONSENSUS = "consensus"


def compare(rule: PassRule, policy: Policy, sheets: Sequence[Levels], *, same_evidence: bool = True) -> Disagreement:
    """Where these complete sheets part from each other, and whether their common total is near the cut."""
    spreads = {c.key: _spread([sheet[c.key] for sheet in sheets]) for c in rule.criteria}
    differing = tuple(key for key, spread in spreads.items() if spread)
    alone = {judge(rule, [sheet]).met for sheet in sheets}
    return Disagreement(
        beyond=tuple(key for key, spread in spreads.items() if spread > policy.tolerance),
        differing=differing,
        across_cut=len(alone) > 1,
        near_cut=_near(rule, policy, sheets),
        on_less=bool(differing) and not same_evidence,
    )


def _spread(levels: Sequence[int]) -> int:
    return max(levels) - min(levels)


def _near(rule: PassRule, policy: Policy, sheets: Sequence[Levels]) -> bool:
    if rule.cut is None or not policy.band:
        return False
    return abs(judge(rule, sheets).total - Fraction(rule.cut)) <= Fraction(policy.band)


def next_step(found: Disagreement, *, read_further: bool) -> Step:
    """What follows. The first disagreement brings a further assessor; what then is still contested, consensus.

    Being near the cut asks for one more reading and no more: if the panel agrees, its total stands. Sheets that judged
    less than is there now are for those who sealed them to look at again, together.
    """
    if not found:
        return Step.RESULT
    parted = found.beyond or found.across_cut or found.near_cut
    if parted and not read_further:
        return Step.FURTHER_ASSESSOR
    return Step.CONSENSUS if found.contested else Step.RESULT
