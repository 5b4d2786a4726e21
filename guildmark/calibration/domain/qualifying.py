"""Whether somebody reads as the experts do: one set of exemplars against its references.

Weighted kappa with quadratic weights (Cohen, Psychol. Bull. 70, 1968, 213–220); 0.60 and above is “substantial” agreement
after Landis and Koch (Biometrics 33, 1977, 159–174). Adjacent agreement is the share of levels at most one apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from guildmark.assessment.domain.statistics.agreement import weighted_kappa

PLACES = Decimal("0.0001")
FEWEST_PAIRS = 6


class Measure(StrEnum):
    KAPPA = "kappa"
    ADJACENT = "adjacent"


@dataclass(frozen=True)
class Policy:
    """What a program asks of its assessors. These are the values where it has set none.

    `seed_percent`: of a hundred seats that an assessor gets, how many exemplars are slipped in beside.
    """

    exemplars: int = 4
    measure: Measure = Measure.KAPPA
    least: Decimal = Decimal("0.60")
    months: int = 12
    seed_percent: int = 5


@dataclass(frozen=True)
class Line:
    """One criterion of one exemplar: the level of the experts, and one’s own."""

    reference: int
    own: int

    @property
    def apart(self) -> int:
        return abs(self.own - self.reference)


@dataclass(frozen=True)
class Verdict:
    """`value`: the agreement, cut off after four places; none where it can’t be told, and then nobody qualifies by it."""

    value: Decimal | None
    pairs: int
    passed: bool


def verdict(lines: Sequence[Line], measure: Measure, least: Decimal) -> Verdict:
    value = agreement_of(lines, measure)
    return Verdict(value, len(lines), value is not None and value >= least)


def agreement_of(lines: Sequence[Line], measure: Measure) -> Decimal | None:
    """The agreement with the references; none with fewer than six levels, or where all are the same."""
    if len(lines) < FEWEST_PAIRS:
        return None
    if measure is Measure.ADJACENT:
        return Decimal(sum(line.apart <= 1 for line in lines)) / len(lines) // PLACES * PLACES
    kappa = weighted_kappa([(line.reference, line.own) for line in lines])
    return None if kappa is None else Decimal(repr(round(kappa, 9))).quantize(PLACES, ROUND_DOWN)


def lines_of(references: Mapping[str, int], own: Mapping[str, int]) -> list[Line]:
    """The criteria on which there is both, in the order of the reference."""
    return [Line(level, own[key]) for key, level in references.items() if key in own]
