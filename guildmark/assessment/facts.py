"""What this room announces."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class SubmissionOpened(Fact):
    submission_id: int
    candidacy_id: int


@dataclass(frozen=True)
class EvidenceChanged(Fact):
    """Something in a draft was added, replaced or taken away. Text being typed is saved without a word."""

    submission_id: int
    evidence_ref: int
    change: str  # added, removed


@dataclass(frozen=True)
class UploadBegun(Fact):
    """A file is on its way into a draft, in as many parts as it takes."""

    submission_id: int
    upload_ref: int


@dataclass(frozen=True)
class UploadMeasured(Fact):
    """A recording has ended: its length is known."""

    submission_id: int
    upload_ref: int
    length: int


@dataclass(frozen=True)
class UploadDropped(Fact):
    """A file on its way was given up, or lay unfinished for a day."""

    submission_id: int
    upload_ref: int


@dataclass(frozen=True)
class TeamNamed(Fact):
    """The candidate says who made it together with them, and what their own part was."""

    submission_id: int
    co_author_ids: tuple[int, ...]


@dataclass(frozen=True)
class EvidenceRestricted(Fact):
    """From now on only these open the piece, of those who may read the submission; none named: only the candidate."""

    submission_id: int
    evidence_ref: int
    viewer_ids: tuple[int, ...]


@dataclass(frozen=True)
class RestrictionLifted(Fact):
    submission_id: int
    evidence_ref: int


@dataclass(frozen=True)
class LinkSnapshotted(Fact):
    """What a link led to was kept, or could not be."""

    submission_id: int
    evidence_ref: int
    digest: str


@dataclass(frozen=True)
class FilmLookedInto(Fact):
    film_ref: int
    length_ms: int | None


@dataclass(frozen=True)
class DraftSaved(Fact):
    """A box of a draft was written in: `box` is "text" or a reflection prompt's key."""

    submission_id: int
    box: str
    revision: int


@dataclass(frozen=True)
class TextKept(Fact):
    """Two tabs wrote into one box: what the later one sent is kept beside it."""

    submission_id: int
    kept_ref: int
    box: str


@dataclass(frozen=True)
class TextSettled(Fact):
    submission_id: int
    kept_ref: int


@dataclass(frozen=True)
class SubmissionSubmitted(Fact):
    submission_id: int
    candidacy_id: int
    digest: str


@dataclass(frozen=True)
class SubmissionRecalled(Fact):
    submission_id: int
    candidacy_id: int


@dataclass(frozen=True)
class MoreEvidenceAsked(Fact):
    """Returned to the candidate. What is missing stands in the request, not here."""

    submission_id: int
    candidacy_id: int
    request_ref: int


@dataclass(frozen=True)
class MoreEvidenceAskedOfCopy(Fact):
    """There is no candidate to answer: judging goes on without, some days later."""

    submission_id: int
    request_ref: int


@dataclass(frozen=True)
class MoreEvidenceHandedIn(Fact):
    submission_id: int
    candidacy_id: int
    digest: str


@dataclass(frozen=True)
class EvidenceRequestDropped(Fact):
    """Judging goes on with what was handed in before."""

    submission_id: int
    request_ref: int


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
    cause: str  # owner, conflict, departure


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
