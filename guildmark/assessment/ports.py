"""What this room asks of the rooms downstream of it."""

from collections.abc import Iterable
from datetime import date, datetime

from guildmark.assessment.domain.conflicts import Conflict
from guildmark.kernel.access import Actor
from guildmark.kernel.ports import Port

RELATED: Port[[frozenset[int], int, date], Iterable[Conflict]] = Port(
    "which of these assessors have another tie to this candidate: mentored them, wrote with them, gain by the outcome?"
)
COPY_READERS: Port[[int, Actor, datetime], bool] = Port(
    "may this person read the copy of that number, though they have no seat on it?"
)
