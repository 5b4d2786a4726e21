"""What may be copied for calibration, and who may be given a copy to read."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guildmark.assessment.models import Seat, Submission, SubmissionState
from guildmark.assessment.permissions import Can
from guildmark.kernel.access import YES, Actor, Decision, may
from guildmark.people.models import Person


def may_copy(submission: Submission, by: Actor, at: datetime) -> Decision:
    """Work that has its result, or a copy of such."""
    if not (allowed := may(by, Can.COPY, submission, at=at)):
        return allowed
    if submission.copy_of_id is None and submission.candidacy.person_id == by.pk:
        return Decision(_("Nobody makes an exemplar of their own work."))
    if submission.copy_of_id is None and submission.state != SubmissionState.DECIDED:
        return Decision(_("Only work that has its result can be copied."))
    if submission.round > 1:
        return Decision(_("More evidence was added to this work on request. Choose work that was handed in at once."))
    return YES


def may_seat_on_copy(copy: Submission, assessor: Person, by: Actor, at: datetime) -> Decision:
    """Somebody who knows neither the work nor what others gave for it. Conflicts are asked for apart."""
    if not (allowed := may(by, Can.COPY, copy, at=at)):
        return allowed
    if copy.copy_of_id is None:
        return Decision(_("This is no copy, so it isn’t given out to be read as one."))
    if hasattr(copy, "panel"):
        return Decision(_("Somebody reads this copy already. Make another for another reader."))
    if not may(assessor, Can.ASSESS, copy, at=at):
        return Decision(_("Only assessors read copies."))
    return Decision(_("They know this work.")) if knows(copy, assessor) else YES


def knows(copy: Submission, assessor: Person) -> bool:
    """Whether they handed it in, or had a seat on it or on another copy of it."""
    if copy.candidacy.person_id == assessor.pk:
        return True
    seats = Seat.objects.filter(assessor=assessor, panel__submission__candidacy=copy.candidacy_id)
    return seats.filter(panel__submission__task=copy.task_id).exists()
