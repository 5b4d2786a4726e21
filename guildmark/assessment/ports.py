"""What this room asks of the rooms downstream of it."""

from collections.abc import Iterable
from datetime import date

from guildmark.assessment.domain.conflicts import Conflict
from guildmark.kernel.ports import Port

RELATED: Port[[frozenset[int], int, date], Iterable[Conflict]] = Port(
    "which of these assessors have another tie to this candidate: mentored them, wrote with them, gain by the outcome?"
)
