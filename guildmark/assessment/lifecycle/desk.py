"""What stands against marking, keeping and leaving for later."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from guildmark.assessment.lifecycle.judging import OPEN, is_theirs
from guildmark.assessment.models import BankComment, EvidenceKind, Seat, Submission
from guildmark.assessment.permissions import Can
from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, may
from guildmark.kernel.calendar import local_date

LONGEST_QUOTE = 2000


def is_place(submission: Submission, evidence_id: int, quote: str, tenths: int | None) -> Decision:
    """A passage of a text, or a moment of a file, that was handed in with this work."""
    piece = submission.evidence.exclude(sha256="").filter(pk=evidence_id).first()
    if piece is None:
        return Decision(_("This piece of evidence doesn’t belong to the work on this desk."))
    if not quote and tenths is None:
        return Decision(_("Select a passage, or a moment of a film."))
    if quote and piece.kind != EvidenceKind.TEXT:
        return Decision(_("Passages are marked in written text."))
    return YES if len(quote) <= LONGEST_QUOTE else Decision(_("That passage is too long to be marked. Select less."))


def may_keep(seat: Seat, text: str, by: Actor, at: datetime) -> Decision:
    if not (mine := is_theirs(seat, by)):
        return mine
    if not (allowed := may(by, Can.ASSESS, seat.panel.submission, at=at)):
        return allowed
    return YES if text.strip() else Decision(_("Write the comment first."))


def is_own(comment: BankComment, by: Actor) -> Decision:
    return YES if comment.owner_id == by.pk else Decision(_("This comment is somebody else’s."))


def may_skip(seat: Seat, until: date | None, reason: str, by: Actor, at: datetime) -> Decision:
    """Its assessor, to a later day not beyond the due one, with a reason; the installation, when that day has come."""
    if by is SYSTEM:
        return YES
    if not (mine := is_theirs(seat, by)):
        return mine
    if seat.state not in OPEN:
        return Decision(_("There is nothing to leave for later here."))
    if until is None:
        return YES
    if until <= local_date(at, seat.assessor.time_zone):
        return Decision(_("Choose a later day."))
    if until > seat.due_on:
        return Decision(_("That is after it is due. Give it back instead, so that somebody else can judge it."))
    return YES if reason.strip() else Decision(_("Say why, in a few words."))
