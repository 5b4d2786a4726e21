"""What happens to a candidate’s work until it is judged, and when more is asked for."""

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
