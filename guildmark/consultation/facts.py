"""What this room announces. What somebody said stays with the ratings."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class ValidationOpened(Fact):
    round_id: int
    program_id: int
    version_id: int
    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class RatersAsked(Fact):
    round_id: int
    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class RatingSaid(Fact):
    round_id: int


@dataclass(frozen=True)
class RatingsHandedIn(Fact):
    round_id: int


@dataclass(frozen=True)
class ValidationClosed(Fact):
    round_id: int
    program_id: int
    version_id: int
    handed_in: int


@dataclass(frozen=True)
class CommentsAnswered(Fact):
    round_id: int
    outcome: str
