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
