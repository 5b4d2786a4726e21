"""What this room announces. What somebody voted stays with the ballots."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class CommitteeFounded(Fact):
    committee_id: int
    program_id: int


@dataclass(frozen=True)
class MemberSeated(Fact):
    committee_id: int
    person_id: int
    office: str


@dataclass(frozen=True)
class MeetingCalled(Fact):
    meeting_id: int
    committee_id: int


@dataclass(frozen=True)
class MeetingHeld(Fact):
    meeting_id: int
    committee_id: int


@dataclass(frozen=True)
class MotionPut(Fact):
    motion_id: int
    committee_id: int


@dataclass(frozen=True)
class MemberRecused(Fact):
    motion_id: int
    person_ref: int


@dataclass(frozen=True)
class BallotCast(Fact):
    motion_id: int
    person_ref: int


@dataclass(frozen=True)
class MotionClosed(Fact):
    motion_id: int
    committee_id: int
    outcome: str


@dataclass(frozen=True)
class DecisionsDelegated(Fact):
    committee_id: int
    person_id: int


@dataclass(frozen=True)
class AppealLodged(Fact):
    """Of an appeal, nothing is mentioned that a later panel could find: no submission, no candidacy."""

    appeal_id: int
    complaint: bool


@dataclass(frozen=True)
class AppealAcknowledged(Fact):
    appeal_id: int


@dataclass(frozen=True)
class HearersNamed(Fact):
    appeal_id: int
    person_refs: tuple[int, ...]


@dataclass(frozen=True)
class AppealDecided(Fact):
    appeal_id: int
    outcome: str
    again: bool


@dataclass(frozen=True)
class AppealTakenBack(Fact):
    appeal_id: int
