"""The queue of an assessor: its rows, its counts, what it can be narrowed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Count, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from guildmark.assessment.models import CriterionScore, Seat, SeatState, SubmissionState
from guildmark.assessment.ports import Session, sessions
from guildmark.assessment.queries.seats import ALONG, is_overdue, open_seats, whose
from guildmark.kernel.calendar import local_date
from guildmark.kernel.counting import how_many
from guildmark.kernel.prepared import prepared
from guildmark.people.models import Person
from guildmark.programs.models import Criterion
from guildmark.programs.queries import session_of

SHOWN = (
    "assessor_id",
    "panel_id",
    "further",
    "state",
    "assigned_at",
    "due_on",
    "skipped_until",
    "panel__submission_id",
    "panel__submission__copy_of_id",
    "panel__submission__attempt",
    "panel__submission__task__title",
    "panel__submission__task__kind",
    "panel__submission__task__live",
    "panel__submission__candidacy_id",
    "panel__submission__candidacy__person__name",
    "panel__submission__candidacy__version__blind_to_candidate",
    "panel__submission__candidacy__program__title",
)
"""What a row of the queue is made of, and nothing more: a version is a long text."""
SORTS = {
    "due": ("due_on", "pk"),
    "-due": ("-due_on", "-pk"),
    "since": ("assigned_at", "pk"),
    "task": ("panel__submission__task__title", "due_on", "pk"),
}


@lru_cache(maxsize=4096)
def seat_url(pk: int) -> str:
    return reverse("assessment:seat", args=[pk])


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
    skipped_until: date | None = None
    session: Session | None = None

    @property
    def url(self) -> str:
        return seat_url(self.seat_id)

    @property
    def scored_in_words(self) -> str:
        return _("%(n)s of %(m)s scored") % {"n": self.scored, "m": self.of}

    @property
    def started(self) -> bool:
        return self.state == SeatState.STARTED

    @property
    def sealed(self) -> bool:
        return self.state == SeatState.SEALED


def queue(person: Person, *, show: str = "open", text: str = "", program: str = "", sort: str = "") -> QuerySet[Seat]:
    """The person's seats to page through; `rows` makes them ready to show."""
    return _queue(person.pk, show, sort, text=text, program=program)


def queue_page(person: Person, *, show: str, sort: str, place: int, most: int) -> list[Seat]:
    """Some `counted` seats of the whole queue, from `place` on."""
    return _counted_from(person=person.pk, show=show, sort=sort if sort in SORTS else "", place=place, most=most)


@prepared
def _counted_from(person: int, *, show: str, sort: str, place: int, most: int) -> QuerySet[Seat]:
    return counted(_queue(person, show, sort))[place : place + most]


def _queue(person: int, show: str, sort: str, *, text: str = "", program: str = "") -> QuerySet[Seat]:
    seats = open_seats(person)
    if show == "sealed":
        seats = Seat.objects.filter(assessor_id=person, state=SeatState.SEALED).order_by("-pk")
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
        **{f"{submission}copy_of": None},
    )
    number = text.upper().removeprefix("SUB-")
    return found | Q(**{f"{submission}pk": int(number)}) if number.isdecimal() and len(number) < 15 else found


def counted(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """With everything that the queue shows of them read along, and how far each sheet is."""
    scored = CriterionScore.objects.filter(sheet__seat=OuterRef("pk"), level__isnull=False)
    criteria = Criterion.objects.filter(rubric__task=OuterRef("panel__submission__task"))
    return seats.select_related(*ALONG).only(*SHOWN).annotate(scored=how_many(scored), of=how_many(criteria))


def rows(seats: Iterable[Seat], *, at: datetime, zone: str) -> list[QueueRow]:
    """These `counted` seats of an assessor whose day is that of `zone`, ready to show; with their sessions, asked for
    once where any is done live."""
    seats = list(seats)
    live = frozenset(one.panel.submission_id for one in seats if session_of(one.panel.submission.task))
    held = sessions(live, zone) if live else {}
    return [_row(seat, at, zone, held.get(seat.panel.submission_id)) for seat in seats]


def _row(seat: Seat, at: datetime, zone: str, session: Session | None) -> QueueRow:
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
        overdue=is_overdue(seat, at, zone),
        scored=getattr(seat, "scored", 0),
        of=getattr(seat, "of", 0),
        skipped_until=seat.skipped_until,
        session=session,
    )


@dataclass(frozen=True)
class Counts:
    open: int
    sealed: int
    overdue: int


def counts(person: Person, *, at: datetime) -> Counts:
    """How many seats wait and how many are done: two queries."""
    today = local_date(at, person.time_zone)
    waiting = dict(_due(person=person.pk))
    return Counts(
        open=sum(waiting.values()),
        sealed=sum(_sealed(person=person.pk)),
        overdue=sum(count for due, count in waiting.items() if due < today),
    )


@prepared
def _due(person: int) -> QuerySet[Seat, tuple[date, int]]:
    return open_seats(person).order_by().values_list("due_on").annotate(Count("pk"))


@prepared
def _sealed(person: int) -> QuerySet[Seat, int]:
    sealed = Seat.objects.filter(assessor_id=person, state=SeatState.SEALED).order_by().values("state")
    return sealed.annotate(count=Count("pk")).values_list("count", flat=True)


def programs_in_queue(person: Person) -> list[tuple[str, str]]:
    """The programs that the person has seats in, to filter by."""
    return sorted(_programs(person=person.pk), key=lambda pair: pair[1])


@prepared
def _programs(person: int) -> QuerySet[Seat, tuple[str, str]]:
    seats = Seat.objects.filter(assessor_id=person).exclude(panel__submission__state=SubmissionState.DRAFT)
    program = "panel__submission__candidacy__program"
    return seats.order_by().values_list(f"{program}__slug", f"{program}__title").distinct()
