"""What this room asks of the rooms downstream of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from guildmark.kernel.access import Decision
from guildmark.kernel.ports import Port

HOLDS: Port[[int, int, date], bool] = Port("does this person hold a valid credential of that program on that day?")


RENEWABLE: Port[[int, int, datetime], Decision] = Port("is the renewal of what this person holds of that program open?")


@dataclass(frozen=True)
class TaskStanding:
    """How far a task is, ready to show: its state in words, the turn line, and where one goes on.

    `begins`: the address is to be posted to and makes a draft; otherwise it is a page. `why_not` stands in its place.
    """

    state: str
    tone: str = "neutral"
    url: str = ""
    action: str = ""
    begins: bool = False
    why_not: str = ""
    whom: str = ""
    since: datetime | None = None
    due: date | None = None
    next: str = ""
    waits_on_candidate: bool = False
    earlier: tuple[tuple[str, str], ...] = ()  # (title, address) of earlier attempts' results


TASKS: Port[[Any, datetime], Mapping[str, TaskStanding]] = Port("how far is each task of this candidacy, by task key?")
