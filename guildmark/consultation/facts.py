"""What this room announces. What somebody said stays with the ratings."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class ValidationOpened(Fact):
    validation_id: int
    program_id: int
    version_id: int
    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class RatersAsked(Fact):
    validation_id: int
    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class RatingSaid(Fact):
    validation_id: int


@dataclass(frozen=True)
class RatingsHandedIn(Fact):
    validation_id: int


@dataclass(frozen=True)
class ValidationClosed(Fact):
    validation_id: int
    program_id: int
    version_id: int
    handed_in: int


@dataclass(frozen=True)
class CommentsAnswered(Fact):
    validation_id: int
    outcome: str
