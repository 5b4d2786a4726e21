"""What this room announces of panels formed together, and of the policy on conflicts."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class PanelsFormed(Fact):
    """The panels that waited were looked at together: how many are full now, and how many are not. `searched_out`: the
    time for the search ran out, and the best found was used."""

    program_id: int | None
    formed: int
    unfilled: int
    searched_out: bool


@dataclass(frozen=True)
class ConflictPolicySet(Fact):
    policy_ref: int
    number: int


@dataclass(frozen=True)
class WaiverAsked(Fact):
    """Somebody asked that a soft conflict shall not keep an assessor from a submission."""

    waiver_ref: int
    submission_id: int
    assessor_id: int
    conflict: str


@dataclass(frozen=True)
class WaiverAgreed(Fact):
    waiver_ref: int
    submission_id: int
    assessor_id: int
    conflict: str
