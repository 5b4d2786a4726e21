"""Who may grant one more attempt, and when there is something to grant."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guildmark.assessment.lifecycle.workspace import attempt_standing
from guildmark.assessment.models import Seat, SeatState, Submission, SubmissionState
from guildmark.assessment.permissions import Can
from guildmark.candidacy.models import Candidacy, State
from guildmark.kernel.access import YES, Actor, Decision, may
from guildmark.programs.models import Task

OPEN_TO_IT = frozenset({State.IN_PROGRESS, State.PAUSED, State.AWAITING_DECISION})


def may_grant(candidacy: Candidacy, task: Task, reason: str, by: Actor, *, at: datetime) -> Decision:
    """The committee, but nobody for themselves or for work they judged, once no attempt at this task is left."""
    if not (allowed := may_decide_on(candidacy, by, at=at)):
        return allowed
    if not (allowed := lacks_attempt(candidacy, task)):
        return allowed
    return YES if reason.strip() else Decision(_("Say why one more attempt is fair: it stands on record."))


def may_decide_on(candidacy: Candidacy, by: Actor, *, at: datetime) -> Decision:
    """Whether this is theirs to decide at all."""
    if not (allowed := may(by, Can.GRANT_ATTEMPT, candidacy, at=at)):
        return allowed
    if candidacy.person_id == by.pk:
        return Decision(_("Nobody grants themselves an attempt."))
    judged = Seat.objects.filter(panel__submission__candidacy=candidacy, assessor_id=by.pk)
    if judged.exclude(state=SeatState.DECLINED).exists():
        return Decision(_("You judged work of this candidacy, so somebody else decides on a further attempt."))
    if candidacy.state not in OPEN_TO_IT:
        return Decision(_("This candidacy is no longer open, so no attempt can be granted in it."))
    return YES


def lacks_attempt(candidacy: Candidacy, task: Task) -> Decision:
    """Whether all attempts at the task are used, and it isn't met."""
    attempts = Submission.objects.filter(candidacy=candidacy, task=task)
    if attempts.filter(result__met=True).exists():
        return Decision(_("This task is met."))
    if attempts.exclude(state=SubmissionState.DECIDED).exists():
        return Decision(_("An attempt at this task is still open."))
    if attempt_standing(candidacy, task).left:
        return Decision(_("There are attempts left at this task."))
    return YES
