"""Appeals, as those concerned may read them; whom else the same fault may have hit; how many there were."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from guildmark.assessment.models import Seat, SeatState, Submission, SubmissionState
from guildmark.assessment.queries import get_result
from guildmark.governance.lifecycle.appeals import (
    had_a_part,
    last_day,
    may_acknowledge,
    may_appeal,
    may_handle,
    may_take_back,
)
from guildmark.governance.models import DECIDED, OPEN, Appeal, AppealState
from guildmark.governance.permissions import Can
from guildmark.kernel.access import Decision, may, reach
from guildmark.kernel.roles import Role
from guildmark.kernel.turns import Turn, Waiting
from guildmark.people.models import Person
from guildmark.people.queries import holders

ALONG = (
    "program", "lodged_by", "acknowledged_by", "decided_by", "submission__task", "submission__candidacy__person",
    "submission__candidacy__version",
)  # fmt: skip
LEAST_TO_COUNT = 5
"""Fewer than so many decided appeals are not counted apart: one could tell whose they were."""


def appeals(person: Person, *, at: datetime) -> list[Appeal]:
    """One’s own, and those that one may handle; not those in which one had a part."""
    found = Appeal.objects.select_related(*ALONG)
    own = list(found.filter(lodged_by=person))
    within = reach(person, Can.HEAR, at=at).where(program="program_id")
    others = found.filter(within).exclude(lodged_by=person) if may(person, Can.HEAR, at=at) else found.none()
    return own + [one for one in others if not had_a_part(one, {person.pk: person}, at)]


def get_appeal(person: Person, pk: int, *, at: datetime) -> Appeal:
    """An appeal of one’s own, or one that one may handle. Whoever had a part finds none."""
    found = Appeal.objects.select_related(*ALONG).filter(pk=pk).first()
    if found is None or not may(person, Can.SEE_APPEAL, found, at=at):
        raise Http404
    if found.lodged_by_id != person.pk and had_a_part(found, {person.pk: person}, at):
        raise Http404
    return found


@dataclass(frozen=True)
class Appealable:
    submission: Submission
    may_appeal: Decision
    until: date
    appeal: Appeal | None


def appealable(person: Person, submission_id: int, *, at: datetime) -> Appealable:
    """One’s own result, with until when it can be appealed."""
    submission = get_result(person, submission_id, at=at).submission
    if submission.candidacy.person_id != person.pk:
        raise Http404
    lodged = submission.appeals.exclude(state=AppealState.TAKEN_BACK).first()
    return Appealable(submission, may_appeal(submission, person, at), last_day(submission), lodged)


@dataclass(frozen=True)
class AppealPage:
    """`could_hear`: members without a part, by name; `others`: work that the same fault may have hit."""

    appeal: Appeal
    own: bool
    hearers: Sequence[Person]
    may_acknowledge: Decision
    may_name: Decision
    may_decide: Decision
    may_take_back: Decision
    could_hear: Sequence[Person]
    others: Sequence["Other"]


@dataclass(frozen=True)
class Other:
    submission: Submission
    why: str | Promise


def appeal_page(appeal: Appeal, person: Person, *, at: datetime) -> AppealPage:
    own = appeal.lodged_by_id == person.pk
    hearers = [one.person for one in appeal.hearers.select_related("person").order_by("person__name")]
    may_name = may_handle(appeal, person, at, (AppealState.ACKNOWLEDGED,))
    may_decide = may_handle(appeal, person, at, (AppealState.UNDER_REVIEW,))
    if may_decide and person.pk not in {one.pk for one in hearers}:
        may_decide = Decision(_("Those who hear it decide."))
    return AppealPage(
        appeal=appeal,
        own=own,
        hearers=hearers,
        may_acknowledge=may_acknowledge(appeal, person, at),
        may_name=may_name,
        may_decide=may_decide,
        may_take_back=may_take_back(appeal, person, at),
        could_hear=could_hear(appeal, at=at) if may_name else (),
        others=() if own or appeal.state not in (AppealState.UPHELD, AppealState.PARTLY) else others_hit(appeal),
    )


def could_hear(appeal: Appeal, *, at: datetime) -> list[Person]:
    """Who holds the role within reach and had no part."""
    known = {one.pk: one for one in holders(Role.COMMITTEE, at, program_id=appeal.program_id)}
    parts = had_a_part(appeal, known, at)
    return [one for pk, one in known.items() if pk not in parts and pk != appeal.lodged_by_id]


def others_hit(appeal: Appeal) -> list[Other]:
    """Who else? Other decided work at the same task and version, and work that the same assessors judged in the program."""
    work = appeal.submission
    if work is None:
        return []
    panel = Seat.objects.filter(panel__submission=work, state=SeatState.SEALED).values("assessor")
    decided = Submission.objects.filter(state=SubmissionState.DECIDED).exclude(candidacy__person=appeal.lodged_by_id)
    decided = decided.select_related("candidacy__person", "task").order_by("-decided_at", "-pk")
    same_task = list(decided.filter(task=work.task_id)[:200])
    judged = decided.filter(
        candidacy__program=appeal.program_id, panel__seats__assessor__in=panel, panel__seats__state=SeatState.SEALED
    )
    known = {one.pk for one in same_task}
    by_them = [one for one in judged.distinct()[:200] if one.pk not in known]
    return [Other(one, _("the same task, under the same version")) for one in same_task] + [
        Other(one, _("judged by one of the same assessors")) for one in by_them
    ]


@dataclass(frozen=True)
class Figures:
    """What everybody may know. Empty where there were too few."""

    decided: int
    upheld: int
    days: int | None


def figures() -> Figures:
    """How many appeals and complaints were decided, how many upheld at least partly, and the median days it took."""
    rows = list(Appeal.objects.filter(state__in=DECIDED).values_list("state", "lodged_at", "decided_at"))
    if len(rows) < LEAST_TO_COUNT:
        return Figures(0, 0, None)
    took = [(decided - lodged).days for _state, lodged, decided in rows if decided]
    return Figures(len(rows), sum(state != AppealState.NOT_UPHELD for state, *_rest in rows), round(median(took)))


def appeal_turns(person: Person, *, at: datetime) -> Iterator[Turn]:
    """One’s own appeal waits on others; one that is to be acknowledged, given hearers or decided waits on oneself."""
    mine: QuerySet[Appeal] = Appeal.objects.filter(state__in=OPEN, lodged_by=person)
    for one in mine:
        due = one.acknowledge_by if one.state == AppealState.LODGED else one.decide_by
        yield Turn(
            Waiting.ON_OTHERS, _("{ref}: {state}").format(ref=one.ref, state=one.get_state_display()), _url(one),
            whom=_("people who had no part in it"), since=one.lodged_at, due=due, next=_next(one), hat="candidate",
        )  # fmt: skip
    if not may(person, Can.HEAR, at=at):
        return
    within = reach(person, Can.HEAR, at=at).where(program="program_id")
    for one in Appeal.objects.filter(within, state__in=OPEN).exclude(lodged_by=person).select_related(*ALONG):
        heard = one.state == AppealState.UNDER_REVIEW
        if heard and not one.hearers.filter(person=person).exists():
            continue
        if had_a_part(one, {person.pk: person}, at):
            continue
        due = one.acknowledge_by if one.state == AppealState.LODGED else one.decide_by
        yield Turn(
            Waiting.ON_ME, _("{ref}: an appeal or complaint").format(ref=one.ref), _url(one), since=one.lodged_at,
            due=due, next=_next(one), hat="committee", action=_("Open it"),
        )  # fmt: skip


def _url(appeal: Appeal) -> str:
    return reverse("governance:appeal", args=[appeal.pk])


def _next(appeal: Appeal) -> str:
    words = {
        AppealState.LODGED: _("it is acknowledged"),
        AppealState.ACKNOWLEDGED: _("those who hear it are named"),
        AppealState.UNDER_REVIEW: _("it is decided"),
    }
    return words[AppealState(appeal.state)]


def concerned_in(appeal_id: int, *, at: datetime) -> tuple[Appeal, list[int]]:
    """An appeal, and who could handle it: to be told."""
    appeal = Appeal.objects.select_related(*ALONG).get(pk=appeal_id)
    return appeal, [one.pk for one in could_hear(appeal, at=at)]
