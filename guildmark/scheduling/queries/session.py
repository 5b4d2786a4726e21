"""The page of a session: what can be booked, what is booked, who comes, and what went before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildmark.assessment.models import Seat, SeatState, Submission, SubmissionState
from guildmark.kernel.access import Actor, Decision
from guildmark.people.models import Person
from guildmark.programs.domain.policies import LivePolicy
from guildmark.scheduling.domain.slots import Slot
from guildmark.scheduling.lifecycle import (
    CHANGE,
    HOLD,
    MISS,
    may_book,
    may_cancel,
    may_move,
    may_settle,
    may_wish,
    minutes_of,
    owns,
    policy_of,
    stage,
)
from guildmark.scheduling.models import Absence, AbsenceOutcome, Booking, BookingState, Place
from guildmark.scheduling.queries.finding import with_places
from guildmark.scheduling.queries.slots import Offer, offer_for, seats_of
from guildmark.scheduling.queries.words import hour_words, moment_words

NOTED = (SubmissionState.ADJUDICATION, SubmissionState.DECIDED)


@dataclass(frozen=True)
class Choice:
    """One slot to choose: what is posted, and what its clock shows here."""

    value: str
    time: str
    until: str
    words: str


@dataclass(frozen=True)
class Day:
    day: date
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Comer:
    """Somebody who comes, and what their clock shows then."""

    person: Person
    is_candidate: bool
    here: str
    absent: bool | None


@dataclass(frozen=True)
class Earlier:
    """A session that was cancelled, missed or held, in a sentence."""

    booking: Booking
    moment: str
    what: str


@dataclass(frozen=True)
class SessionPage:
    """`minutes`: how long what is booked lasts, else what can be. `longer`: the minutes agreed since, where those who
    may know of it can move the session to have them; 0 where nothing is to be said. `seat`: the reader’s own on the
    panel; `noted`: whether what the panel noted is open to them."""

    submission: Submission
    policy: LivePolicy
    minutes: int
    longer: int
    booking: Booking | None
    moment: str
    comers: Sequence[Comer]
    offer: Offer | None
    days: Sequence[Day]
    silent: str
    waits_since: datetime | None
    earlier: Sequence[Earlier]
    absence: Absence | None
    own: bool
    seat: Seat | None
    noted: bool
    may: dict[str, Decision]


def session_page(submission: Submission, by: Person, *, at: datetime, choosing: bool = False) -> SessionPage:
    """Everything on the page of a submission’s session, in the reader’s zone. `choosing`: with slots to move it to."""
    bookings = list(with_places(Booking.objects.filter(submission=submission)).order_by("-pk"))
    for one in bookings:
        one.submission = submission
    seats = seats_of(submission, at=at)
    known, mine = stage(bookings, seats), next((one for one in seats if one.assessor_id == by.pk), None)
    booking = next((one for one in bookings if one.state in (BookingState.BOOKED, BookingState.HELD)), None)
    book = may_book(submission, by, at, known=known)
    offer = offer_for(submission, at=at, but=booking, seats=seats) if book or (choosing and booking) else None
    minutes = offer.minutes if offer else minutes_of(submission)
    absence = next((one.absence for one in bookings if hasattr(one, "absence") and not one.absence.decided_at), None)
    return SessionPage(
        submission=submission,
        policy=policy_of(submission),
        minutes=_lasts(booking) if booking else minutes,
        longer=minutes if booking and _lasts(booking) < minutes and _may_know(submission, by, at) else 0,
        booking=booking,
        moment=moment_words(booking.starts_at, by.time_zone) if booking else "",
        comers=[_comer(one, booking) for one in booking.places.all()] if booking else [],
        offer=offer,
        days=days_of(offer.slots, by.time_zone) if offer else [],
        silent=_silent(offer),
        waits_since=getattr(submission, "waits_since", None),
        earlier=[_earlier(one, by.time_zone) for one in bookings if one is not booking],
        absence=absence,
        own=submission.candidacy.person_id == by.pk,
        seat=mine,
        noted=submission.state in NOTED and (mine.state == SeatState.SEALED if mine else owns(submission, by, at)),
        may={
            "book": book,
            "wish": may_wish(submission, by, at, known=known),
            **_decisions(submission, booking, absence, by, at),
        },
    )


def _lasts(booking: Booking) -> int:
    return (booking.ends_at - booking.starts_at) // timedelta(minutes=1)


def _may_know(submission: Submission, by: Person, at: datetime) -> bool:
    """Who knows of what was agreed: the candidate, and who agreed to it."""
    return submission.candidacy.person_id == by.pk or owns(submission, by, at)


def _decisions(
    submission: Submission, booking: Booking | None, absence: Absence | None, by: Actor, at: datetime
) -> dict[str, Decision]:
    found: dict[str, Decision] = {}
    if booking:
        found |= {
            "move": may_move(booking, by, at),
            "cancel": may_cancel(booking, "…", by, at),
            "link": CHANGE.decide(booking, by, at=at),
            "hold": HOLD.decide(booking, by, at=at),
            "miss": MISS.decide(booking, by, at=at),
        }
    if absence and owns(submission, by, at):
        absence.booking.submission = submission
        found["settle"] = may_settle(absence, AbsenceOutcome.ANOTHER_DATE, "…", by, at)
        found["count"] = may_settle(absence, AbsenceOutcome.ATTEMPT_COUNTS, "…", by, at)
    return found


def days_of(slots: Sequence[Slot], zone: str) -> list[Day]:
    """The slots by the reader’s days."""
    here = ZoneInfo(zone)
    grouped = groupby(slots, key=lambda one: one.starts.astimezone(here).date())
    return [Day(day, [_choice(one, zone) for one in on_it]) for day, on_it in grouped]


def _choice(slot: Slot, zone: str) -> Choice:
    starts, ends = (moment.astimezone(ZoneInfo(zone)) for moment in (slot.starts, slot.ends))
    return Choice(slot.starts.isoformat(), f"{starts:%H:%M}", f"{ends:%H:%M}", moment_words(slot.starts, zone))


def _comer(place: Place, booking: Booking) -> Comer:
    return Comer(place.person, place.is_candidate, hour_words(booking.starts_at, place.person.time_zone), place.absent)


def _silent(offer: Offer | None) -> str:
    """How many of the panel have not said when they can; whose turn it is, not whose fault."""
    if not offer or not offer.silent:
        return ""
    count = len(offer.silent)
    return ngettext(
        "{count} assessor of the panel has not said yet when they can.",
        "{count} assessors of the panel have not said yet when they can.",
        count,
    ).format(count=count)


def _earlier(booking: Booking, zone: str) -> Earlier:
    absence = getattr(booking, "absence", None)
    absent = ", ".join(one.person.name for one in booking.places.all() if one.absent)
    if booking.state == BookingState.CANCELLED:
        what = _("cancelled: {reason}").format(reason=booking.closed_reason)
    elif absence and absence.decided_at:
        what = _("missed ({absent}); decided: {outcome}. {reason}").format(
            absent=absent, outcome=absence.get_outcome_display(), reason=absence.reason
        )
    else:
        what = _("missed ({absent}); the program owner decides what follows").format(absent=absent)
    return Earlier(booking, moment_words(booking.starts_at, zone), what)
