"""The turn line: with whom, since when, due when, what next. Every item on Home and in every list carries one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

ACTING = {
    "candidate": _("as candidate"),
    "assessor": _("as assessor"),
    "mentor": _("as mentor"),
    "manager": _("as line manager"),
    "owner": _("as program owner"),
    "committee": _("for the committee"),
    "executive": _("as executive"),
    "analyst": _("as analyst"),
    "admin": _("as administrator"),
}
"""How a turn says under which hat one acts, by the hat’s code."""


class Waiting(StrEnum):
    ON_ME = "on_me"
    ON_OTHERS = "on_others"
    COMING_UP = "coming_up"


@dataclass(frozen=True)
class Turn:
    """One thing that waits. `title`, `whom` and `next` are ready to show; `url` leads to where one acts as `hat`.

    A line that stands for several things (“4 more …”) says how many in `count`.
    """

    waiting: Waiting
    title: str
    url: str
    whom: str = ""
    since: datetime | None = None
    due: date | None = None
    next: str = ""
    hat: str = ""
    action: str = ""
    count: int = 1

    @property
    def acting(self) -> str:
        return str(ACTING.get(self.hat, ""))
