"""The life of a session: booked → held | missed | cancelled. A missed or cancelled one can be booked anew.

Book, move and cancel lock the submission first; that nobody is in two sessions at once is a constraint.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.lifecycle.judging import JUDGED
from guildmark.assessment.models import Seat, SeatState, Submission
from guildmark.candidacy.models import State as CandidacyState
from guildmark.candidacy.queries import conditions_for
from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, may
from guildmark.kernel.lifecycle import Move
from guildmark.people.models import Person
from guildmark.programs.domain.policies import LivePolicy
from guildmark.programs.queries import session_of
from guildmark.scheduling.domain.slots import lengthened
from guildmark.scheduling.models import Absence, AbsenceOutcome, Booking, BookingState
from guildmark.scheduling.permissions import Can

S = BookingState
LONGEST_BUFFER, LONGEST_NOTICE = 120, 14 * 24


def policy_of(submission: Submission) -> LivePolicy:
    """How a session of this submission’s task goes."""
    return session_of(submission.task) or LivePolicy()


def minutes_of(submission: Submission) -> int:
    """How long this candidate’s session lasts: what the program says, with what was agreed for them. One query."""
    agreed = conditions_for(submission.candidacy_id, submission.task.key)
    return lengthened(policy_of(submission).minutes, max((one.extra_time_percent for one in agreed), default=0))


def is_short(booking: Booking) -> bool:
    """Whether more time was agreed for it after it was booked."""
    return booking.ends_at - booking.starts_at < timedelta(minutes=minutes_of(booking.submission))


def not_begun(booking: Booking, by: Actor, at: datetime) -> str | Promise:
    return _("The session has begun already.") if at >= booking.starts_at else ""


def begun(booking: Booking, by: Actor, at: datetime) -> str | Promise:
    return "" if at >= booking.starts_at else _("The session has not begun yet.")


def grace_is_over(booking: Booking, by: Actor, at: datetime) -> str | Promise:
    grace = policy_of(booking.submission).grace_minutes
    if at >= booking.starts_at + timedelta(minutes=grace):
        return ""
    return format_lazy(_("Wait {grace} minutes after the beginning; people are late sometimes."), grace=grace)


def comes(booking: Booking, by: Actor) -> bool:
    """Whether `by` is to be at the session."""
    return by.pk is not None and any(one.person_id == by.pk for one in booking.places.all())


def at_it(booking: Booking, by: Actor, at: datetime) -> str | Promise:
    if comes(booking, by) or owns(booking.submission, by, at):
        return ""
    return _("That is for those who come to the session, and for the program owner.")


CANCEL = Move(_("cancel"), frozenset({S.BOOKED}), S.CANCELLED, Can.SEE, (at_it, not_begun))
MOVE = Move(_("move"), frozenset({S.BOOKED}), S.BOOKED, Can.BOOK, (not_begun,))
CHANGE = Move(_("change"), frozenset({S.BOOKED}), S.BOOKED, Can.RUN, (at_it,))
HOLD = Move(_("hold"), frozenset({S.BOOKED}), S.HELD, Can.RUN, (at_it, begun))
MISS = Move(_("report as missed"), frozenset({S.BOOKED}), S.MISSED, Can.SEE, (at_it, grace_is_over))
LIFECYCLE = (HOLD, MISS, CANCEL)


def owns(submission: Submission, by: Actor, at: datetime) -> bool:
    """Whether `by` answers for the submission’s program, and it isn’t their own work."""
    return bool(may(by, Can.SETTLE, submission, at=at)) and submission.candidacy.person_id != by.pk


def may_publish(person: Person, by: Actor, at: datetime) -> Decision:
    if person.pk != by.pk:
        return Decision(_("Everybody says for themselves when they can."))
    return may(by, Can.PUBLISH_HOURS, at=at)


def may_see(submission: Submission, by: Actor, at: datetime) -> Decision:
    """The candidate, who sits on the panel, and who answers for the program."""
    if submission.candidacy.person_id == by.pk or owns(submission, by, at):
        return YES
    seated = Seat.objects.filter(panel__submission=submission, assessor_id=by.pk).exclude(state=SeatState.DECLINED)
    if may(by, Can.SEE, submission, at=at) and seated.exists():
        return YES
    return Decision(_("A session is seen by those who come to it."))


@dataclass(frozen=True)
class Stage:
    """How far a session is: what is booked, what came of earlier ones, and whether the panel can hold one."""

    booked: Booking | None
    held: bool
    undecided: bool
    formed: bool
    sealed: bool


def stage(bookings: Iterable[Booking], seats: Iterable[Seat]) -> Stage:
    """Of a submission’s bookings, read with what was said of absences, and of the seats that were not given back."""
    bookings, seats = list(bookings), list(seats)
    absences = [one.absence for one in bookings if hasattr(one, "absence")]
    return Stage(
        booked=next((one for one in bookings if one.state == S.BOOKED), None),
        held=any(one.state == S.HELD for one in bookings),
        undecided=any(one.decided_at is None for one in absences),
        formed=any(one.panel.formed_at is not None for one in seats),
        sealed=any(one.state == SeatState.SEALED for one in seats),
    )


def stage_of(submission: Submission) -> Stage:
    """Two queries."""
    seats = Seat.objects.filter(panel__submission=submission).exclude(state=SeatState.DECLINED)
    bookings = Booking.objects.filter(submission=submission).select_related("absence")
    return stage(bookings, seats.select_related("panel"))


def may_book(submission: Submission, by: Actor, at: datetime, *, known: Stage | None = None) -> Decision:
    """The candidate, or the owner on their behalf, once the work is handed in and its panel is complete."""
    if not (allowed := may(by, Can.BOOK, submission, at=at)):
        return allowed
    if session_of(submission.task) is None:
        return Decision(_("This task is not done live."))
    if submission.candidacy.state != CandidacyState.IN_PROGRESS:
        return Decision(_("The candidacy is not in progress now, so nothing can be booked under it."))
    if submission.state not in JUDGED:
        return Decision(
            format_lazy(_("There is nothing to book: it is {state}."), state=submission.get_state_display())
        )
    return _open_to_booking(known or stage_of(submission))


def _open_to_booking(known: Stage) -> Decision:
    if known.booked:
        return Decision(_("A session is booked already. Move that one."))
    if known.held:
        return Decision(_("The session has been held; the panel judges now."))
    if known.undecided:
        return Decision(_("The last session was missed. The program owner first decides what follows."))
    if known.sealed:
        return Decision(_("The panel judges what was handed in already, so there is no session to book."))
    if not known.formed:
        return Decision(_("The panel is not complete yet. You are told when you can book."))
    return YES


def may_move(booking: Booking, by: Actor, at: datetime) -> Decision:
    """Before it begins; a candidate only so often, and not at the last moment."""
    if not (allowed := MOVE.decide(booking, by, at=at)):
        return allowed
    submission = booking.submission
    return YES if owns(submission, by, at) else _within_limits(booking, policy_of(submission), at)


def _within_limits(booking: Booking, policy: LivePolicy, at: datetime) -> Decision:
    """A move to a longer time that was agreed since is nobody’s choice: it is not counted."""
    if booking.moved >= policy.reschedules and not is_short(booking):
        return Decision(
            format_lazy(
                _("You have moved this session {count} times, which is as often as the program allows. The program owner can still move it."),
                count=booking.moved,
            )
        )  # fmt: skip
    return _in_good_time(booking, policy, at)


def _in_good_time(booking: Booking, policy: LivePolicy, at: datetime) -> Decision:
    if at > booking.starts_at - timedelta(hours=policy.notice_hours):
        return Decision(
            format_lazy(
                _("It begins in less than {hours} hours, so it stays as it is. If you can’t come, tell the program owner."),
                hours=policy.notice_hours,
            )
        )  # fmt: skip
    return YES


def may_cancel(booking: Booking, reason: str, by: Actor, at: datetime) -> Decision:
    """Whoever comes to it, with a reason; the candidate in good time."""
    if not (allowed := CANCEL.decide(booking, by, at=at)):
        return allowed
    submission = booking.submission
    if by.pk == submission.candidacy.person_id and not (soon := _in_good_time(booking, policy_of(submission), at)):
        return soon
    return YES if reason.strip() else Decision(_("Say why, in a few words: the others read it."))


def may_link(booking: Booking, url: str, by: Actor, at: datetime) -> Decision:
    if not (allowed := CHANGE.decide(booking, by, at=at)):
        return allowed
    parts = urlsplit(url)
    if url and (parts.scheme != "https" or not parts.hostname or parts.username or " " in url):
        return Decision(_("Give the whole address of the meeting, beginning with https://."))
    return YES


def may_report(booking: Booking, absent: Sequence[int], by: Actor, at: datetime) -> Decision:
    if not (allowed := MISS.decide(booking, by, at=at)):
        return allowed
    if by.pk in absent:
        return Decision(_("You are here; name those who are not."))
    expected = set(booking.places.values_list("person_id", flat=True))
    return YES if absent and set(absent) <= expected else Decision(_("Say who did not come."))


def may_settle(absence: Absence, outcome: str, reason: str, by: Actor, at: datetime) -> Decision:
    """The program owner, never somebody who was to be there; an attempt counts only where the candidate did not come."""
    booking = absence.booking
    if not (allowed := may(by, Can.SETTLE, absence, at=at)):
        return allowed
    if absence.decided_at:
        return Decision(_("This has been decided already."))
    if comes(booking, by):
        return Decision(_("Somebody who was not to be there decides on this."))
    came = not booking.places.filter(is_candidate=True, absent=True).exists()
    if outcome == AbsenceOutcome.ATTEMPT_COUNTS and came:
        return Decision(_("The candidate came, so no attempt is used."))
    return YES if reason.strip() else Decision(_("Say why; the candidate reads it."))


def may_follow(booking: Booking, by: Actor, at: datetime) -> Decision:
    """Only the installation, and only a session that lies ahead."""
    if by is not SYSTEM:
        return Decision(_("A session follows its panel by itself."))
    return YES if booking.state == S.BOOKED and at < booking.starts_at else Decision(_("This session is over."))


def may_wish(submission: Submission, by: Actor, at: datetime, *, known: Stage | None = None) -> Decision:
    """As long as the candidate could book, or move what is booked."""
    known = known or stage_of(submission)
    if known.booked is None:
        return may_book(submission, by, at, known=known)
    known.booked.submission = submission
    return YES if by is SYSTEM else may_move(known.booked, by, at)


def may_end_wish(submission: Submission, by: Actor, at: datetime) -> Decision:
    return may(by, Can.BOOK, submission, at=at)
