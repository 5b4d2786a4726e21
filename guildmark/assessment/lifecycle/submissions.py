"""The life of a submission: draft → submitted → in review → (returned for more evidence → in review) → (adjudication)
→ decided.

`submit`, `recall` and `start_seat` all lock the submission's row first, so that a recall and a Start pressed at the
same moment can't both win. A panel formed before a recall stays with the submission.
"""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.models import Seat, SeatState, Submission, SubmissionState
from guildmark.assessment.permissions import Can
from guildmark.assessment.ports import COPY_READERS
from guildmark.candidacy.models import State as CandidacyState
from guildmark.kernel.access import YES, Actor, Decision, may
from guildmark.kernel.lifecycle import Move
from guildmark.kernel.roles import Role

S = SubmissionState


def candidacy_not_in_progress(submission: Submission, by: Actor, at: datetime) -> str | Promise:
    candidacy = submission.candidacy
    if candidacy.state == CandidacyState.IN_PROGRESS:
        return ""
    if candidacy.state == CandidacyState.PAUSED:
        return _("Your candidacy is paused. Resume it first; everything here is kept.")
    return _("Your candidacy is no longer in progress, so nothing more can be handed in under it.")


def assessor_has_started(submission: Submission, by: Actor, at: datetime) -> str | Promise:
    begun = Seat.objects.filter(panel__submission=submission, state__in=(SeatState.STARTED, SeatState.SEALED))
    if begun.exists() or submission.requests.exists():
        return _("An assessor has pressed Start, so it can’t be recalled any more.")
    return ""


WRITE = Move(_("write in"), frozenset({S.DRAFT, S.RETURNED}), S.DRAFT, Can.WORK_ON, (candidacy_not_in_progress,))
SUBMIT = Move(_("submit"), frozenset({S.DRAFT}), S.SUBMITTED, Can.WORK_ON, (candidacy_not_in_progress,))
RECALL = Move(_("recall"), frozenset({S.SUBMITTED, S.IN_REVIEW}), S.DRAFT, Can.WORK_ON, (assessor_has_started,))
START = Move(_("start"), frozenset({S.SUBMITTED, S.IN_REVIEW}), S.IN_REVIEW, Can.ASSESS)
ASK = Move(_("ask for more evidence in"), frozenset({S.IN_REVIEW}), S.RETURNED, Can.ASSESS)
ANSWER = Move(
    _("hand in more evidence in"), frozenset({S.RETURNED}), S.IN_REVIEW, Can.WORK_ON, (candidacy_not_in_progress,)
)
GO_ON = Move(_("go on judging"), frozenset({S.RETURNED}), S.IN_REVIEW, Can.GO_ON)
DISAGREE = Move(_("adjudicate"), frozenset({S.IN_REVIEW}), S.ADJUDICATION, Can.ASSESS)
DECIDE = Move(_("decide"), frozenset({S.IN_REVIEW, S.ADJUDICATION}), S.DECIDED, Can.ASSESS)

LIFECYCLE = (SUBMIT, RECALL, START, ASK, ANSWER, GO_ON, DISAGREE, DECIDE)


def may_read_evidence(submission: Submission, by: Actor, at: datetime) -> Decision:
    """The candidate; an assessor with a seat on its panel; the committee while the candidacy awaits its decision."""
    if submission.copy_of_id is not None:
        return _may_read_copy(submission, by, at)
    if not (allowed := may(by, Can.READ_EVIDENCE, submission, at=at)):
        return allowed
    if submission.candidacy.person_id == by.pk or has_seat(submission, by) or _is_before_committee(submission, by, at):
        return YES
    return Decision(_("This evidence is open to the candidate, its panel, and the committee at its decision."))


def _may_read_copy(submission: Submission, by: Actor, at: datetime) -> Decision:
    """Whoever reads it to calibrate, and whom the room that made it lets read it; its author by no road."""
    own = by.pk is None or by.pk == submission.candidacy.person_id
    if not own and (has_seat(submission, by) or any(COPY_READERS.ask(submission.pk, by, at))):
        return YES
    return Decision(_("This evidence is open to the candidate, its panel, and the committee at its decision."))


def has_seat(submission: Submission, by: Actor) -> bool:
    """Whether `by` has pressed Start on a seat of this submission's panel, and has it still."""
    begun = (SeatState.STARTED, SeatState.SEALED)
    return Seat.objects.filter(panel__submission=submission, assessor_id=by.pk, state__in=begun).exists()


DECISION_OPEN = {CandidacyState.AWAITING_DECISION, CandidacyState.CERTIFIED, CandidacyState.NOT_YET_CERTIFIED}


def _is_before_committee(submission: Submission, by: Actor, at: datetime) -> bool:
    if submission.state != S.DECIDED or submission.candidacy.state not in DECISION_OPEN:
        return False
    held = (h for h in by.roles_held(at) if h.role is Role.COMMITTEE)
    return any(h.covers(submission.access_scope()) for h in held)
