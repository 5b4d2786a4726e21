"""Who may sit where and say what: seats, score sheets, adjudications and qualifications.

A seat: assigned → started → sealed; declined, by its assessor or on behalf of the panel, until it is sealed.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, OuterRef, Subquery
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.lifecycle.submissions import ASK, GO_ON, START
from guildmark.assessment.models import (
    Adjudication,
    ConsensusProposal,
    EvidenceRequest,
    Panel,
    Qualification,
    Seat,
    SeatState,
    Submission,
    SubmissionState,
)
from guildmark.assessment.permissions import Can
from guildmark.candidacy.models import State as CandidacyState
from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, may
from guildmark.people.models import Person
from guildmark.programs.domain.judging import adjudication_policy
from guildmark.programs.domain.policies import LEAD
from guildmark.programs.models import Program

JUDGED = frozenset({SubmissionState.SUBMITTED, SubmissionState.IN_REVIEW})
OPEN = frozenset({SeatState.ASSIGNED, SeatState.STARTED})


WITH_CANDIDATE = _(
    "It is with the candidate, who was asked for more evidence. What you have written is kept, and your due date moves on."
)


def _no(sentence: str | Promise) -> Decision:
    return Decision(sentence)


def may_form_panel(submission: Submission, by: Actor, at: datetime) -> Decision:
    """The program's owner, or the installation itself; never for one's own submission, nor once it is judged."""
    if not (allowed := may(by, Can.FORM_PANELS, submission, at=at)):
        return allowed
    if submission.candidacy.person_id == by.pk:
        return _no(_("Nobody chooses who judges their own work."))
    if submission.state not in JUDGED:
        return _no(format_lazy(_("Nobody is to be seated now: it is {state}."), state=submission.get_state_display()))
    return YES


def may_form_panels(program: Program | None, by: Actor, at: datetime) -> Decision:
    """Whether all panels that wait may be formed together: by the program's owner for it, by the installation for all."""
    return may(by, Can.FORM_PANELS, program, at=at)


def may_take_back(seat: Seat, reason: str, by: Actor, at: datetime) -> Decision:
    """Whether the owner may give this seat to somebody else."""
    submission = seat.panel.submission
    if not (allowed := may(by, Can.FORM_PANELS, submission, at=at)):
        return allowed
    if submission.candidacy.person_id == by.pk:
        return _no(_("Nobody chooses who judges their own work."))
    return _leaving(seat, reason)


def may_decline(seat: Seat, reason: str, by: Actor, at: datetime) -> Decision:
    return _leaving(seat, reason) if (mine := is_theirs(seat, by)) else mine


def _leaving(seat: Seat, reason: str) -> Decision:
    if seat.state == SeatState.SEALED:
        return _no(_("This sheet is sealed; what was judged stays."))
    if seat.state == SeatState.DECLINED:
        return _no(_("This seat has been given back already."))
    return YES if reason.strip() else _no(_("Say why, in a few words: it helps to seat somebody else."))


def is_theirs(seat: Seat, by: Actor) -> Decision:
    return YES if seat.assessor_id == by.pk else _no(_("This seat is somebody else’s."))


def may_start(seat: Seat, by: Actor, at: datetime) -> Decision:
    """The assessor on this seat, while the work is handed in. Conflicts are asked for apart."""
    submission = seat.panel.submission
    if not (mine := is_theirs(seat, by)):
        return mine
    if seat.state == SeatState.DECLINED:
        return _no(_("You gave this seat back."))
    if seat.state == SeatState.SEALED:
        return _no(_("You have sealed this sheet already."))
    if submission.state == SubmissionState.DRAFT:
        return _no(_("The candidate has recalled it. It returns to your queue when it is handed in again."))
    if submission.state == SubmissionState.RETURNED:
        return _no(WITH_CANDIDATE)
    return START.decide(submission, by, at=at)


def may_score(seat: Seat, by: Actor, at: datetime) -> Decision:
    """The assessor who pressed Start, until the sheet is sealed."""
    if not (mine := is_theirs(seat, by)):
        return mine
    if seat.state == SeatState.SEALED:
        return _no(_("This sheet is sealed. Nothing on it changes any more."))
    if seat.state == SeatState.DECLINED:
        return _no(_("This seat is no longer yours; what you wrote is kept."))
    if seat.state == SeatState.ASSIGNED:
        return _no(_("Press Start first."))
    return may(by, Can.ASSESS, seat.panel.submission, at=at)


def may_seal(seat: Seat, by: Actor, at: datetime) -> Decision:
    """The same, while the work is before the panel. Whether every line is there is asked apart."""
    if not (allowed := may_score(seat, by, at)):
        return allowed
    state = seat.panel.submission.state
    if state == SubmissionState.RETURNED:
        return _no(WITH_CANDIDATE)
    return YES if state in JUDGED else _no(_("It isn’t before the panel now; your sheet is kept as it is."))


def may_ask(seat: Seat, reason: str, by: Actor, at: datetime) -> Decision:
    """An assessor who has begun and can't judge what is there, with a reason that the candidate reads."""
    if not (allowed := may_score(seat, by, at)):
        return allowed
    submission = seat.panel.submission
    if submission.copy_of_id is None and submission.candidacy.state != CandidacyState.IN_PROGRESS:
        return _no(_("Nothing more can be added to this work now. Judge what is there."))
    if not (allowed := ASK.decide(submission, by, at=at)):
        return allowed
    return YES if reason.strip() else _no(_("Say what is missing: the candidate reads it and acts on it."))


