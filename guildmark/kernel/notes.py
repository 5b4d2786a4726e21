"""Signed notes and tree heads as text: C2SP `signed-note` and `tlog-checkpoint`, which other logs' verifiers read too.

A note is text, an empty line, and signature lines; Ed25519 alone is read here. A checkpoint is a note of three lines.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519 = b"\x01"
DASH = "\u2014 "
MOST = 10_000


class Unreadable(Exception):
    """The text is not such a note, or no signature of a known key holds. The message says which."""


@dataclass(frozen=True)
class VerifierKey:
    """A public key under the name it signs with. As text: `name+id+base64`."""

    name: str
    public: bytes  # 32 bytes, Ed25519

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def parsed(cls, text: str) -> "VerifierKey":
        """The key that the text names; `Unreadable` for anything else."""
        name, _, rest = text.strip().partition("+")
        number, _, encoded = rest.partition("+")
        content = _decoded(encoded)
        key = cls(name, content[1:])
        if content[:1] != ED25519 or len(content) != 33 or key.id.hex() != number:
            raise Unreadable(f"{text[:80]!r} is not a verifier key")
        return key


@dataclass(frozen=True)
class Checkpoint:
    """A tree head: whose list, how many entries, and the head over them (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def signed(text: str, key: VerifierKey, signature: bytes) -> str:
    """The note: `text` (which ends with a line break), and one signature over it."""
    return f"{text}\n{DASH}{key.name} {base64.b64encode(key.id + signature).decode()}\n"


def opened(note: str, keys: Iterable[VerifierKey]) -> str:
    """The note's text, provided that a known key signed it; else `Unreadable`. Signatures of unknown keys are passed by."""
    text, gap, lines = note.rpartition("\n\n")
    if not gap or len(note) > MOST or not lines.endswith("\n"):
        raise Unreadable("it is not a signed note")
    text += "\n"
    known = {(key.name, key.id): key for key in keys}
    held = [_holds(line, text, known) for line in lines.splitlines()]
    if not any(held):
        raise Unreadable("none of the known keys has signed it")
    return text


def _holds(line: str, text: str, known: dict[tuple[str, bytes], VerifierKey]) -> bool:
    name, _, encoded = line.removeprefix(DASH).partition(" ")
    if not line.startswith(DASH):
        raise Unreadable(f"{line[:40]!r} is not a signature line")
    content = _decoded(encoded)
    key = known.get((name, content[:4]))
    if key is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(content[4:], text.encode())
    except InvalidSignature as error:
        raise Unreadable(f"the signature of {name} does not hold") from error
    return True


def checkpoint(note: str, keys: Iterable[VerifierKey]) -> Checkpoint:
    """The tree head in a signed note; `Unreadable` where it isn't one, or isn't signed by a known key."""
    lines = opened(note, keys).split("\n")
    if len(lines) < 4 or not lines[1].isascii() or not lines[1].isdecimal() or str(int(lines[1])) != lines[1]:
        raise Unreadable("it is not a tree head")
    root = _decoded(lines[2])
    if len(root) != 32:
        raise Unreadable("its head is not a SHA-256")
    return Checkpoint(lines[0], int(lines[1]), root)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable(f"{text[:40]!r} is not Base64") from error
