"""Sessions and wishes: for the installation, and for those who may see them."""

from datetime import datetime

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import Http404

from guildmark.assessment.models import Submission
from guildmark.people.models import Person
from guildmark.programs.queries import session_of
from guildmark.scheduling.lifecycle import may_see
from guildmark.scheduling.models import Absence, Booking, BookingState, OtherDays, Place, Wish

SUBMISSION = ("candidacy__person", "candidacy__program", "candidacy__version", "task")
ALONG = tuple(f"submission__{one}" for one in SUBMISSION)


def with_places(rows: QuerySet[Booking]) -> QuerySet[Booking]:
    places = Place.objects.select_related("person").order_by("-is_candidate", "pk")
    return rows.select_related(*ALONG, "absence").prefetch_related(Prefetch("places", places))


def open_bookings(
    at: datetime, *, assessor_id: int | None = None, booking_id: int | None = None, **about: int
) -> list[Booking]:
    """What is booked and lies ahead: of a submission, a candidacy, or with somebody on the panel."""
    rows = Booking.objects.filter(state=BookingState.BOOKED, starts_at__gt=at)
    if "submission_id" in about:
        rows = rows.filter(submission_id=about["submission_id"])
    if "candidacy_id" in about:
        rows = rows.filter(submission__candidacy_id=about["candidacy_id"])
    if "accommodation_id" in about:
        rows = rows.filter(submission__candidacy__accommodations=about["accommodation_id"])
    if assessor_id is not None:
        rows = rows.filter(places__person_id=assessor_id, places__is_candidate=False)
    if booking_id is not None:
        rows = rows.filter(pk=booking_id)
    return list(rows.select_related(*ALONG).order_by("pk"))


def open_wishes() -> list[Wish]:
    """Who waits for a slot, longest first."""
    return list(Wish.objects.filter(ended_at=None).select_related(*ALONG).order_by("wished_at", "pk"))


def get_live_submission(person: Person, pk: int, *, at: datetime) -> Submission:
    """A submission that is done live, for those who may see when: its candidate, its panel, the program owner.
    `waits_since`: since when its candidate waits for a slot."""
    waits = Wish.objects.filter(submission=OuterRef("pk"), ended_at=None).values("wished_at")
    rows = Submission.objects.filter(pk=pk).select_related(*SUBMISSION).annotate(waits_since=Subquery(waits[:1]))
    found = rows.first()
    if found is None or session_of(found.task) is None or not may_see(found, person, at):
        raise Http404
    return found


def get_booking(person: Person, pk: int, *, at: datetime) -> Booking:
    """A session, for those who may see when it is."""
    found = with_places(Booking.objects.filter(pk=pk)).first()
    if found is None or not may_see(found.submission, person, at):
        raise Http404
    return found


def get_absence(person: Person, booking_pk: int, *, at: datetime) -> Absence:
    """What came of a missed session, for those who may see it."""
    booking = get_booking(person, booking_pk, at=at)
    found = Absence.objects.filter(booking=booking).first()
    if found is None:
        raise Http404
    found.booking = booking
    return found


def get_other_days(person: Person, pk: int) -> OtherDays:
    """Days that this person said are different, their own only."""
    found = OtherDays.objects.filter(pk=pk, availability__person_id=person.pk).select_related("availability__person")
    if (other := found.first()) is None:
        raise Http404
    return other
