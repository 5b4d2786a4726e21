"""The criteria that the judges of a study read, kept as they read when it was opened: drafts go on changing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from guildmark.programs.domain.rubric import Rubric

STEP = Decimal("0.5")
OVERALL = (1, 2, 3, 4)
BORDERLINE = 2


@dataclass(frozen=True)
class Level:
    number: int
    name: str
    text: str


@dataclass(frozen=True)
class Criterion:
    key: str
    title: str
    weight: Decimal
    levels: tuple[Level, ...]
    evidence: str = ""

    @property
    def top(self) -> int:
        return max((level.number for level in self.levels), default=1)

    @property
    def choices(self) -> tuple[Decimal, ...]:
        """What a judge may say: each level, and halfway between two."""
        return tuple(1 + STEP * n for n in range((self.top - 1) * 2 + 1))


Packed = dict[str, Any]


def packed(rubric: Rubric) -> list[Packed]:
    """The criteria as plain values."""
    return [
        {
            "key": one.key,
            "title": one.title,
            "weight": str(one.weight.normalize()),
            "evidence": one.evidence_at,
            "levels": [[level.number, level.name, level.descriptor] for level in one.levels],
        }
        for one in rubric.criteria
    ]


def unpacked(criteria: Sequence[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(
            key=one["key"],
            title=one["title"],
            weight=Decimal(one["weight"]),
            evidence=one["evidence"],
            levels=tuple(Level(*level) for level in one["levels"]),
        )
        for one in criteria
    )


def weights(criteria: Sequence[Criterion]) -> dict[str, Decimal]:
    return {one.key: one.weight for one in criteria}
