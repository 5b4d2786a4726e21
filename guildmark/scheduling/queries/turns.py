"""What waits in this room: times to book, hours to publish, sessions that come, absences to decide on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from guildmark.assessment.lifecycle.judging import JUDGED
from guildmark.assessment.models import Seat, SeatState, Submission
from guildmark.assessment.queries import standing_of_tasks
from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.candidacy.ports import TaskStanding
from guildmark.kernel.access import may, reach
from guildmark.kernel.calendar import local_date
from guildmark.kernel.prepared import prepared
from guildmark.kernel.turns import Turn, Waiting
from guildmark.people.models import Person
from guildmark.programs.domain.formats import LIVE_KINDS
from guildmark.programs.queries import done_live
from guildmark.scheduling.models import Absence, Booking, BookingState, Place, PublishedAvailability
from guildmark.scheduling.permissions import Can
from guildmark.scheduling.queries.words import moment_words

LIVE = Q(task__kind__in=tuple(LIVE_KINDS)) | Q(task__live__isnull=False)
SHOWN = ("task__title", "task__key", "submitted_at", "candidacy_id", "candidacy__program__title")
ONE_BY_ONE = 4


def turns(person: Person, *, at: datetime) -> Iterator[Turn]:
    """Two queries for everybody, one more for an assessor, one more for a program owner."""
    yield from _to_book(person)
    yield from _coming(person, at)
    if may(person, Can.PUBLISH_HOURS, at=at):
        yield from _to_publish(person)
    if may(person, Can.SETTLE, at=at):
        yield from _to_settle(person, at)


def _to_book(person: Person) -> Iterator[Turn]:
    for one in _unbooked(person=person.pk):
        yield Turn(
            Waiting.ON_ME,
            f"{one.candidacy.program.title}: {one.task.title}",
            reverse("scheduling:session", args=[one.pk]),
            since=one.panel.formed_at,
            next=_("book a time with the panel"),
            hat="candidate",
            action=_("Book"),
        )


@prepared
def _unbooked(person: int) -> QuerySet[Submission]:
    return unbooked(Submission.objects.filter(candidacy__person_id=person)).order_by("submitted_at")


def unbooked(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Live submissions whose panel is complete and which have no session booked, held, or to be decided on."""
    standing = Booking.objects.filter(submission=OuterRef("pk"))
    taken = standing.filter(state__in=[BookingState.BOOKED, BookingState.HELD])
    undecided = standing.filter(state=BookingState.MISSED, absence__decided_at=None)
    found = rows.filter(
        LIVE, state__in=JUDGED, candidacy__state=CandidacyState.IN_PROGRESS, panel__formed_at__isnull=False
    )
    sealed = Seat.objects.filter(panel__submission=OuterRef("pk"), state=SeatState.SEALED)
    found = found.filter(~Exists(taken), ~Exists(undecided), ~Exists(sealed))
    return found.select_related("task", "candidacy__program", "panel").only(*SHOWN, "panel__formed_at")


def _coming(person: Person, at: datetime) -> Iterator[Turn]:
    """Sessions that lie ahead, with when in one’s own zone; one that has begun waits for a word on how it went."""
    for place in _places(person=person.pk):
        booking = place.booking
        submission = booking.submission
        over = at >= booking.ends_at and not place.is_candidate
        yield Turn(
            Waiting.ON_ME if over else Waiting.COMING_UP,
            _("{task}: session on {moment}").format(
                task=submission.task.title, moment=moment_words(booking.starts_at, person.time_zone)
            ),
            reverse("scheduling:session", args=[submission.pk]),
            due=local_date(booking.starts_at, person.time_zone),
            next=_("say whether it was held") if over else _("meet the panel") if place.is_candidate else _("hold it"),
            hat="candidate" if place.is_candidate else "assessor",
            action=_("Open"),
        )


@prepared
def _places(person: int) -> QuerySet[Place]:
    booked = Place.objects.filter(person_id=person, booking__state=BookingState.BOOKED)
    along = booked.select_related("booking__submission__task")
    return along.only(
        "is_candidate", "booking__starts_at", "booking__ends_at", "booking__submission__task__title"
    ).order_by("booking__starts_at")  # fmt: skip


def _to_publish(person: Person) -> Iterator[Turn]:
    """An assessor with a live task to judge who has not said when they can."""
    for seat in _silent(person=person.pk):
        yield Turn(
            Waiting.ON_ME,
            _("Say when you can hold sessions"),
            reverse("scheduling:availability"),
            whom="",
            since=seat.assigned_at,
            next=_("candidates wait for times to choose from"),
            hat="assessor",
            action=_("Publish"),
        )


@prepared
def _silent(person: int) -> QuerySet[Seat]:
    """The first seat on a live task of somebody who published nothing."""
    live = Q(panel__submission__task__kind__in=tuple(LIVE_KINDS)) | Q(panel__submission__task__live__isnull=False)
    seats = Seat.objects.filter(live, assessor_id=person, panel__submission__state__in=JUDGED)
    seats = seats.filter(panel__submission__copy_of=None)
    seats = seats.filter(state__in=[SeatState.ASSIGNED, SeatState.STARTED])
    published = PublishedAvailability.objects.filter(person=OuterRef("assessor"))
    return seats.filter(~Exists(published)).only("assigned_at").order_by("assigned_at")[:1]


def _to_settle(person: Person, at: datetime) -> Iterator[Turn]:
    program = "booking__submission__candidacy__program_id"
    seen = reach(person, Can.SETTLE, at=at).where(program=program)
    rows = Absence.objects.filter(seen, decided_at=None).exclude(booking__places__person=person)
    for one in rows.select_related("booking__submission__task").order_by("reported_at")[:ONE_BY_ONE]:
        submission = one.booking.submission
        yield Turn(
            Waiting.ON_ME,
            _("Session missed: {ref} {task}").format(ref=submission.ref, task=submission.task.title),
            reverse("scheduling:session", args=[submission.pk]),
            since=one.reported_at,
            next=_("decide what follows"),
            hat="owner",
            action=_("Decide"),
        )


def standing_of_live_tasks(candidacy: Candidacy, at: datetime) -> dict[str, TaskStanding]:
    """How far the tasks are that wait for a session, by task key: to be booked, or booked. Two queries, one more if any;
    none where the version asks for no session."""
    found: dict[str, TaskStanding] = {}
    if not done_live(candidacy.version):
        return found
    for one in unbooked(Submission.objects.filter(candidacy=candidacy)):
        found[one.task.key] = TaskStanding(
            _("ready for a session"), "info", reverse("scheduling:session", args=[one.pk]), _("Book a time"),
            since=one.panel.formed_at, next=_("book a time with the panel"), waits_on_candidate=True,
        )  # fmt: skip
    booked = Booking.objects.filter(submission__candidacy=candidacy, state=BookingState.BOOKED)
    for booking in booked.select_related("submission__task"):
        moment = moment_words(booking.starts_at, candidacy.person.time_zone)
        found[booking.submission.task.key] = TaskStanding(
            _("session booked"), "info", reverse("scheduling:session", args=[booking.submission_id]), _("Look at it"),
            whom=_("you and the panel"), since=booking.booked_at, next=_("session on {moment}").format(moment=moment),
        )  # fmt: skip
    if not found:
        return found
    before = standing_of_tasks(candidacy, at)
    return {key: replace(one, earlier=before[key].earlier) for key, one in found.items()}
