"""An assessor's seats: the queue, and one seat as the only way to the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from guildmark.assessment.lifecycle.judging import JUDGED, OPEN
from guildmark.assessment.models import CriterionScore, Seat, SeatState, SubmissionState
from guildmark.assessment.permissions import Can
from guildmark.candidacy.models import LIVE
from guildmark.kernel.access import may
from guildmark.kernel.calendar import local_date
from guildmark.people.models import Person
from guildmark.programs.models import Criterion

RELATED = (
    "assessor",
    "sheet",
    "panel__submission__task",
    "panel__submission__candidacy__person",
    "panel__submission__candidacy__version",
    "panel__submission__candidacy__program",
)


def get_seat(person: Person, pk: int, *, at: datetime) -> Seat:
    """The person's own seat, unless they gave it back; nobody else gets it, whatever their role."""
    seat = Seat.objects.select_related(*RELATED).filter(pk=pk, assessor_id=person.pk).first()
    if seat is None or seat.state == SeatState.DECLINED:
        raise Http404
    if not may(person, Can.ASSESS, seat.panel.submission, at=at):
        raise Http404
    return seat


@dataclass(frozen=True)
class QueueRow:
    """A seat as it waits in the queue. `candidate` is empty where the panel is blind to whose work it is."""

    seat_id: int
    ref: str
    task: str
    program: str
    candidate: str
    attempt: int
    further: bool
    state: str
    since: datetime
    due: date
    overdue: bool
    scored: int
    of: int

    @property
    def started(self) -> bool:
        return self.state == SeatState.STARTED

    @property
    def sealed(self) -> bool:
        return self.state == SeatState.SEALED


SORTS = {
    "due": ("due_on", "pk"),
    "-due": ("-due_on", "-pk"),
    "since": ("assigned_at", "pk"),
    "task": ("panel__submission__task__title", "due_on", "pk"),
}


def open_seats_of(person: Person) -> QuerySet[Seat]:
    """What is to be judged by this person now, soonest due first. A recalled submission is not there."""
    return Seat.objects.filter(
        assessor_id=person.pk,
        state__in=OPEN,
        panel__submission__state__in=JUDGED,
        panel__submission__candidacy__state__in=LIVE,
    ).order_by("due_on", "pk")


def queue(person: Person, *, show: str = "open", text: str = "", program: str = "", sort: str = "") -> QuerySet[Seat]:
    """The person's seats to page through; `rows` makes them ready to show."""
    seats = open_seats_of(person)
    if show == "sealed":
        seats = Seat.objects.filter(assessor_id=person.pk, state=SeatState.SEALED).order_by("-pk")
    if program:
        seats = seats.filter(panel__submission__candidacy__program__slug=program)
    if text:
        seats = seats.filter(_matches(text))
    return seats.order_by(*SORTS[sort]) if sort in SORTS else seats


def _matches(text: str) -> Q:
    """By reference, task or program; by name only where the panel is not blind."""
    submission = "panel__submission__"
    found = Q(**{f"{submission}task__title__icontains": text})
    found |= Q(**{f"{submission}candidacy__program__title__icontains": text})
    found |= Q(
        **{f"{submission}candidacy__person__name__icontains": text},
        **{f"{submission}candidacy__version__blind_to_candidate": False},
    )
    number = text.upper().removeprefix("SUB-")
    return found | Q(**{f"{submission}pk": int(number)}) if number.isdecimal() and len(number) < 15 else found


def rows(seats: Sequence[Seat], *, at: datetime) -> list[QueueRow]:
    """These seats as the queue shows them: one query, however many."""
    scored = CriterionScore.objects.filter(sheet__seat=OuterRef("pk"), level__isnull=False).order_by()
    criteria = Criterion.objects.filter(rubric__task=OuterRef("panel__submission__task")).order_by()
    counted = {
        "scored": Subquery(scored.values("sheet").annotate(n=Count("pk")).values("n"), output_field=IntegerField()),
        "of": Subquery(criteria.values("rubric").annotate(n=Count("pk")).values("n"), output_field=IntegerField()),
    }
    wanted = [seat.pk for seat in seats]
    found = {s.pk: s for s in Seat.objects.filter(pk__in=wanted).select_related(*RELATED).annotate(**counted)}
    return [_row(found[pk], at) for pk in wanted if pk in found]


def _row(seat: Seat, at: datetime) -> QueueRow:
    submission = seat.panel.submission
    candidacy = submission.candidacy
    return QueueRow(
        seat_id=seat.pk,
        ref=submission.ref,
        task=submission.task.title,
        program=candidacy.program.title,
        candidate=whose(seat),
        attempt=submission.attempt,
        further=seat.further,
        state=seat.state,
        since=seat.assigned_at,
        due=seat.due_on,
        overdue=is_overdue(seat, at),
        scored=getattr(seat, "scored", 0) or 0,
        of=getattr(seat, "of", 0) or 0,
    )


def whose(seat: Seat) -> str:
    """The candidate's name, or nothing where the panel is blind to it."""
    candidacy = seat.panel.submission.candidacy
    return "" if candidacy.version.blind_to_candidate else candidacy.person.name


def is_overdue(seat: Seat, at: datetime) -> bool:
    """Whether the day on which it is due has ended where its assessor is."""
    return seat.state in OPEN and local_date(at, seat.assessor.time_zone) > seat.due_on


@dataclass(frozen=True)
class Counts:
    open: int
    sealed: int
    overdue: int


def counts(person: Person, *, at: datetime) -> Counts:
    """How many seats wait and how many are done: two queries."""
    today = local_date(at, person.time_zone)
    waiting = (
        open_seats_of(person).order_by().aggregate(open=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=today)))
    )
    sealed = Seat.objects.filter(assessor_id=person.pk, state=SeatState.SEALED).count()
    return Counts(waiting["open"], sealed, waiting["overdue"])


def neighbours(seat: Seat) -> tuple[int | None, int | None]:
    """The seats before and after this one in the queue as it stands; two queries, however long it is."""
    others = open_seats_of(seat.assessor).exclude(pk=seat.pk)
    after = others.filter(Q(due_on__gt=seat.due_on) | Q(due_on=seat.due_on, pk__gt=seat.pk))
    before = others.filter(Q(due_on__lt=seat.due_on) | Q(due_on=seat.due_on, pk__lt=seat.pk))
    return (
        before.order_by(F("due_on").desc(), "-pk").values_list("pk", flat=True).first(),
        after.values_list("pk", flat=True).first(),
    )


def programs_in_queue(person: Person) -> list[tuple[str, str]]:
    """The programs that the person has seats in, to filter by."""
    seats = Seat.objects.filter(assessor_id=person.pk).exclude(panel__submission__state=SubmissionState.DRAFT)
    named = seats.values_list(
        "panel__submission__candidacy__program__slug", "panel__submission__candidacy__program__title"
    )
    return sorted(set(named.order_by()), key=lambda pair: pair[1])
