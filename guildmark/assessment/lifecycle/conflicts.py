"""Who may say how strong conflicts are, and that a soft one shall not count this once."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.domain.conflicts import (
    ALWAYS_HARD,
    LONGEST_MONTHS,
    NOT_BELOW_SOFT,
    Conflict,
    ConflictPolicy,
    Force,
    Kind,
)
from guildmark.assessment.lifecycle.judging import may_form_panel
from guildmark.assessment.models import ConflictWaiver, Submission
from guildmark.assessment.permissions import Can
from guildmark.kernel.access import YES, Actor, Decision, may
from guildmark.people.models import Person


def may_set_policy(policy: ConflictPolicy, reason: str, by: Actor, at: datetime) -> Decision:
    """The committee, with a reason. Some kinds can't be waved through by any policy."""
    if not (allowed := may(by, Can.SET_CONFLICT_POLICY, at=at)):
        return allowed
    if not reason.strip():
        return Decision(_("Say why the policy changes; it stays on record."))
    if any(policy.of(kind).force is not Force.HARD for kind in ALWAYS_HARD):
        return Decision(_("Nobody judges their own work, whatever the policy."))
    if any(policy.of(kind).force not in (Force.HARD, Force.SOFT) for kind in NOT_BELOW_SOFT):
        return Decision(
            _("Who leads or led, who works beside, who declared and who gains is at least to be waived by two people.")
        )
    if any(not 0 <= policy.of(kind).months <= LONGEST_MONTHS for kind in Kind):
        return Decision(format_lazy(_("A tie counts for up to {months} months after its end."), months=LONGEST_MONTHS))
    return YES


def may_ask_waiver(
    submission: Submission, assessor: Person, kind: Kind, ties: Sequence[Conflict], reason: str, by: Actor, at: datetime
) -> Decision:
    """The program's owner, for somebody else's sake, where a conflict of that kind bars and is soft."""
    if not (allowed := may_form_panel(submission, by, at)):
        return allowed
    if by.pk is None or by.pk == assessor.pk:
        return Decision(_("Nobody asks this for themselves."))
    if not (soft := _is_soft(kind, ties)):
        return soft
    return YES if reason.strip() else Decision(_("Say why this conflict need not count here."))


def _is_soft(kind: Kind, ties: Sequence[Conflict]) -> Decision:
    barring = [tie for tie in ties if tie.bars]
    if any(tie.hard for tie in barring):
        return Decision(_("A hard conflict can’t be overridden, by anyone."))
    if kind not in {tie.kind for tie in barring}:
        return Decision(_("No conflict of that kind stands in the way any more."))
    return YES


def may_agree_waiver(
    waiver: ConflictWaiver, mine: Sequence[Conflict], theirs: Sequence[Conflict], by: Actor, at: datetime
) -> Decision:
    """Another owner of the program, or the committee: not who asked, not whom it favours, nobody tied to the candidate."""
    submission = waiver.submission
    if not (allowed := may(by, Can.AGREE_WAIVER, submission, at=at)):
        return allowed
    if waiver.agreed_at:
        return Decision(_("Somebody has agreed to this already."))
    if by.pk is None or by.pk == waiver.asked_by_id:
        return Decision(_("Somebody else agrees to what you asked for."))
    if by.pk in (waiver.assessor_id, submission.candidacy.person_id):
        return Decision(_("This is about you; somebody else agrees to it."))
    if any(tie.bars for tie in mine):
        return Decision(_("You have a tie to the candidate yourself; somebody else agrees to it."))
    return _is_soft(Kind(waiver.kind), theirs)
