"""Sessions as a list: those one comes to, and those of the programs one answers for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from guildmark.kernel.access import reach
from guildmark.people.models import Person
from guildmark.scheduling.models import Booking, BookingState
from guildmark.scheduling.permissions import Can
from guildmark.scheduling.queries.finding import with_places
from guildmark.scheduling.queries.words import moment_words

SHOWS = ("coming", "undecided", "past")


@dataclass(frozen=True)
class SessionRow:
    booking_id: int
    submission_id: int
    ref: str
    task: str
    program: str
    candidate: str
    panel: str
    starts_at: datetime
    moment: str
    state: str
    url: str


def sessions(
    person: Person, *, at: datetime, show: str = "coming", text: str = "", sort: str = ""
) -> QuerySet[Booking]:
    """The sessions that this person may see: `coming`, missed and `undecided`, or `past`."""
    program = "submission__candidacy__program"
    seen = reach(person, Can.SETTLE, at=at).where(program=f"{program}_id") | Q(
        pk__in=Booking.objects.filter(places__person_id=person.pk).values("pk")
    )
    found = Booking.objects.filter(seen)
    if show == "undecided":
        found = found.filter(state=BookingState.MISSED, absence__decided_at=None)
    elif show == "past":
        found = found.exclude(state=BookingState.BOOKED)
    else:
        found = found.filter(state=BookingState.BOOKED)
    if text:
        found = found.filter(
            Q(submission__task__title__icontains=text)
            | Q(submission__candidacy__person__name__icontains=text)
            | Q(**{f"{program}__title__icontains": text})
        )
    usual = "-starts_at" if show == "past" else "starts_at"
    order = {"task": "submission__task__title", "candidate": "submission__candidacy__person__name"}.get(sort, usual)
    return with_places(found).order_by(order, "pk")


def session_rows(bookings: Iterable[Booking], *, zone: str) -> list[SessionRow]:
    return [_row(one, zone) for one in bookings]


def _row(booking: Booking, zone: str) -> SessionRow:
    submission = booking.submission
    return SessionRow(
        booking_id=booking.pk,
        submission_id=submission.pk,
        ref=booking.ref,
        task=submission.task.title,
        program=submission.candidacy.program.title,
        candidate=submission.candidacy.person.name,
        panel=", ".join(one.person.name for one in booking.places.all() if not one.is_candidate),
        starts_at=booking.starts_at,
        moment=moment_words(booking.starts_at, zone),
        state=str(booking.get_state_display()),
        url=f"/submissions/{submission.pk}/session/",
    )
