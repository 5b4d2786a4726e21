"""The owner's board: which panels judge, which can't be filled and why, who is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from guildmark.assessment.domain.conflicts import ConflictPolicy
from guildmark.assessment.lifecycle.judging import JUDGED, OPEN, may_waive_further
from guildmark.assessment.models import Panel, Seat, SeatState, SubmissionState
from guildmark.assessment.permissions import Can
from guildmark.assessment.queries.conflicts import policy_now
from guildmark.assessment.queries.seats import is_overdue
from guildmark.assessment.queries.words import Said, all_said
from guildmark.assessment.queries.words.weighed import weighed_words
from guildmark.kernel.access import Decision, may, reach
from guildmark.people.models import JobFunction, Person
from guildmark.programs.models import Program

RELATED = (
    "submission__task",
    "submission__candidacy__person",
    "submission__candidacy__program",
    "submission__candidacy__version",
)
SORTS: dict[str, tuple] = {
    "": (F("formed_at").asc(nulls_first=True), "called_at", "pk"),
    "since": ("called_at", "pk"),
    "-since": ("-called_at", "-pk"),
    "candidate": ("submission__candidacy__person__name", "pk"),
}
LIVE = (*JUDGED, SubmissionState.RETURNED, SubmissionState.ADJUDICATION)


def _reached(person: Person, at: datetime) -> QuerySet[Panel]:
    """The panels of the programs that this person answers for; never of their own work."""
    scope = reach(person, Can.FORM_PANELS, at=at).where(program="submission__candidacy__program_id")
    return Panel.objects.filter(scope).exclude(submission__candidacy__person_id=person.pk)


def panels(
    person: Person, *, at: datetime, show: str = "live", text: str = "", program: str = "", sort: str = ""
) -> QuerySet[Panel]:
    """The panels to page through. `show`: live, unfilled, late, decided."""
    found = _reached(person, at)
    late = Seat.objects.filter(panel=OuterRef("pk"), state__in=OPEN, due_on__lt=at.date())
    shows = {
        "unfilled": found.filter(formed_at=None, submission__state__in=JUDGED),
        "late": found.filter(Exists(late), submission__state__in=JUDGED),
        "decided": found.filter(submission__state=SubmissionState.DECIDED),
    }
    found = shows.get(show, found.filter(submission__state__in=LIVE))
    if program:
        found = found.filter(submission__candidacy__program__slug=program)
    if text:
        by = Q(submission__task__title__icontains=text) | Q(submission__candidacy__person__name__icontains=text)
        number = text.upper().removeprefix("SUB-")
        found = found.filter(by | Q(submission_id=int(number)) if number.isdecimal() and len(number) < 15 else by)
    return found.order_by(*SORTS.get(sort, SORTS[""]))


@dataclass(frozen=True)
class SeatDot:
    assessor: str
    function: str
    state: str
    due: date
    overdue: bool
    further: bool
    seat_id: int


@dataclass(frozen=True)
class PanelRow:
    submission_id: int
    ref: str
    task: str
    program: str
    candidate: str
    state: str
    since: datetime
    seats: Sequence[SeatDot]
    free: int
    why: Sequence[Said]
    overdue: bool


def panel_rows(found: Sequence[Panel], *, at: datetime) -> list[PanelRow]:
    """These panels as the board shows them: two queries, however many; four where one of them can’t be filled."""
    wanted = [panel.pk for panel in found]
    kept = {p.pk: p for p in Panel.objects.filter(pk__in=wanted).select_related(*RELATED)}
    seats = Seat.objects.filter(panel_id__in=wanted).exclude(state=SeatState.DECLINED)
    by_panel: dict[int, list[Seat]] = {pk: [] for pk in wanted}
    for seat in seats.select_related("assessor__job_function").order_by("number"):
        by_panel[seat.panel_id].append(seat)
    unfilled = any(panel.explanation for panel in kept.values())
    names, policy = (function_names(), policy_now()) if unfilled else ({}, ConflictPolicy())
    return [_row(kept[pk], by_panel[pk], names, policy, at) for pk in wanted if pk in kept]


def function_names() -> dict[str, str]:
    return dict(JobFunction.objects.values_list("code", "name"))


def _row(panel: Panel, seats: Sequence[Seat], names: dict[str, str], policy: ConflictPolicy, at: datetime) -> PanelRow:
    submission = panel.submission
    dots = [_dot(seat, at, clock_runs=submission.state in JUDGED) for seat in seats]
    return PanelRow(
        submission_id=submission.pk,
        ref=submission.ref,
        task=submission.task.title,
        program=submission.candidacy.program.title,
        candidate=submission.candidacy.person.name,
        state=submission.get_state_display(),
        since=panel.called_at,
        seats=dots,
        free=max(panel.size - len(seats), 0),
        why=all_said(panel.explanation, functions=names, policy=policy),
        overdue=any(dot.overdue for dot in dots),
    )


def _dot(seat: Seat, at: datetime, *, clock_runs: bool) -> SeatDot:
    person = seat.assessor
    overdue = clock_runs and is_overdue(seat, at, person.time_zone)
    return SeatDot(person.name, person.job_function.name, seat.state, seat.due_on, overdue, seat.further, seat.pk)


@dataclass(frozen=True)
class BoardCounts:
    live: int
    unfilled: int
    late: int
    decided: int


def board_counts(person: Person, *, at: datetime) -> BoardCounts:
    return BoardCounts(
        *(panels(person, at=at, show=show).order_by().count() for show in ("live", "unfilled", "late", "decided"))
    )


def get_panel(person: Person, submission_id: int, *, at: datetime) -> Panel:
    """A panel as the program's owner may see it."""
    found = _reached(person, at).select_related(*RELATED).filter(submission_id=submission_id).first()
    if found is None:
        raise Http404
    return found


