"""What this room announces."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class CalibrationPolicySet(Fact):
    program_id: int
    policy_ref: int


@dataclass(frozen=True)
class ExemplarMade(Fact):
    """`submission_id`: the work it was copied from."""

    exemplar_id: int
    submission_id: int
    basis: str


@dataclass(frozen=True)
class ReferenceProposed(Fact):
    exemplar_id: int
    reference_ref: int


@dataclass(frozen=True)
class ReferenceAgreed(Fact):
    """`stands`: it was the last agreement that was missing."""

    exemplar_id: int
    reference_ref: int
    stands: bool


@dataclass(frozen=True)
class ExemplarOpened(Fact):
    exemplar_id: int


@dataclass(frozen=True)
class ExemplarRetired(Fact):
    exemplar_id: int


@dataclass(frozen=True)
class CalibrationAsked(Fact):
    calibration_id: int
    person_id: int
    program_id: int
    cause: str


@dataclass(frozen=True)
class CalibrationClosed(Fact):
    """Every exemplar of a set is read. The agreement itself stays with the assessor and the program’s owner."""

    calibration_id: int
    person_id: int
    program_id: int
    passed: bool


@dataclass(frozen=True)
class AssessorsFounded(Fact):
    """The first assessors of a program, whom nobody could have qualified."""

    program_id: int
    person_ids: tuple[int, ...]
    until: str


@dataclass(frozen=True)
class ReliabilityRecorded(Fact):
    program_id: int
    reliability_ref: int


@dataclass(frozen=True)
class SeedPlanned(Fact):
    """For whom, nobody is told."""

    plan_ref: int


@dataclass(frozen=True)
class SeedSettled(Fact):
    plan_ref: int
    given: bool


@dataclass(frozen=True)
class AssessorPaused(Fact):
    """No new work of a program until they have calibrated again."""

    person_id: int
    program_id: int
    cause: str


@dataclass(frozen=True)
class AssessorPauseLifted(Fact):
    person_id: int
    program_id: int
