"""What the portal announces."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class PeopleNotified(Fact):
    """Who was told what: the words follow from `kind`."""

    kind: str
    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class NotificationsRead(Fact):
    person_id: int
    count: int
