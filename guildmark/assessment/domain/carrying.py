"""Partial re-assessment: what an attempt has shown needn’t be shown again for a while."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from guildmark.assessment.domain.scoring import CriterionRule, PassRule
from guildmark.kernel.calendar import add_months


@dataclass(frozen=True)
class Shown:
    """The level that a criterion came to. `until`: where it was itself carried over, the last day on which it counts."""

    level: Fraction
    until: date | None = None


@dataclass(frozen=True)
class Credit:
    """A level that counts in the next attempt without being judged again, up to and including a day."""

    criterion: str
    level: Fraction
    until: date


def bar(rule: PassRule, criterion: CriterionRule) -> Fraction | None:
    """The level from which a criterion stands in no way of the threshold: its own minimum and the cut, the higher."""
    own, cut = rule.needed(criterion), None if rule.cut is None else Fraction(rule.cut)
    return max((one for one in (own, cut) if one is not None), default=None)


def credits(
    rule: PassRule, shown: Mapping[str, Shown], *, reached_on: date, months: int, on: date
) -> tuple[Credit, ...]:
    """What carries over on a day from an attempt that was not yet met. A credit isn’t renewed by being carried.

    Where nothing would be left to judge, nothing is carried: an attempt is judged on something.
    """
    found = tuple(_credits(rule, shown, reached_on, months, on)) if months else ()
    return found if len(found) < len(rule.criteria) else ()


def _credits(rule: PassRule, shown: Mapping[str, Shown], reached_on: date, months: int, on: date) -> Iterable[Credit]:
    for criterion in rule.criteria:
        if (was := shown.get(criterion.key)) is None:
            continue
        least = bar(rule, criterion)
        until = was.until or add_months(reached_on, months)
        if (least is None or was.level >= least) and on <= until:
            yield Credit(criterion.key, was.level, until)


def asked(rule: PassRule, carried: Iterable[str]) -> PassRule:
    """The rule for what is judged now. Whoever meets it meets the whole, since what is carried reaches the cut."""
    gone = frozenset(carried)
    return PassRule(tuple(one for one in rule.criteria if one.key not in gone), rule.cut)
