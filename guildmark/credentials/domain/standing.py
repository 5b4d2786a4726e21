"""Standing: what a credential is worth at a moment. Computed from its state and dates, never stored."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from guildmark.kernel.calendar import end_of_day, local_date


class Standing(StrEnum):
    AHEAD = "ahead"
    ACTIVE = "active"
    DUE = "due"
    IN_GRACE = "in_grace"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"

    @property
    def in_force(self) -> bool:
        """Whether it counts: from the first day to the end of the last, unless somebody took it back."""
        return self in (Standing.ACTIVE, Standing.DUE)


TAKEN_BACK = (Standing.SUSPENDED, Standing.WITHDRAWN, Standing.REPLACED)


@dataclass(frozen=True)
class Dates:
    """The days of a credential, in its zone: it counts from `first` to the end of `last`; its renewal is open from
    `renew_from` to the end of `renew_until`, after which it has expired."""

    first: date
    last: date
    renew_from: date
    renew_until: date
    zone: str


def standing(state: str, dates: Dates, at: datetime) -> Standing:
    """The standing at `at`. Grace keeps the way to renewal open for a while; it does not prolong validity."""
    if state in TAKEN_BACK:
        return Standing(state)
    if at >= end_of_day(max(dates.last, dates.renew_until), dates.zone):
        return Standing.EXPIRED
    if at >= end_of_day(dates.last, dates.zone):
        return Standing.IN_GRACE
    today = local_date(at, dates.zone)
    if today < dates.first:
        return Standing.AHEAD
    return Standing.DUE if today >= dates.renew_from else Standing.ACTIVE
