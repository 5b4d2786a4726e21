"""What this room announces."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class HoursPublished(Fact):
    """Somebody said when they can: a week, and what they keep free around a session."""

    person_id: int
    revision: int


@dataclass(frozen=True)
class OtherDaysTold(Fact):
    person_id: int
    first: str
    last: str
    off: bool


@dataclass(frozen=True)
class OtherDaysTakenBack(Fact):
    person_id: int
    first: str
    last: str


@dataclass(frozen=True)
class SessionBooked(Fact):
    """`person_ids`: the candidate and the assessors who come."""

    booking_id: int
    submission_id: int
    person_ids: tuple[int, ...]
    starts_at: str


@dataclass(frozen=True)
class SessionMoved(Fact):
    booking_id: int
    submission_id: int
    person_ids: tuple[int, ...]
    starts_at: str
    was_at: str


@dataclass(frozen=True)
class SessionChanged(Fact):
    """The time stays; who comes or where they meet is another. `gone_ids` need not come any more."""

    booking_id: int
    submission_id: int
    person_ids: tuple[int, ...]
    gone_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class SessionCancelled(Fact):
    """`cause`: person, panel (somebody new can’t come then), recall, candidacy."""

    booking_id: int
    submission_id: int
    person_ids: tuple[int, ...]
    cause: str
    starts_at: str


@dataclass(frozen=True)
class SessionHeld(Fact):
    booking_id: int
    submission_id: int


@dataclass(frozen=True)
class SessionMissed(Fact):
    """Somebody did not come. What follows, a program owner decides."""

    booking_id: int
    submission_id: int
    absent_ids: tuple[int, ...]
    by_candidate: bool


@dataclass(frozen=True)
class AbsenceSettled(Fact):
    booking_id: int
    submission_id: int
    outcome: str


@dataclass(frozen=True)
class SlotWished(Fact):
    submission_id: int


@dataclass(frozen=True)
class SlotWishEnded(Fact):
    submission_id: int


@dataclass(frozen=True)
class SlotOpened(Fact):
    """Somebody who waits can book now, or sooner than before."""

    submission_id: int
    starts_at: str
