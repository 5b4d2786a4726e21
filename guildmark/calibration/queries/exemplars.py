"""Exemplars as the owner and their experts see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from guildmark.assessment.models import Seat, SeatState, Submission, SubmissionState
from guildmark.assessment.queries import handed_in_by
from guildmark.assessment.queries.desk import HandedIn
from guildmark.assessment.queries.rubrics import rubric_for
from guildmark.calibration.lifecycle import is_expert, may_agree, may_open, may_retire
from guildmark.calibration.models import Exemplar, Reference
from guildmark.calibration.permissions import Can
from guildmark.calibration.queries.access import PROGRAM, exemplars_open_to, may_read_work, theirs
from guildmark.calibration.queries.standing import RELATED, reference_of
from guildmark.kernel.access import Decision, may, reach
from guildmark.people.models import Person
from guildmark.programs.domain.rubric import Rubric
from guildmark.programs.models import Program

SORTS = {"": ("-made_at", "-pk"), "title": ("title", "pk"), "task": ("work__task__title", "pk")}
AGREED = Exists(Reference.objects.filter(exemplar=OuterRef("pk"), stands_since__isnull=False))


@dataclass(frozen=True)
class ExemplarRow:
    pk: int
    ref: str
    title: str
    task: str
    program: str
    version: str
    state: str
    tone: str
    made_at: datetime
    experts: int
    readings: int


def exemplars(
    person: Person, *, at: datetime, text: str = "", program: str = "", show: str = "", sort: str = ""
) -> QuerySet[Exemplar]:
    """The exemplars in reach, to page through. `show`: unsettled, in_use, open, retired, or all."""
    found = Exemplar.objects.filter(pk__in=exemplars_open_to(person, at=at).values("pk")).annotate(agreed=AGREED)
    live = Q(retired_at=None)
    shows = {
        "unsettled": live & Q(agreed=False),
        "in_use": live & Q(agreed=True, opened_at=None),
        "open": live & Q(opened_at__isnull=False),
        "retired": ~live,
    }
    found = found.filter(shows.get(show, Q()))
    if program:
        found = found.filter(**{f"{PROGRAM}__slug": program})
    if text:
        found = found.filter(Q(title__icontains=text) | Q(work__task__title__icontains=text))
    return found.order_by(*SORTS.get(sort, SORTS[""]))


def exemplar_rows(found: Sequence[Exemplar]) -> list[ExemplarRow]:
    """These exemplars ready to show: one query, however many."""
    wanted = [one.pk for one in found]
    counted = Exemplar.objects.filter(pk__in=wanted).select_related(*RELATED).annotate(
        agreed=AGREED, named=Count("experts", distinct=True), times=Count("readings", distinct=True)
    )  # fmt: skip
    kept = {one.pk: one for one in counted}
    return [_row(kept[pk]) for pk in wanted if pk in kept]


def _row(one: Exemplar) -> ExemplarRow:
    state, tone = state_of(one, agreed=getattr(one, "agreed", False))
    version = one.work.candidacy.version
    return ExemplarRow(
        one.pk, one.ref, one.title, one.work.task.title, version.title, version.number, state, tone, one.made_at,
        getattr(one, "named", 0), getattr(one, "times", 0),
    )  # fmt: skip


def state_of(one: Exemplar, *, agreed: bool) -> tuple[str, str]:
    """In words, and the tone of its badge."""
    if one.retired_at is not None:
        return _("retired"), "neutral"
    if not agreed:
        return _("experts are agreeing"), "warn"
    return (_("open to read"), "info") if one.opened_at else (_("in use"), "good")


@dataclass(frozen=True)
class Proposal:
    reference: Reference
    levels: Sequence[tuple[str, int, str]]
    agreed_by: Sequence[str]
    may_agree: Decision
    latest: bool


@dataclass(frozen=True)
class Detail:
    """An exemplar on its page. `handed_in`: for those who may read the work; its owner answers for it without reading."""

    exemplar: Exemplar
    row: ExemplarRow
    rubric: Rubric
    experts: Sequence[tuple[str, bool]]
    proposals: Sequence[Proposal]
    stands: Reference | None
    may_propose: Decision
    may_open: Decision
    may_retire: Decision
    is_owner: bool
    handed_in: HandedIn | None


def detail(exemplar: Exemplar, person: Person, *, at: datetime) -> Detail:
    """Open to those whom `get_exemplar` let through."""
    proposals = _proposals(exemplar, person, at)
    latest = proposals[0].agreed_by if proposals else ()
    reads = may_read_work(exemplar.work_id, person, at)
    return Detail(
        exemplar=exemplar,
        row=exemplar_rows([exemplar])[0],
        rubric=rubric_for(exemplar.work),
        experts=[
            (one.person.name, one.person.name in latest)
            for one in exemplar.experts.select_related("person").order_by("person__name")
        ],
        proposals=proposals,
        stands=reference_of(exemplar),
        may_propose=is_expert(exemplar, person, at),
        may_open=may_open(exemplar, person, at),
        may_retire=may_retire(exemplar, exemplar.ref, person, at),
        is_owner=bool(may(person, Can.MAKE_EXEMPLARS, exemplar, at=at)),
        handed_in=handed_in_by(exemplar.work, person.pk) if reads else None,
    )


def _proposals(exemplar: Exemplar, person: Person, at: datetime) -> list[Proposal]:
    """Every proposal, the latest first."""
    rows = exemplar.references.select_related("proposed_by").prefetch_related("levels__criterion", "agreements__person")
    found = list(rows)
    for row in found:
        row.exemplar = exemplar
    return [
        Proposal(
            reference=row,
            levels=[
                (level.criterion.title, level.level, level.reason)
                for level in sorted(row.levels.all(), key=lambda one: (one.criterion.position, one.criterion_id))
            ],
            agreed_by=[one.person.name for one in row.agreements.all()],
            may_agree=may_agree(row, person, at),
            latest=row == found[-1],
        )
        for row in reversed(found)
    ]


def programs_with_exemplars(person: Person, *, at: datetime) -> QuerySet[Program]:
    """The programs in which this person may make exemplars."""
    return Program.objects.filter(reach(person, Can.MAKE_EXEMPLARS, at=at).where(program="pk")).order_by("title")


def may_make_somewhere(person: Person, *, at: datetime) -> Decision:
    return may(person, Can.MAKE_EXEMPLARS, at=at)


def sees_exemplars(person: Person, *, at: datetime) -> Decision:
    return may(person, Can.SEE_EXEMPLARS, at=at)


def work_to_choose(person: Person, *, at: datetime, program: str = "") -> QuerySet[Submission]:
    """Decided work in reach, of a version that is judged under, that is no exemplar and not one’s own."""
    owned = reach(person, Can.MAKE_EXEMPLARS, at=at).where(program="candidacy__program")
    taken = Exemplar.objects.filter(work__copy_of=OuterRef("pk"))
    found = Submission.objects.filter(
        owned, ~Exists(taken), state=SubmissionState.DECIDED, candidacy__version__state__in=("published", "superseded")
    ).exclude(candidacy__person=person.pk)
    return found.filter(candidacy__program__slug=program) if program else found


@dataclass(frozen=True)
class Suggested:
    pk: int
    ref: str
    task: str
    program: str
    met: bool
    sheets: int


def suggestions(person: Person, *, at: datetime, most: int = 12) -> list[Suggested]:
    """Recent work on which the panel agreed without adjudication: clear cases make good exemplars. One query."""
    sealed = Count("panel__seats", filter=Q(panel__seats__state=SeatState.SEALED))
    found = work_to_choose(person, at=at).filter(adjudication=None).annotate(sheets=sealed)
    rows = found.select_related("task", "candidacy__program", "result").order_by("-decided_at", "-pk")[:most]
    return [
        Suggested(one.pk, one.ref, one.task.title, one.candidacy.program.title, one.result.met, one.sheets)
        for one in rows
    ]


@dataclass(frozen=True)
class Example:
    """An exemplar as the desk shows it: what its experts say of each criterion."""

    pk: int
    ref: str
    title: str
    levels: Sequence[tuple[str, int, str]]


def examples_for(seat: Seat) -> list[Example]:
    """The open examples of the task that is judged on this seat, and those of it that the assessor has calibrated on."""
    task, version = seat.panel.submission.task_id, seat.panel.submission.candidacy.version_id
    found = (
        Exemplar.objects.filter(theirs(seat.assessor), work__task=task, work__candidacy__version=version)
        .exclude(work__candidacy__person=seat.assessor_id)
        .distinct()
    )
    return [
        Example(one.pk, one.ref, one.title, _levels(reference))
        for one in found.order_by("title", "pk")
        if (reference := reference_of(one))
    ]


def _levels(reference: Reference) -> list[tuple[str, int, str]]:
    levels = reference.levels.select_related("criterion").order_by("criterion__position", "criterion__pk")
    return [(one.criterion.title, one.level, one.reason) for one in levels]
