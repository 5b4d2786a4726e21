"""What this room asks of the rooms downstream of it."""

from dataclasses import dataclass
from datetime import datetime

from guildmark.kernel.ports import Port


@dataclass(frozen=True)
class Holders:
    """How many hold a program's credential today, and those of them who made theirs public: name and address."""

    count: int = 0
    shown: tuple[tuple[str, str], ...] = ()


HOLDERS: Port[[int, datetime], Holders] = Port("who holds a valid credential of this program today?")


def holders_of(program_id: int, at: datetime) -> Holders:
    """The answer of the room that issues credentials; nobody, where there is none."""
    return next(HOLDERS.ask(program_id, at), Holders())


@dataclass(frozen=True)
class Consulted:
    """Who has said whether a version's criteria fit the work: how many, of how many job functions; and on how many
    indicators their comments wait for an answer."""

    raters: int = 0
    functions: int = 0
    unanswered: int = 0


CONSULTED: Port[[int], Consulted] = Port("who has said whether the criteria of this version fit the work?")


def consulted_on(version_id: int) -> Consulted:
    """The answer of the room that asks them; nobody, where there is none."""
    return next(CONSULTED.ask(version_id), Consulted())
