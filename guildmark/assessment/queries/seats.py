"""An assessor’s seats: one as the only way to the desk, and those that wait."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from guildmark.assessment.lifecycle.judging import JUDGED, OPEN
from guildmark.assessment.models import ScoreSheet, Seat, SeatState, Submission
from guildmark.assessment.permissions import Can
from guildmark.candidacy.models import LIVE
from guildmark.candidacy.queries import agreed_accommodations
from guildmark.kernel.access import may
from guildmark.kernel.calendar import local_date
from guildmark.kernel.prepared import prepared
from guildmark.people.models import Person

SUBMISSION = "panel__submission"
CANDIDACY = f"{SUBMISSION}__candidacy"
ALONG = (f"{SUBMISSION}__task", f"{CANDIDACY}__person", f"{CANDIDACY}__version", f"{CANDIDACY}__program")
OF_SUBMISSION = ("copy_of_id", "state", "attempt", "round", "digest", "submitted_at", "candidacy_id", "task_id")
OF_TASK = ("key", "kind", "live", "title", "brief", "good_evidence", "variants")
OF_CANDIDACY = ("person_id", "program_id", "version_id", "state", "person__name", "program__title")
OF_VERSION = ("state", "blind_to_candidate", "panel_size", "adjudication_tolerance", "near_cut_band", "program_id")
READ = (
    *(field.name for field in Seat._meta.concrete_fields),
    *(f"sheet__{field.name}" for field in ScoreSheet._meta.concrete_fields),
    "panel__size",
    "panel__submission_id",
    *(f"{SUBMISSION}__{name}" for name in OF_SUBMISSION),
    *(f"{SUBMISSION}__task__{name}" for name in OF_TASK),
    *(f"{CANDIDACY}__{name}" for name in OF_CANDIDACY),
    *(f"{CANDIDACY}__version__{name}" for name in OF_VERSION),
)
"""What the pages of a seat show, and nothing more: a version is a long text."""
WAITING = Q(state__in=OPEN, panel__submission__state__in=JUDGED) & (
    Q(panel__submission__candidacy__state__in=LIVE) | Q(panel__submission__copy_of__isnull=False)
)
ENOUGH = 100
"""How many waiting seats are read to find the neighbours of one; a longer queue is asked for each neighbour."""


def get_seat(person: Person, pk: int, *, at: datetime) -> Seat:
    """The person's own seat, unless they gave it back; nobody else gets it, whatever their role."""
    seat = next(iter(_own(pk=pk, person=person.pk)), None)
    if seat is None:
        raise Http404
    seat.assessor = person
    if not may(person, Can.ASSESS, seat.panel.submission, at=at):
        raise Http404
    return seat


@prepared
def _own(pk: int, person: int) -> QuerySet[Seat]:
    held = Seat.objects.exclude(state=SeatState.DECLINED).select_related("sheet", *ALONG).only(*READ)
    held = held.annotate(arranged=Exists(agreed_accommodations(OuterRef(f"{SUBMISSION}__candidacy_id"))))
    return held.filter(pk=pk, assessor_id=person).order_by()


def open_seats_of(person: Person) -> QuerySet[Seat]:
    """What is to be judged by this person now, soonest due first. A recalled submission is not there."""
    return open_seats(person.pk)


def open_seats(person: int) -> QuerySet[Seat]:
    """The same by the person’s id, which is all that a prepared query takes."""
    waiting = Seat.objects.filter(WAITING, assessor_id=person)
    return waiting.order_by(F("skipped_until").asc(nulls_first=True), "due_on", "pk")


def neighbours(seat: Seat) -> tuple[int | None, int | None]:
    """The seats before and after this one in the queue as it stands; one query, three where the queue is long."""
    queued = _queued(person=seat.assessor_id)
    if len(queued) < ENOUGH and seat.pk in queued:
        here = queued.index(seat.pk)
        return queued[here - 1] if here else None, queued[here + 1] if here + 1 < len(queued) else None
    others = open_seats_of(seat.assessor).exclude(pk=seat.pk).filter(skipped_until=None)
    after = others.filter(Q(due_on__gt=seat.due_on) | Q(due_on=seat.due_on, pk__gt=seat.pk))
    before = others.filter(Q(due_on__lt=seat.due_on) | Q(due_on=seat.due_on, pk__lt=seat.pk))
    return (
        before.order_by(F("due_on").desc(), "-pk").values_list("pk", flat=True).first(),
        after.order_by("due_on", "pk").values_list("pk", flat=True).first(),
    )


def skipped_seats(at: datetime) -> list[Seat]:
    """The seats left for later whose day has come."""
    left = Seat.objects.filter(skipped_until__isnull=False, state__in=OPEN).select_related("assessor")
    return [
        seat
        for seat in left.order_by("pk")
        if seat.skipped_until and seat.skipped_until <= local_date(at, seat.assessor.time_zone)
    ]


@prepared
def _queued(person: int) -> QuerySet[Seat, int]:
    return open_seats(person).values_list("pk", flat=True)[:ENOUGH]


def whose(seat: Seat) -> str:
    """The candidate's name, or nothing where the panel is blind to it."""
    submission = seat.panel.submission
    return "" if is_blind(submission) else submission.candidacy.person.name


def is_blind(submission: Submission) -> bool:
    """Whether its assessors don’t learn whose work it is."""
    return submission.copy_of_id is not None or submission.candidacy.version.blind_to_candidate


def is_overdue(seat: Seat, at: datetime, zone: str) -> bool:
    """Whether the day on which it is due has ended in `zone`, where its assessor is."""
    return seat.state in OPEN and local_date(at, zone) > seat.due_on
