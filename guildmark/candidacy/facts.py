"""What this room announces."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class CandidacyApplied(Fact):
    candidacy_id: int
    person_id: int
    program_id: int


@dataclass(frozen=True)
class RenewalBegun(Fact):
    """A holder works towards the next period; nobody need admit them."""

    candidacy_id: int
    person_id: int
    program_id: int


@dataclass(frozen=True)
class CandidacyAdmitted(Fact):
    candidacy_id: int
    person_id: int


@dataclass(frozen=True)
class CandidacyNotAdmitted(Fact):
    candidacy_id: int
    person_id: int


@dataclass(frozen=True)
class CandidacyBegun(Fact):
    candidacy_id: int


@dataclass(frozen=True)
class RequirementFulfilled(Fact):
    """`source_kind` and `source_ref` say by what: a result, a prior credential, an earlier candidacy."""

    candidacy_id: int
    node_key: str
    source_kind: str
    source_ref: int


@dataclass(frozen=True)
class CandidacyCompleted(Fact):
    """Every requirement is met: from now on the candidacy awaits its decision."""

    candidacy_id: int
    person_id: int
    program_id: int


@dataclass(frozen=True)
class CandidacyReferred(Fact):
    """No attempt is left at something needed: from now on the candidacy awaits its decision."""

    candidacy_id: int
    person_id: int
    program_id: int


@dataclass(frozen=True)
class CandidacyTakenUpAgain(Fact):
    """The committee gave another way to go on: the candidacy is in progress again."""

    candidacy_id: int
    person_id: int
    program_id: int


@dataclass(frozen=True)
class CandidacyPaused(Fact):
    candidacy_id: int


@dataclass(frozen=True)
class CandidacyResumed(Fact):
    candidacy_id: int


@dataclass(frozen=True)
class CandidacyWithdrawn(Fact):
    candidacy_id: int
    person_id: int


@dataclass(frozen=True)
class CandidacyConcluded(Fact):
    candidacy_id: int
    certified: bool


@dataclass(frozen=True)
class PlanStepSet(Fact):
    """When the candidate means to have a requirement done; an empty date takes the target away."""

    candidacy_id: int
    node_key: str
    target_on: str


@dataclass(frozen=True)
class AccommodationRequested(Fact):
    """Names neither candidacy nor person: whoever may read their history need not know that anything was asked for."""

    accommodation_id: int


@dataclass(frozen=True)
class AccommodationAgreed(Fact):
    accommodation_id: int


@dataclass(frozen=True)
class AccommodationDeclined(Fact):
    accommodation_id: int


@dataclass(frozen=True)
class AccommodationEnded(Fact):
    accommodation_id: int
