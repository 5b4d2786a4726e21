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


def sheet_digest(*, submission_digest: str, seat_id: int, lines: Iterable[Scored]) -> str:
    """SHA-256 over the canonical JSON (RFC 8785) of the lines and the digest of the work they judge."""
    body: dict[str, Any] = {
        "submission": submission_digest,
        "seat": seat_id,
        "scores": [asdict(line) for line in sorted(lines, key=lambda line: line.criterion)],
    }
    return hashlib.sha256(rfc8785.dumps(body)).hexdigest()
