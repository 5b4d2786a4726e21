"""Requests for more evidence: one to settle, and the seat of whoever settles it."""

from datetime import datetime

from django.http import Http404

from guildmark.assessment.models import EvidenceRequest, Seat, SeatState
from guildmark.assessment.permissions import Can
from guildmark.kernel.access import may
from guildmark.people.models import Person

ALONG = ("candidacy__person", "candidacy__version", "candidacy__program", "task")


def get_request(person: Person, pk: int, *, at: datetime) -> EvidenceRequest:
    """A request as those on the panel and the program's owner may settle it; never the candidate."""
    rows = EvidenceRequest.objects.select_related(*(f"submission__{one}" for one in ALONG))
    found = rows.filter(pk=pk).first()
    if found is None or found.submission.candidacy.person_id == person.pk:
        raise Http404
    if own_seat(found, person) is None and not may(person, Can.FORM_PANELS, found.submission, at=at):
        raise Http404
    return found


def own_seat(request: EvidenceRequest, person: Person) -> int | None:
    """The seat that this person has on the panel that asked."""
    seats = Seat.objects.filter(panel__submission_id=request.submission_id, assessor_id=person.pk)
    return seats.exclude(state=SeatState.DECLINED).values_list("pk", flat=True).first()
