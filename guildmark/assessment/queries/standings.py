"""How far each task of a candidacy is, and what waits on its candidate: the answer to candidacy's `TASKS`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildmark.assessment.lifecycle.workspace import standing_after
from guildmark.assessment.models import AttemptGrant, Seat, SeatState, Submission, SubmissionState
from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.candidacy.ports import TaskStanding
from guildmark.kernel.calendar import local_date
from guildmark.kernel.counting import greatest, how_many
from guildmark.kernel.prepared import prepared
from guildmark.programs.models import ProgramVersion, Task
from guildmark.programs.queries.remembered import remembered

S = SubmissionState
TONES: Mapping[str, str] = {
    S.DRAFT: "neutral",
    S.SUBMITTED: "info",
    S.IN_REVIEW: "info",
    S.ADJUDICATION: "warn",
    S.RETURNED: "warn",
}


def standing_of_tasks(candidacy: Candidacy, at: datetime) -> dict[str, TaskStanding]:
    """How far each task is, by task key. One query."""
    attempts: dict[int, list[Submission]] = defaultdict(list)
    for one in _attempts(candidacy=candidacy.pk):
        attempts[one.task_id].append(one)
    keys = _tasks(candidacy.version)
    return {key: _standing(candidacy, attempts[pk], at) for pk, key in keys.items()}


@prepared
def _attempts(candidacy: int) -> QuerySet[Submission]:
    attempts = with_seats(Submission.objects.filter(candidacy_id=candidacy)).select_related("result")
    return attempts.defer("digest", "original_at", "result__detail").order_by("attempt")


@remembered
def _tasks(version: ProgramVersion) -> Mapping[int, str]:
    return dict(Task.objects.filter(version=version).values_list("pk", "key"))


def with_seats(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """With how many seats are taken, how many sealed, when the last is due; and the attempts granted on top."""
    seats = Seat.objects.filter(panel__submission=OuterRef("pk")).order_by()
    taken, sealed = seats.exclude(state=SeatState.DECLINED), seats.filter(state=SeatState.SEALED)
    granted = AttemptGrant.objects.filter(candidacy=OuterRef("candidacy"), task=OuterRef("task"))
    return rows.annotate(
        granted=how_many(granted),
        seats_taken=how_many(taken),
        seats_sealed=how_many(sealed),
        seats_due=greatest(taken, "due_on"),
    )


@dataclass(frozen=True)
class Seats:
    """The seats of a panel: how many are taken, how many sealed, when the last one is due."""

    taken: int
    sealed: int
    due: date | None


def seats_of(submission: Any) -> Seats:
    """The seats of a submission that was read `with_seats`."""
    return Seats(submission.seats_taken, submission.seats_sealed, submission.seats_due)


def state_words(submission: Submission) -> str:
    """The state as every page says it: “in review (1 of 2)”. Of a submission read `with_seats`."""
    words = str(submission.get_state_display())
    if submission.state != S.IN_REVIEW:
        return words
    seats = seats_of(submission)
    return _("{state} ({sealed} of {taken})").format(state=words, sealed=seats.sealed, taken=seats.taken)


def _standing(candidacy: Candidacy, attempts: Sequence[Submission], at: datetime) -> TaskStanding:
    last = attempts[-1] if attempts else None
    if last is None:
        return _to_begin(candidacy, _("Begin"))
    earlier = tuple(
        (_("result of attempt {number}").format(number=one.attempt), reverse("assessment:result", args=[one.pk]))
        for one in attempts
        if one.state == S.DECIDED
    )
    found = _decided(candidacy, attempts, at) if last.state == S.DECIDED else _open(candidacy, last, attempts, at)
    return replace(found, earlier=earlier)


def _to_begin(candidacy: Candidacy, action: str) -> TaskStanding:
    if candidacy.state == CandidacyState.PAUSED:
        return TaskStanding("", why_not=_("Resume your candidacy first."))
    if candidacy.state != CandidacyState.IN_PROGRESS:
        return TaskStanding("")
    url = reverse("assessment:submissions", args=[candidacy.pk])
    return TaskStanding("", url=url, action=action, begins=True, waits_on_candidate=True)


def _open(candidacy: Candidacy, last: Submission, attempts: Sequence[Submission], at: datetime) -> TaskStanding:
    if last.state == S.RETURNED:
        return returned(last)
    if last.state != S.DRAFT:
        return handed_in(last)
    return TaskStanding(
        state_words(last), TONES[S.DRAFT], reverse("assessment:workspace", args=[last.pk]), _("Continue"),
        since=last.created_at, next=_wait(candidacy, attempts, at), waits_on_candidate=True,
    )  # fmt: skip


def returned(submission: Submission) -> TaskStanding:
    """A submission that its assessors gave back: its candidate adds what is missing, and no clock runs."""
    return TaskStanding(
        state_words(submission),
        TONES[S.RETURNED],
        reverse("assessment:workspace", args=[submission.pk]),
        _("Add evidence"),
        since=submission.requests.values_list("asked_at", flat=True).last(),
        next=_("add what the assessors ask for, and hand it in"),
        waits_on_candidate=True,
    )


def handed_in(submission: Submission) -> TaskStanding:
    """How far a submission is that others have. It was read `with_seats`."""
    return TaskStanding(
        state_words(submission),
        TONES.get(submission.state, "info"),
        reverse("assessment:workspace", args=[submission.pk]),
        _("Look at it"),
        whom=whom(submission),
        since=submission.submitted_at,
        due=seats_of(submission).due,
        next=_("agreement of the panel") if submission.state == S.ADJUDICATION else _("result"),
    )


def whom(submission: Submission) -> str:
    """With whom a submission is that was handed in."""
    taken = seats_of(submission).taken
    if not taken:
        return _("the program owner, who seats a panel")
    return ngettext("{count} assessor", "{count} assessors", taken).format(count=taken)


def _decided(candidacy: Candidacy, attempts: Sequence[Submission], at: datetime) -> TaskStanding:
    last = attempts[-1]
    url = reverse("assessment:result", args=[last.pk])
    if last.result.met:
        return TaskStanding(_("met"), "good", url, _("See the result"))
    past = standing_after([one.decided_at for one in attempts], candidacy, getattr(last, "granted", 0))
    if not past.left:
        why = _("No attempt is left. A decision can grant one more, with a reason.")
        return TaskStanding(_("not yet met"), "warn", why_not=why)
    begin = _to_begin(candidacy, _("Prepare attempt {number}").format(number=last.attempt + 1))
    return replace(begin, state=_("not yet met"), tone="warn", next=_wait(candidacy, attempts, at))


def _wait(candidacy: Candidacy, attempts: Sequence[Submission], at: datetime) -> str:
    """What comes next for a draft: handing it in, from a certain day on after an attempt."""
    granted = getattr(attempts[-1], "granted", 0)
    past = standing_after([one.decided_at for one in attempts if one.decided_at], candidacy, granted)
    if past.from_day and past.waits(local_date(at, candidacy.person.time_zone)):
        return _("hand it in from {day} on").format(day=date_format(past.from_day, "j F"))
    return _("hand it in")
