"""What this room asks of the rooms downstream of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from guildmark.kernel.ports import Port


@dataclass(frozen=True)
class Notice:
    """Something a person was told: in words, when, by which journal entry, and when a mail of it left, if one did."""

    entry: int
    kind: str
    words: str
    at: datetime
    mailed_at: datetime | None = None


NOTICES: Port[[int, Sequence[str]], Sequence[Notice]] = Port(
    "what was this person told about what has these addresses?"
)
