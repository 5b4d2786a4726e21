"""The issuer's record: its address and signing keys, in one file outside the database, keys encrypted at rest.

The file is made once, at first start. Whoever comes second finds what the first one made.
"""

import fcntl
import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from guildmark.credentials.domain.did import did_of
from guildmark.credentials.domain.multikey import multikey_of

FILE = "issuer.json"
COST = {"n": 2**15, "r": 8, "p": 1}


class KeyProblem(Exception):
    """The signing key can't be used. The message says why, and what the operator does about it."""


@dataclass(frozen=True)
class Record:
    """What is kept about the issuer. `keys` are as stored: public part in clear, private part encrypted."""

    base: str
    did: str
    keys: tuple[dict[str, str], ...]

    @property
    def multikeys(self) -> list[str]:
        """The public keys, the one in use first."""
        return [key["multikey"] for key in self.keys]

    @property
    def given_up(self) -> frozenset[str]:
        """The public keys that vouch for nothing any more: somebody else may have the private ones."""
        return frozenset(key["multikey"] for key in self.keys if "given_up_at" in key)


def read(folder: Path) -> Record | None:
    """The issuer's record, or nothing before the first start."""
    path = folder / FILE
    try:
        kept = json.loads(path.read_text())
        return Record(kept["base"], kept["did"], tuple(kept["keys"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError) as error:
        raise KeyProblem(f"{path} can’t be read. Put it back from a backup of {folder}.") from error


def establish(folder: Path, *, base: str, passphrase: str) -> Record:
    """The issuer's record, made now with a new key where there is none. Of two that start at once, one makes it."""
    if (kept := read(folder)) is not None:
        return kept
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = encrypted(Ed25519PrivateKey.generate(), passphrase)
    record = {"base": base, "did": did_of(base), "keys": [key]}
    _write_if_absent(folder / FILE, json.dumps(record, indent=2) + "\n")
    made = read(folder)
    assert made is not None
    return made


@contextmanager
def lock(folder: Path) -> Iterator[Record]:
    """The issuer's record, while nobody else changes it."""
    if read(folder) is None:
        raise KeyProblem(f"There is no issuer’s record in {folder} yet. Start the installation once.")
    with (folder / f"{FILE}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        kept = read(folder)
        assert kept is not None
        yield kept


def rotate(kept: Record, folder: Path, *, passphrase: str) -> Record:
    """The issuer signs with a new key from now on; the earlier ones stay listed, so that what they signed keeps holding."""
    opened(kept.keys[0], passphrase, folder)
    return _written(folder, kept, [encrypted(Ed25519PrivateKey.generate(), passphrase), *kept.keys])


def give_up(kept: Record, folder: Path, multikey: str, *, at: datetime) -> Record:
    """The key vouches for nothing any more. `KeyProblem` for the one in use, or one that is not here."""
    if multikey not in kept.multikeys:
        raise KeyProblem(f"{multikey} is no key of this issuer. `guildmark issuer keys` lists them.")
    if multikey == kept.multikeys[0]:
        raise KeyProblem("That key is in use. Run `guildmark issuer rotate` first, then give it up.")
    marked = {"given_up_at": at.isoformat()}
    return _written(folder, kept, [one if one["multikey"] != multikey else {**marked, **one} for one in kept.keys])


def _written(folder: Path, kept: Record, keys: list[dict[str, str]]) -> Record:
    draft = _draft(folder / FILE, json.dumps({"base": kept.base, "did": kept.did, "keys": keys}, indent=2) + "\n")
    draft.replace(folder / FILE)
    return Record(kept.base, kept.did, tuple(keys))


def _write_if_absent(path: Path, text: str) -> None:
    """Put the whole file in its place at once, unless another process has done so already."""
    draft = _draft(path, text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _draft(path: Path, text: str) -> Path:
    """The text on the disk, beside its place."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return draft


def encrypted(private: Ed25519PrivateKey, passphrase: str) -> dict[str, str]:
    """The key as it may lie on a disk: scrypt (RFC 7914) makes the key for AES-256-GCM from the passphrase."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    public = multikey_of(private)
    sealed = AESGCM(_derived(passphrase, salt)).encrypt(nonce, private.private_bytes_raw(), public.encode())
    return {"multikey": public, "salt": _text(salt), "nonce": _text(nonce), "sealed": _text(sealed)}


def opened(kept: dict[str, str], passphrase: str, folder: Path) -> Ed25519PrivateKey:
    """The private key; `KeyProblem` where the passphrase is not the one it was made with."""
    try:
        salt, nonce, sealed = (b64decode(kept[name]) for name in ("salt", "nonce", "sealed"))
        raw = AESGCM(_derived(passphrase, salt)).decrypt(nonce, sealed, kept["multikey"].encode())
    except InvalidTag as error:
        raise KeyProblem(
            f"The signing key in {folder} was made with another passphrase. Set GUILDMARK_SIGNING_KEY_PASSPHRASE to "
            "that one (where none was ever set, it is GUILDMARK_SECRET_KEY, or the file secret-key in the data folder)."
        ) from error
    return Ed25519PrivateKey.from_private_bytes(raw)


def _derived(passphrase: str, salt: bytes) -> bytes:
    cost: Any = COST
    return Scrypt(salt=salt, length=32, **cost).derive(passphrase.encode())


def _text(content: bytes) -> str:
    return b64encode(content).decode()
