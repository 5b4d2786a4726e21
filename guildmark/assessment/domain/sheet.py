"""A score sheet's digest: what exactly was sealed."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import rfc8785


@dataclass(frozen=True)
class Scored:
    """One line of a sheet. `criterion`: its key in the version."""

    criterion: str
    level: int
    rationale: str


@dataclass(frozen=True)
class Marked:
    """A place in the evidence that a sheet speaks of."""

    criterion: str
    evidence: str  # the piece's SHA-256
    quote: str
    start: int | None
    tenths: int | None
    text: str


def sheet_digest(*, submission_digest: str, seat_id: int, lines: Iterable[Scored], marks: Iterable[Marked] = ()) -> str:
    """SHA-256 over the canonical JSON (RFC 8785) of the lines, marks if any, and the digest of the work they judge."""
    body: dict[str, Any] = {
        "submission": submission_digest,
        "seat": seat_id,
        "scores": [asdict(line) for line in sorted(lines, key=lambda line: line.criterion)],
    }
    if marked := [asdict(mark) for mark in marks]:
        body["marks"] = marked
    return hashlib.sha256(rfc8785.dumps(body)).hexdigest()
