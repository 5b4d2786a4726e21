"""Rubrics: criteria at described levels, and the pass rule in words. Weights and cuts are exact decimals."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from guildmark.programs.domain.sentence import Sentence, _


@dataclass(frozen=True)
class Level:
    number: int
    descriptor: str
    name: str = ""


@dataclass(frozen=True)
class Indicator:
    """A performance indicator as it read when the version was made; `framework` is its title."""

    framework: str
    framework_identifier: UUID
    identifier: UUID
    statement: str
    code: str = ""


@dataclass(frozen=True)
class Criterion:
    """One thing judged. Its combined level must reach `minimum`, whatever the mean says; a critical one without a
    minimum must reach the rubric's cut. `tolerance`: levels by which sheets may differ, where it isn't the version's."""

    key: str
    title: str
    weight: Decimal = Decimal(1)
    minimum: int | None = None
    critical: bool = False
    evidence_at: str = ""
    levels: tuple[Level, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tolerance: int | None = None

    @property
    def top(self) -> int:
        return max((level.number for level in self.levels), default=0)

    def level(self, number: int) -> Level | None:
        return next((level for level in self.levels if level.number == number), None)


@dataclass(frozen=True)
class Rubric:
    """How one task is judged. `cut`: the least weighted mean level; none where the minimums alone decide."""

    criteria: tuple[Criterion, ...]
    cut: Decimal | None = None
    cut_reason: str = ""

    @property
    def top(self) -> int:
        return max((criterion.top for criterion in self.criteria), default=0)

    @property
    def total_weight(self) -> Decimal:
        return sum((criterion.weight for criterion in self.criteria), Decimal(0))

    def criterion(self, key: str) -> Criterion | None:
        return next((criterion for criterion in self.criteria if criterion.key == key), None)


def pass_rule(rubric: Rubric) -> list[Sentence]:
    """What it takes to meet a task, each condition a clause; all of them together."""
    return [*_minimums(rubric), *_mean(rubric)] or [_("no threshold is set yet")]


def least_of(criterion: Criterion, rubric: Rubric) -> Decimal | None:
    """The level that this criterion needs by itself, or none."""
    if criterion.minimum is not None:
        return Decimal(criterion.minimum)
    return rubric.cut if criterion.critical else None


def _minimums(rubric: Rubric) -> Iterator[Sentence]:
    """The minimums, criteria that share one said together; the critical ones first."""
    for critical in (True, False):
        named: dict[Decimal, list[str]] = {}
        for criterion in rubric.criteria:
            least = least_of(criterion, rubric)
            if criterion.critical is critical and least is not None:
                named.setdefault(least, []).append(criterion.title)
        for minimum, titles in sorted(named.items(), reverse=True):
            if len(titles) == len(rubric.criteria):
                yield _("every criterion at level {minimum} or above", minimum=minimum)
            elif critical:
                yield _("{titles} (critical) at level {minimum} or above", titles=titles, minimum=minimum)
            else:
                yield _("{titles} at level {minimum} or above", titles=titles, minimum=minimum)


def _mean(rubric: Rubric) -> Iterator[Sentence]:
    if rubric.cut is None:
        return
    if len({criterion.weight for criterion in rubric.criteria}) > 1:
        yield _("the weighted mean of the levels at least {cut} of {top}", cut=rubric.cut, top=rubric.top)
    else:
        yield _("the mean of the levels at least {cut} of {top}", cut=rubric.cut, top=rubric.top)


def boundary_rule(rubric: Rubric) -> Sentence:
    """What happens exactly at the cut, and what is done to decimals: nothing."""
    if rubric.cut is None:
        return _("Exactly the minimum meets it. Nothing is rounded.")
    return _("Exactly {cut} meets it. Nothing is rounded, up or down.", cut=rubric.cut)
