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


@dataclass(frozen=True)
class StudyOpened(Fact):
    """Judges are asked where the cut of a task should lie."""

    study_id: int
    program_id: int
    version_id: int
    task: str
    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class JudgeInvited(Fact):
    study_id: int
    person_id: int


@dataclass(frozen=True)
class LevelsSaid(Fact):
    """A judge said something, or said otherwise; who, the journal keeps as the actor only."""

    study_id: int
    round: int


@dataclass(frozen=True)
class LevelsHandedIn(Fact):
    study_id: int
    round: int


@dataclass(frozen=True)
class WorkJudged(Fact):
    """A judge said of some sealed work what it is worth on the whole."""

    study_id: int
    works: int


@dataclass(frozen=True)
class StudyRoundClosed(Fact):
    study_id: int
    round: int
    answers: int


@dataclass(frozen=True)
class StudyRoundOpened(Fact):
    study_id: int
    round: int


@dataclass(frozen=True)
class CutChosen(Fact):
    """What was chosen and why stands in the version."""

    study_id: int
    program_id: int
    version_id: int
    task: str


@dataclass(frozen=True)
class StudyDropped(Fact):
    study_id: int
    program_id: int
    version_id: int
