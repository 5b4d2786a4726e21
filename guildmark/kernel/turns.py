"""The turn line: with whom, since when, due when, what next. Every item on Home and in every list carries one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Waiting(StrEnum):
    ON_ME = "on_me"
    ON_OTHERS = "on_others"
    COMING_UP = "coming_up"


@dataclass(frozen=True)
class Turn:
    """One thing that waits. `title`, `whom` and `next` are ready to show; `url` leads to where one acts."""

    waiting: Waiting
    title: str
    url: str
    whom: str = ""
    since: datetime | None = None
    due: date | None = None
    next: str = ""
    hat: str = ""
    action: str = ""
