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
    evidence_id: int
    change: str  # added, removed


@dataclass(frozen=True)
class DraftSaved(Fact):
    """A box of a draft was written in: `box` is "text" or a reflection prompt's key."""

    submission_id: int
    box: str
    revision: int


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
class AssessorQualified(Fact):
    qualification_id: int
    person_id: int
    program_id: int


@dataclass(frozen=True)
class ConflictDeclared(Fact):
    person_id: int
    about_id: int


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
