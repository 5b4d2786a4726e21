"""What a vote comes to, by the charter’s rule and nothing else."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

SIMPLE, TWO_THIRDS = "simple", "two_thirds"


class Outcome(StrEnum):
    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True)
class Rule:
    """`quorum`: so many members at least take part, whichever way they vote."""

    quorum: int
    majority: str = SIMPLE


@dataclass(frozen=True)
class Count:
    """`eligible`: members who could take part; those who stood aside are not among them."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    eligible: int = 0

    @property
    def taken_part(self) -> int:
        return self.yes + self.no + self.abstain


def outcome(rule: Rule, count: Count) -> Outcome:
    """Abstaining counts for the quorum, not for the majority. A tie is not carried: nobody has a second vote."""
    if count.taken_part < rule.quorum:
        return Outcome.NO_QUORUM
    if rule.majority == TWO_THIRDS:
        carried = count.yes > 0 and 3 * count.yes >= 2 * (count.yes + count.no)
    else:
        carried = count.yes > count.no
    return Outcome.CARRIED if carried else Outcome.NOT_CARRIED


def written(rule: Rule, count: Count) -> dict[str, Any]:
    """Both as plain values, to be kept with the decision."""
    return {
        "quorum": rule.quorum, "majority": rule.majority, "yes": count.yes, "no": count.no, "abstain": count.abstain,
        "eligible": count.eligible,
    }  # fmt: skip


def read(kept: dict[str, Any] | None) -> tuple[Rule, Count]:
    """Both as they were kept. `ValueError` where nothing was: an open motion has no count yet."""
    if kept is None:
        raise ValueError("no count was kept: the motion is open")
    count = Count(kept["yes"], kept["no"], kept["abstain"], kept["eligible"])
    return Rule(kept["quorum"], kept["majority"]), count
