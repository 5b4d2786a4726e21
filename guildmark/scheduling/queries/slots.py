"""The slots that a candidate can choose from, and whether one of them is still free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from guildmark.assessment.models import Panel, Seat, SeatState, Submission
from guildmark.people.models import Person
from guildmark.scheduling.domain.slots import Member, Slot, Wanted, slots
from guildmark.scheduling.lifecycle import minutes_of, policy_of
from guildmark.scheduling.models import Booking
from guildmark.scheduling.queries.hours import availability_of, busy_of, day_before

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


def offer_for(submission: Submission, *, at: datetime, but: Booking | None = None, weeks: int = WEEKS_AHEAD) -> Offer:
    """The slots of the coming weeks in which enough of the panel can; `but`: as if that booking were not. Seven queries."""
    people = panel_of(submission)
    until = at + timedelta(weeks=weeks)
    everyone = [*(one.pk for one in people), submission.candidacy.person_id]
    hours = availability_of([one.pk for one in people], since=day_before(at))
    busy = busy_of(everyone, at, until, but=but.pk if but else None)
    members = [Member(one.pk, hours[one.pk], busy.get(one.pk, ())) for one in people if one.pk in hours]
    length = timedelta(minutes=minutes_of(submission))
    needed = needed_of(submission, len(people))
    wanted = Wanted(length, needed, at, until, busy.get(submission.candidacy.person_id, ()))
    return Offer(
        slots=slots(members, wanted, at=at) if people else (),
        panel=people,
        silent=[one for one in people if one.pk not in hours],
        needed=needed,
        length=length,
    )


def panel_of(submission: Submission) -> list[Person]:
    """Who sits on the panel now, in the order of the seats."""
    seats = Seat.objects.filter(panel__submission=submission).exclude(state=SeatState.DECLINED).order_by("number")
    return [seat.assessor for seat in seats.select_related("assessor")]


def needed_of(submission: Submission, seated: int) -> int:
    """How many assessors must come: as the program says, else every seat of the panel."""
    quorum = policy_of(submission).quorum
    size = Panel.objects.filter(submission=submission).values_list("size", flat=True).first() or seated
    return min(quorum, size) if quorum else size