def may_go_on(request: EvidenceRequest, by: Actor, at: datetime) -> Decision:
    """Whoever asked, or the program's owner, while it is with the candidate; never the candidate."""
    submission = request.submission
    if submission.candidacy.person_id == by.pk:
        return _no(_("Hand in more evidence, or say there that you have none."))
    if not (allowed := GO_ON.decide(submission, by, at=at)):
        return allowed
    if request.asked_by_id == by.pk or may(by, Can.FORM_PANELS, submission, at=at):
        return YES
    return _no(_("Whoever asked for it, or the program’s owner, may go on without it."))


def is_complete(unscored: Sequence[str], unexplained: Sequence[str]) -> Decision:
    """Whether a sheet can be sealed: a level on every criterion, and a reason where it lies below what is needed."""
    if unscored:
        return _no(format_lazy(_("Not scored yet: {criteria}."), criteria=", ".join(unscored)))
    if unexplained:
        return _no(
            format_lazy(
                _("Below what is needed, so say why, in a sentence the candidate can act on: {criteria}."),
                criteria=", ".join(unexplained),
            )
        )
    return YES


def may_settle(adjudication: Adjudication, by: Actor, at: datetime) -> Decision:
    """A member of the panel who has sealed a sheet, while the disagreement is open."""
    submission = adjudication.submission
    if not (allowed := may(by, Can.ADJUDICATE, submission, at=at)):
        return allowed
    seats = Seat.objects.filter(panel__submission=submission, assessor_id=by.pk, state=SeatState.SEALED)
    if not seats.exists():
        return _no(_("Only those who judged this work settle its disagreement."))
    return _no(_("This disagreement is settled already.")) if adjudication.settled_at else YES


def may_confirm(proposal: ConsensusProposal, by: Actor, at: datetime) -> Decision:
    """Another member than the one who proposed, or the panel's lead where the version says so; only the latest one."""
    if not (allowed := may_settle(proposal.adjudication, by, at)):
        return allowed
    submission = proposal.adjudication.submission
    if adjudication_policy(submission.candidacy.version).decided_by == LEAD:
        lead = lead_of(submission)
        if lead.pk != by.pk:
            return _no(format_lazy(_("{name} leads this panel, and decides."), name=lead.name))
    elif proposal.proposed_by_id == by.pk:
        return _no(_("Another member of the panel confirms what you proposed."))
    latest = proposal.adjudication.proposals.last()
    return YES if latest == proposal else _no(_("A newer proposal has been made since. Read that one first."))


def lead_of(submission: Submission) -> Person:
    """Who of the panel has been qualified for the program longest; the earlier seat, where two have."""
    since = Qualification.objects.filter(person=OuterRef("assessor"), program=submission.candidacy.program_id)
    first = Subquery(since.order_by("starts_on").values("starts_on")[:1])
    sealed = Seat.objects.filter(panel__submission=submission, state=SeatState.SEALED).annotate(since=first)
    return sealed.order_by(F("since").asc(nulls_last=True), "number").select_related("assessor")[0].assessor


def may_remark(adjudication: Adjudication, criterion: str, text: str, by: Actor, at: datetime) -> Decision:
    """Whoever may settle it, on what is contested."""
    if not (allowed := may_settle(adjudication, by, at)):
        return allowed
    if criterion not in adjudication.contested:
        return _no(_("Only what is contested is talked about here."))
    return YES if text.strip() else _no(_("Write what you want to say to the panel."))


def may_waive_further(panel: Panel, reason: str, by: Actor, at: datetime) -> Decision:
    """The program's owner, when a further assessor is called for and can't be seated, with a reason."""
    if not (allowed := may_form_panel(panel.submission, by, at)):
        return allowed
    version = panel.submission.candidacy.version
    seats = panel.seats.exclude(state=SeatState.DECLINED)
    if panel.size <= version.panel_size or seats.filter(further=True).exists():
        return _no(_("No further assessor is missing here."))
    return YES if reason.strip() else _no(_("Say why the panel goes on without a further assessor."))


def may_qualify(person: Person, program: Program, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.QUALIFY, program, at=at)):
        return allowed
    if person.pk == by.pk:
        return _no(_("Nobody qualifies themselves."))
    return YES if person.is_active else _no(_("This account is closed."))


def may_declare(person: Person, about: Person, reason: str, by: Actor, at: datetime) -> Decision:
    """Anybody, for themselves, about somebody else, with a reason."""
    if not (allowed := may(by, Can.DECLARE_CONFLICT, at=at)):
        return allowed
    if person.pk != by.pk:
        return _no(_("People declare conflicts for themselves."))
    if person.pk == about.pk:
        return _no(_("Nobody judges themselves anyway; name somebody else."))
    return YES if reason.strip() else _no(_("Say in a few words what the conflict is."))


def may_lapse(submission: Submission, reason: str, by: Actor, at: datetime) -> Decision:
    """Only on behalf of a decision taken elsewhere, while the work waits to be judged, with its reason."""
    if by is not SYSTEM:
        return _no(_("An attempt ends unjudged only by a decision on why."))
    if submission.state not in JUDGED:
        return _no(format_lazy(_("Nothing is to be judged now: it is {state}."), state=submission.get_state_display()))
    return YES if reason.strip() else _no(_("Say why the attempt counts."))
