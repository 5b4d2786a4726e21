"""Who may read which submission and which evidence; a candidate's own workspace."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404

from guildmark.assessment.lifecycle.opening import may_open_piece
from guildmark.assessment.lifecycle.submissions import has_seat, may_read_evidence
from guildmark.assessment.models import Evidence, EvidenceKind, Submission
from guildmark.kernel.models import Blob
from guildmark.people.models import Person

ALONG = ("candidacy__person", "candidacy__program", "candidacy__version", "task")


def get_submission(person: Person, pk: int, *, at: datetime) -> Submission:
    """A submission whose evidence this person may read: their own, one on whose panel they sit, one before them."""
    found = _along(Submission.everything.filter(pk=pk)).first()
    if found is None or not may_read_evidence(found, person, at):
        raise Http404
    return found


def get_own_submission(person: Person, pk: int, *, at: datetime) -> Submission:
    """The person's own submission, as its workspace shows it."""
    found = _along(Submission.objects.filter(pk=pk, candidacy__person_id=person.pk)).first()
    if found is None:
        raise Http404
    return found


def get_shown_submission(person: Person, pk: int, *, at: datetime) -> Submission:
    """One's own submission, or one that lies before the committee. An assessor reads at their desk, where it may be blind."""
    found = get_submission(person, pk, at=at)
    if found.candidacy.person_id != person.pk and has_seat(found, person):
        raise Http404
    return found


def get_file(person: Person, pk: int, *, at: datetime) -> tuple[Evidence, Blob]:
    """A file that this person may open, and its content."""
    rows = Evidence.objects.filter(pk=pk, kind__in=(EvidenceKind.FILE, EvidenceKind.CAPTIONS))
    found = rows.select_related("blob", *(f"submission__{one}" for one in ALONG)).first()
    if found is None or found.blob is None or not may_open_piece(found, person, at):
        raise Http404
    if not found.sha256 and found.submission.candidacy.person_id != person.pk:  # not handed in yet
        raise Http404
    return found, found.blob


def _along(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    return rows.select_related(*ALONG)
