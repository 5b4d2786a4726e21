"""Seats whose assessor may not, or can't, judge any longer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from guildmark.assessment.lifecycle.judging import OPEN
from guildmark.assessment.models import Seat, SubmissionState
from guildmark.assessment.permissions import Can
from guildmark.assessment.queries.conflicts import clear_to_judge
from guildmark.kernel.access import may
from guildmark.people.models import company_day


@dataclass(frozen=True)
class Unfit:
    seat: Seat
    cause: str
    reason: str


def unfit_seats(at: datetime, *, person_id: int | None = None) -> Iterator[Unfit]:
    """The open seats, of everybody or about this person, that must be taken back, each with a cause and a sentence."""
    seats = Seat.objects.filter(state__in=OPEN).exclude(panel__submission__state=SubmissionState.DECIDED)
    if person_id is not None:
        seats = seats.filter(Q(assessor_id=person_id) | Q(panel__submission__candidacy__person_id=person_id))
    for seat in seats.select_related("assessor", "panel__submission__candidacy__person"):
        submission = seat.panel.submission
        if not seat.assessor.is_active:
            yield Unfit(seat, "departure", _("{name} no longer works here.").format(name=seat.assessor.name))
        elif not may(seat.assessor, Can.ASSESS, submission, at=at):
            yield Unfit(seat, "departure", _("{name} is no longer an assessor.").format(name=seat.assessor.name))
        elif not (clear := clear_to_judge(seat.assessor, submission.candidacy.person, on=company_day(at))):
            yield Unfit(seat, "conflict", str(clear.refusal))
