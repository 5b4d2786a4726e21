"""What this room asks of the rooms downstream of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from guildmark.assessment.domain.conflicts import Conflict
from guildmark.kernel.access import Actor
from guildmark.kernel.ports import Port

RELATED: Port[[frozenset[int], int, date], Iterable[Conflict]] = Port(
    "which of these assessors have another tie to this candidate: mentored them, wrote with them, gain by the outcome?"
)
WORDING: Port[[Any], str] = Port("which of the task’s wordings does this submission answer, where there are several?")
SIGNED: Port[[Any], Iterable[Any]] = Port(
    "what did the candidate sign with this submission: of which kind, in which words, when?"
)
COPY_READERS: Port[[int, Actor, datetime], bool] = Port(
    "may this person read the copy of that number, though they have no seat on it?"
)


@dataclass(frozen=True)
class Session:
    """When a submission’s session is or was, in words of the reader’s clock, and where it is arranged."""

    words: str
    url: str


SESSIONS: Port[[frozenset[int], str], Mapping[int, Session]] = Port(
    "which of these submissions have a session, and when is it by the clock of that zone?"
)
PAUSED: Port[[frozenset[int], int, datetime], Mapping[int, str]] = Port(
    "which of these assessors get no new work of this program at present, and why, in a sentence to them?"
)


def paused(assessor_ids: frozenset[int], program_id: int, at: datetime) -> frozenset[int]:
    """Who of them gets no new work of the program, whoever says so."""
    return frozenset(person for answer in PAUSED.ask(assessor_ids, program_id, at) for person in answer)


def sessions(submission_ids: frozenset[int], zone: str) -> dict[int, Session]:
    """The sessions of them all, asked for at once."""
    return {pk: one for answer in SESSIONS.ask(submission_ids, zone) for pk, one in answer.items()}
