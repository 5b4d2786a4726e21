"""Who judges, what they seal, and what comes of it."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class AttemptGranted(Fact):
    """One more attempt at a task than the version allows. Why stands with the grant."""

    candidacy_id: int
    person_id: int
    task: str


@dataclass(frozen=True)
class AssessorQualified(Fact):
    qualification_id: int
    person_id: int
    program_id: int


@dataclass(frozen=True)
class ConflictDeclared(Fact):
    person_id: int
    about_id: int


@dataclass(frozen=True)
class PanelCalled(Fact):
    submission_id: int
    panel_id: int


@dataclass(frozen=True)
class PanelFormed(Fact):
    submission_id: int
    panel_id: int
    assessor_ids: tuple[int, ...]


@dataclass(frozen=True)
class SeatStarted(Fact):
    seat_id: int
    submission_id: int


@dataclass(frozen=True)
class SeatDeclined(Fact):
    seat_id: int
    submission_id: int
    assessor_id: int


@dataclass(frozen=True)
class SheetFilled(Fact):
    """Every line of a sheet came at once. What they say stays on the sheet until it is sealed."""

    sheet_id: int
    lines: int


@dataclass(frozen=True)
class SheetSealed(Fact):
    sheet_id: int
    submission_id: int
    digest: str


@dataclass(frozen=True)
class AdjudicationOpened(Fact):
    submission_id: int
    adjudication_id: int


@dataclass(frozen=True)
class PanelRemarked(Fact):
    """A member said something to the panel. What, stays between them."""

    submission_id: int
    adjudication_id: int
    criterion: str


@dataclass(frozen=True)
class AdjudicationSettled(Fact):
    submission_id: int
    adjudication_id: int


@dataclass(frozen=True)
class ResultReached(Fact):
    submission_id: int
    candidacy_id: int
    result_id: int
    met: bool


@dataclass(frozen=True)
class AssessorLanguagesSet(Fact):
    """In which languages they judge; none: in any."""

    qualification_id: int
    person_id: int
    program_id: int
    languages: tuple[str, ...]


@dataclass(frozen=True)
class QualificationEnded(Fact):
    qualification_id: int
    person_id: int
    program_id: int
    ends_on: str


@dataclass(frozen=True)
class PanelUnfilled(Fact):
    """A seat stays free: `bindings` are the constraints that can't be kept."""

    submission_id: int
    panel_id: int
    bindings: tuple[str, ...]


@dataclass(frozen=True)
class SeatTakenBack(Fact):
    """The owner, or the installation on finding a conflict or a departure, gave the seat to be filled anew."""

    seat_id: int
    submission_id: int
    assessor_id: int
    cause: str  # owner, conflict, departure, absence, overdue, language


@dataclass(frozen=True)
class ScoreSaved(Fact):
    """An unsealed sheet was written on. Which level, nobody is told before it is sealed."""

    sheet_id: int
    criterion: str
    revision: int


@dataclass(frozen=True)
class NotesSaved(Fact):
    sheet_id: int
    revision: int


@dataclass(frozen=True)
class FurtherAssessorCalled(Fact):
    """The sheets disagree, or lie near the cut: one more assessor reads the work."""

    submission_id: int
    panel_id: int
    beyond: tuple[str, ...]
    across_cut: bool
    near_cut: bool


@dataclass(frozen=True)
class FurtherAssessorWaived(Fact):
    submission_id: int
    panel_id: int


@dataclass(frozen=True)
class CopyMade(Fact):
    """Decided work was copied, for assessors to calibrate on."""

    submission_id: int
    original_ref: int


@dataclass(frozen=True)
class CopySeated(Fact):
    submission_id: int
    panel_id: int
    assessor_id: int


@dataclass(frozen=True)
class ConsensusProposed(Fact):
    submission_id: int
    adjudication_id: int
    proposal_id: int


@dataclass(frozen=True)
class EvidenceMarked(Fact):
    """A place in the evidence was marked on an open sheet. Where and why, nobody is told before it is sealed."""

    sheet_id: int
    mark_ref: int


@dataclass(frozen=True)
class MarkDropped(Fact):
    sheet_id: int
    mark_ref: int


@dataclass(frozen=True)
class CommentKept(Fact):
    comment_ref: int
    shared: bool


@dataclass(frozen=True)
class CommentDropped(Fact):
    comment_ref: int


@dataclass(frozen=True)
class SeatSkipped(Fact):
    """Left for later, until a day; an empty one takes it up again."""

    seat_id: int
    until: str


@dataclass(frozen=True)
class ObservationBegun(Fact):
    """An assessor watches a live session from now on."""

    seat_id: int
    submission_id: int


@dataclass(frozen=True)
class MomentMarked(Fact):
    seat_id: int
    moment_ref: int


@dataclass(frozen=True)
class ObservationNoted(Fact):
    seat_id: int
    candidate_came: bool | None
