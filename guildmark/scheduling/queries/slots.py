"""The slots that a candidate can choose from, and whether one of them is still free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from guildmark.assessment.models import Panel, Seat, SeatState, Submission
from guildmark.people.models import Person
from guildmark.scheduling.domain.slots import Member, Slot, Wanted, slots
from guildmark.scheduling.lifecycle import minutes_of, policy_of
from guildmark.scheduling.models import Booking
from guildmark.scheduling.queries.hours import busy_of, day_before, days_since, with_leave

WEEKS_AHEAD = 6


@dataclass(frozen=True)
class Offer:
    """What can be booked now. `silent`: who of the panel has not said when they can; `needed` of them must come."""

    slots: Sequence[Slot]
    panel: Sequence[Person]
    silent: Sequence[Person]
    needed: int
    length: timedelta

    @property
    def minutes(self) -> int:
        return self.length // timedelta(minutes=1)

    @property
    def earliest(self) -> datetime | None:
        return self.slots[0].starts if self.slots else None

    def at(self, starts: datetime) -> Slot | None:
        return next((one for one in self.slots if one.starts == starts), None)


def offer_for(
    submission: Submission,
    *,
    at: datetime,
    but: Booking | None = None,
    weeks: int = WEEKS_AHEAD,
    seats: Sequence[Seat] | None = None,
) -> Offer:
    """The slots of the coming weeks in which enough of the panel can; `but`: as if that booking were not. Six queries,
    five where the `seats_of` the submission are at hand."""
    seats = seats_of(submission, at=at) if seats is None else seats
    people = [seat.assessor for seat in seats]
    until = at + timedelta(weeks=weeks)
    published = [one.availability for one in people if hasattr(one, "availability")]
    hours = with_leave(published, since=day_before(at))
    busy = busy_of(
        [*(one.pk for one in people), submission.candidacy.person_id], at, until, but=but.pk if but else None
    )
    members = [Member(one.pk, hours[one.pk], busy.get(one.pk, ())) for one in people if one.pk in hours]
    length = timedelta(minutes=minutes_of(submission))
    needed = _needed(submission, seats)
    wanted = Wanted(length, needed, at, until, busy.get(submission.candidacy.person_id, ()))
    return Offer(
        slots=slots(members, wanted, at=at) if people else (),
        panel=people,
        silent=[one for one in people if one.pk not in hours],
        needed=needed,
        length=length,
    )


def seats_of(submission: Submission, *, at: datetime) -> list[Seat]:
    """The seats that were not given back, in their order, with when their assessors can. Three queries."""
    seats = Seat.objects.filter(panel__submission=submission).exclude(state=SeatState.DECLINED).order_by("number")
    along = seats.select_related("panel", "assessor__availability")
    return list(along.prefetch_related(*days_since(day_before(at), "assessor__availability__")))


def panel_of(submission: Submission) -> list[Person]:
    """Who sits on the panel now, in the order of the seats."""
    seats = Seat.objects.filter(panel__submission=submission).exclude(state=SeatState.DECLINED).order_by("number")
    return [seat.assessor for seat in seats.select_related("assessor")]


def _needed(submission: Submission, seats: Sequence[Seat]) -> int:
    """How many assessors must come: as the program says, else every seat of the panel."""
    quorum, size = policy_of(submission).quorum, seats[0].panel.size if seats else 0
    return min(quorum, size) if quorum else size


def needed_of(submission: Submission, seated: int) -> int:
    """The same, where the seats are not at hand."""
    quorum = policy_of(submission).quorum
    size = Panel.objects.filter(submission=submission).values_list("size", flat=True).first() or seated
    return min(quorum, size) if quorum else size
