"""The manifest of a submission: every piece by its digest, so that one digest stands for all of it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import rfc8785


@dataclass(frozen=True)
class Piece:
    kind: str
    title: str
    sha256: str
    size: int
    media_type: str = ""


@dataclass(frozen=True)
class Manifest:
    """`version` is the digest of the pinned program version; reflections are (prompt key, digest of the text).

    From the second round on it names its round and the digest of the round before, so that the last vouches for all.
    """

    submission: str
    task: str
    attempt: int
    version: str
    pieces: Sequence[Piece]
    reflections: Sequence[tuple[str, str]]
    round: int = 1
    earlier: str = ""

    def canonical(self) -> bytes:
        """The manifest as canonical JSON (RFC 8785); pieces by kind, title and digest, whatever order they came in."""
        pieces = sorted(self.pieces, key=lambda one: (one.kind, one.title, one.sha256))
        further: dict[str, int | str] = {"round": self.round, "earlier": self.earlier} if self.round > 1 else {}
        return rfc8785.dumps(
            {
                "submission": self.submission,
                "task": self.task,
                "attempt": self.attempt,
                "version": self.version,
                "evidence": [
                    {"kind": p.kind, "title": p.title, "sha256": p.sha256, "size": p.size, "type": p.media_type}
                    for p in pieces
                ],
                "reflections": [{"prompt": key, "sha256": digest} for key, digest in sorted(self.reflections)],
                **further,
            }
        )

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.canonical()).hexdigest()


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
