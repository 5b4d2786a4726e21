"""Standing: what a credential is worth at a moment. Computed from its state and dates, never stored."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from guildmark.kernel.calendar import end_of_day, local_date

DUE_DAYS = 90
GRACE_DAYS = 30


class Standing(StrEnum):
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


def standing(*, state: str, valid_until: date, zone: str, at: datetime) -> Standing:
    """The standing at `at`. Validity lasts to the end of `valid_until` in the holder's zone.

    Grace keeps the number and the way to renewal open for a while; it does not prolong validity.
    """
    if state in TAKEN_BACK:
        return Standing(state)
    if at >= end_of_day(last_day_of_grace(valid_until), zone):
        return Standing.EXPIRED
    if at >= end_of_day(valid_until, zone):
        return Standing.IN_GRACE
    if local_date(at, zone) >= due_from(valid_until):
        return Standing.DUE
    return Standing.ACTIVE


def due_from(valid_until: date) -> date:
    """The first day on which renewal is due."""
    return valid_until - timedelta(days=DUE_DAYS)


def last_day_of_grace(valid_until: date) -> date:
    return valid_until + timedelta(days=GRACE_DAYS)
