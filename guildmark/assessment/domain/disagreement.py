"""Disagreement between sealed sheets, and what follows from it: a result, a further assessor, or consensus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from guildmark.assessment.domain.scoring import Levels, PassRule, judge


@dataclass(frozen=True)
class Policy:
    """`tolerance`: how many levels apart two assessors may be, `own` where a criterion says otherwise.

    `band`: how near the cut counts as near; `errors`: the same in standard errors of the panel's score, where the
    interval around it holds the cut; 0 is off. `further`: whether a further assessor reads before the panel talks.
    """

    tolerance: int = 1
    band: Decimal | Fraction | int = 0
    errors: Decimal | Fraction | int = 0
    further: bool = True
    own: Mapping[str, int] = field(default_factory=dict)

    def tolerated(self, criterion: str) -> int:
        return self.own.get(criterion, self.tolerance)


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


def compare(
    rule: PassRule,
    policy: Policy,
    sheets: Sequence[Levels],
    *,
    carried: Mapping[str, Fraction] | None = None,
    same_evidence: bool = True,
) -> Disagreement:
    """Where these complete sheets part from each other, and whether their common total is near the cut."""
    judged = [c for c in rule.criteria if not carried or c.key not in carried]
    spreads = {c.key: _spread([sheet[c.key] for sheet in sheets]) for c in judged}
    differing = tuple(key for key, spread in spreads.items() if spread)
    alone = [judge(rule, [sheet], carried=carried) for sheet in sheets]
    panel = judge(rule, sheets, carried=carried).total
    return Disagreement(
        beyond=tuple(c.key for c in judged if spreads[c.key] > policy.tolerated(c.key)),
        differing=differing,
        across_cut=len({one.met for one in alone}) > 1,
        near_cut=_near(rule, policy, panel, [one.total for one in alone]),
        on_less=bool(differing) and not same_evidence,
    )


def _spread(levels: Sequence[int]) -> int:
    return max(levels) - min(levels)


def _near(rule: PassRule, policy: Policy, panel: Fraction, alone: Sequence[Fraction]) -> bool:
    if rule.cut is None:
        return False
    distance = abs(panel - Fraction(rule.cut))
    if policy.band and distance <= Fraction(policy.band):
        return True
    error = squared_error(alone)
    return bool(policy.errors) and error is not None and distance**2 < Fraction(policy.errors) ** 2 * error


def squared_error(totals: Sequence[Fraction]) -> Fraction | None:
    """The square of the standard error of a panel's score: the variance of its members' totals over their number.

    That is the conditional standard error of measurement for absolute decisions of one person, with assessors as the
    facet (Brennan, “Raw-score conditional standard errors of measurement in generalizability theory”, Applied
    Psychological Measurement 22, 1998, 307–331, eq. 9). One assessor alone tells nothing of it. Exact, hence squared.
    """
    n = len(totals)
    if n < 2:
        return None
    mean = sum(totals, Fraction(0)) / n
    return sum(((total - mean) ** 2 for total in totals), Fraction(0)) / (n * (n - 1))


def next_step(found: Disagreement, *, read_further: bool, further: bool = True) -> Step:
    """What follows. The first disagreement brings a further assessor; what then is still contested, consensus.

    Being near the cut asks for one more reading and no more: if the panel agrees, its total stands. Sheets that judged
    less than is there now are for those who sealed them to look at again, together. `further`: whether the policy has a
    further assessor read before the panel talks; near the cut one always does, for talk has nothing to settle there.
    """
    if not found:
        return Step.RESULT
    parted = found.beyond or found.across_cut or found.near_cut
    if parted and not read_further and (further or not found.contested):
        return Step.FURTHER_ASSESSOR
    return Step.CONSENSUS if found.contested else Step.RESULT
