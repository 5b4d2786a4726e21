"""Seats whose assessor may not, or can't, judge any longer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildmark.assessment.lifecycle.judging import JUDGED, OPEN
from guildmark.assessment.models import Qualification, Seat, SeatState, SubmissionState
from guildmark.assessment.permissions import Can
from guildmark.assessment.queries.conflicts import clear_to_judge
from guildmark.assessment.queries.pools import in_force
from guildmark.assessment.queries.problems import languages_of
from guildmark.kernel.access import Decision, may
from guildmark.people.models import Leave, company_day


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
        elif not (clear := _clear(seat, at)):
            yield Unfit(seat, "conflict", str(clear.refusal))
        elif away_too_long(seat, at):
            yield Unfit(seat, "absence", _("{name} is on leave until after it is due.").format(name=seat.assessor.name))


def unfit_for_language(accommodation_id: int, at: datetime) -> Iterator[Unfit]:
    """The seats that nobody has begun with, on work for which another language was just agreed, of those who judge in
    some languages and not in that one."""
    seats = Seat.objects.filter(
        state=SeatState.ASSIGNED, panel__submission__candidacy__accommodations=accommodation_id,
        panel__submission__state__in=JUDGED, panel__submission__copy_of=None,
    )  # fmt: skip
    rows = list(seats.select_related("assessor", "panel__submission__candidacy__version", "panel__submission__task"))
    wanted = languages_of(one.panel.submission for one in rows)
    for seat in rows:
        held = Qualification.objects.filter(
            in_force(company_day(at)), person=seat.assessor, program=seat.panel.submission.candidacy.program_id
        )
        judged_in = held.values_list("languages", flat=True).last()
        if judged_in and wanted[seat.panel.submission_id] not in judged_in:
            text = _("It is judged in another language now, in which {name} doesn’t judge.")
            yield Unfit(seat, "language", text.format(name=seat.assessor.name))


def _clear(seat: Seat, at: datetime) -> Decision:
    submission = seat.panel.submission
    candidate = submission.candidacy.person
    return clear_to_judge(seat.assessor, candidate, on=company_day(at), submission_id=submission.pk)


def away_too_long(seat: Seat, at: datetime) -> bool:
    """Whether its assessor is on leave today, and still will be on the day on which it is due."""
    day = company_day(at)
    away = Leave.objects.filter(person_id=seat.assessor_id, starts_on__lte=day)
    return away.filter(Q(ends_on=None) | Q(ends_on__gte=max(seat.due_on, day))).exists()


def overdue_seats(at: datetime) -> Iterator[Unfit]:
    """The seats that nobody has begun with so many days after they were due: they return to the pool."""
    last = company_day(at) - timedelta(days=settings.SEAT_GRACE_DAYS)
    seats = Seat.objects.filter(
        state=SeatState.ASSIGNED, due_on__lt=last, panel__submission__state__in=JUDGED, panel__submission__copy_of=None
    )
    for seat in seats.select_related("assessor", "panel__submission__candidacy__person").order_by("due_on", "pk"):
        due = date_format(seat.due_on, "j F Y")
        text = _("It was due on {due}, and {name} had not begun.")
        yield Unfit(seat, "overdue", text.format(due=due, name=seat.assessor.name))
