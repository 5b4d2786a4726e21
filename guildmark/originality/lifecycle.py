"""Who may look at a match and say what it was; who may retire a wording. Nothing here decides on a candidate."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guildmark.assessment.models import Seat, Submission
from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, may
from guildmark.originality.models import Match, RetiredVariant, ReviewOutcome
from guildmark.originality.permissions import Can
from guildmark.programs.models import Task
from guildmark.programs.queries import variants_of


def may_sign(submission: Submission, by: Actor, at: datetime) -> Decision:
    """The candidate, for themselves: with handing in."""
    if by is SYSTEM or submission.candidacy.person_id == by.pk:
        return YES
    return Decision(_("Everybody signs for their own work."))


def may_keep_text(by: Actor) -> Decision:
    return YES if by is SYSTEM else Decision(_("Handed-in files are read by the installation."))


def may_compare(submission: Submission, by: Actor, at: datetime) -> Decision:
    return YES if by is SYSTEM and submission.digest else Decision(_("Handed-in work is compared by the installation."))


def may_review(match: Match, by: Actor, at: datetime) -> Decision:
    """The program owner, unless they have a part in it: as candidate, as their line manager, on one of the panels."""
    if not (allowed := may(by, Can.REVIEW, match, at=at)):
        return allowed
    candidates = {match.submission.candidacy.person_id, match.earlier.candidacy.person_id}
    if by.pk in candidates:
        return Decision(_("Somebody whose work this isn’t looks at it."))
    if any(by.manages(person, at) for person in candidates):
        return Decision(_("A line manager doesn’t look at the work of their own people."))
    panels = Seat.objects.filter(panel__submission__in=[match.submission_id, match.earlier_id])
    if by.pk is not None and panels.filter(assessor_id=by.pk).exists():
        return Decision(_("Whoever judges the work doesn’t look into where it came from."))
    return YES


def may_conclude(match: Match, outcome: str, reason: str, by: Actor, at: datetime) -> Decision:
    if not (allowed := may_review(match, by, at)):
        return allowed
    if match.reviewed_at:
        return Decision(_("This has been looked at already."))
    if outcome not in ReviewOutcome.values:
        return Decision(_("Say what it was."))
    return YES if reason.strip() else Decision(_("Say what you saw, in a sentence that stays on record."))


def may_give(submission: Submission, by: Actor, at: datetime) -> Decision:
    return YES if by is SYSTEM else Decision(_("Wordings are drawn, not chosen."))


def may_retire(task: Task, variant: str, reason: str, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.RETIRE, task.version, at=at)):
        return allowed
    keys = [one.key for one in variants_of(task)]
    if variant not in keys:
        return Decision(_("This task has no such wording."))
    retired = set(RetiredVariant.objects.filter(task=task).values_list("variant", flat=True))
    if variant in retired:
        return Decision(_("It is retired already."))
    if not set(keys) - retired - {variant}:
        return Decision(_("It is the last one left. Publish a version with new wordings first."))
    return YES if reason.strip() else Decision(_("Say why, for instance where it was seen."))