def get_panel_seat(person: Person, pk: int, *, at: datetime) -> Seat:
    """A seat as the program's owner may take it back."""
    seat = Seat.objects.select_related("assessor", *(f"panel__{path}" for path in RELATED)).filter(pk=pk).first()
    if seat is None or not _reached(person, at).filter(pk=seat.panel_id).exists():
        raise Http404
    return seat


@dataclass(frozen=True)
class PanelDetail:
    panel: Panel
    row: PanelRow
    given_back: Sequence[Seat]
    may_waive: Decision
    weighed: Sequence[str]


def panel_detail(panel: Panel, person: Person, *, at: datetime) -> PanelDetail:
    (row,) = panel_rows([panel], at=at)
    back = panel.seats.filter(state=SeatState.DECLINED).select_related("assessor").order_by("-declined_at")
    return PanelDetail(
        panel, row, list(back), may_waive_further(panel, "asked", person, at), weighed_words(panel.weighed)
    )


def programs_overseen(person: Person, *, at: datetime) -> list[tuple[str, str]]:
    """The programs with panels that this person answers for, to filter by."""
    named = _reached(person, at).values_list(
        "submission__candidacy__program__slug", "submission__candidacy__program__title"
    )
    return sorted(set(named.order_by().distinct()), key=lambda pair: pair[1])


def get_program_overseen(person: Person, slug: str, *, at: datetime) -> Program:
    """A program whose panels this person may form."""
    within = reach(person, Can.FORM_PANELS, at=at).where(program="pk")
    found = Program.objects.filter(within, slug=slug).first()
    if found is None:
        raise Http404
    return found


def waiting_programs(person: Person, *, at: datetime) -> list[tuple[str, str, int]]:
    """The programs with several panels that wait for somebody: slug, title, how many."""
    named = (
        panels(person, at=at, show="unfilled")
        .order_by()
        .values_list("submission__candidacy__program__slug", "submission__candidacy__program__title")
    )
    return [(slug, title, count) for slug, title, count in named.annotate(Count("pk")) if count > 1]


def sees_panels(person: Person, *, at: datetime) -> Decision:
    return may(person, Can.FORM_PANELS, at=at)
