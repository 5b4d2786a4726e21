"""Content that comes in parts: kept on disk until it is whole, one writer at a time, hashed while it comes.

The file itself says how far it is. Who writes holds the turn, a small file with the writer's token; a writer that fell
silent (its connection is gone, though nobody told us) loses it to the next one, and what it still had to say is not
written. So a part never lands in the wrong place, whatever dies when.
"""

import errno
import fcntl
import hashlib
import os
import secrets
import shutil
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from guildmark.kernel.blobs import CHUNK, Received
from guildmark.kernel.tus.protocol import Checksum

SILENCE = 20.0  # seconds without a byte, after which another writer may go on
RESERVE = 64 * 1024**2  # what a disk keeps free for everything else
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Locked(Exception):
    """Somebody else is writing."""


class WrongOffset(Exception):
    """The part doesn't begin where what is there ends."""


class Corrupted(Exception):
    """The part isn't the one whose digest was sent."""


class TooMuch(Exception):
    """More came than the length that was told."""


class DiskFull(Exception):
    """There is no room for it. What arrived before is kept."""


@dataclass(frozen=True)
class Partial:
    key: str

    @property
    def path(self) -> Path:
        return _folder() / f"{self.key}.part"

    @property
    def _turn(self) -> Path:
        return _folder() / f"{self.key}.turn"

    @property
    def offset(self) -> int:
        """How many bytes are there."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def head(self, size: int = 8 * 1024) -> bytes:
        with self.path.open("rb") as file:
            return file.read(size)

    def begin(self) -> None:
        self.path.touch()

    def discard(self) -> None:
        for path in (self.path, self._turn):
            path.unlink(missing_ok=True)
        _hashes.forget(self.key)

    def append(self, parts: Iterable[bytes], *, offset: int, most: int, checksum: Checksum | None = None) -> int:
        """The parts are there, behind what was; the new offset. A part whose digest is wrong leaves no trace."""
        token = self._take_turn(offset)
        try:
            with self.path.open("r+b", buffering=0) as file:
                return self._write(file, parts, offset, most, checksum, token)
        except OSError as error:
            if error.errno in FULL:
                raise DiskFull from error
            raise
        finally:
            self._give_up_turn(token)

    def _write(
        self, file: Any, parts: Iterable[bytes], offset: int, most: int, checksum: Checksum | None, token: str
    ) -> int:
        whole, told = _hashes.at(self.key, offset), hashlib.new(checksum.algorithm) if checksum else None
        file.seek(offset)
        end = offset
        for part in parts:
            self._keep_turn(token)
            if end + len(part) > most:
                file.truncate(offset)
                raise TooMuch
            _write_all(file, part)
            end += len(part)
            for digest in filter(None, (whole, told)):
                digest.update(part)
        if checksum and told and told.digest() != checksum.digest:
            file.truncate(offset)
            raise Corrupted
        os.fdatasync(file.fileno())
        if whole:
            _hashes.keep(self.key, end, whole)
        return end

    def received(self) -> Received:
        """The content, whole. What another process took in is read once to hash it; what this one did, isn't."""
        size = self.offset
        done, digest = _hashes.best(self.key, size)
        with self.path.open("rb") as file:
            file.seek(done)
            while chunk := file.read(16 * CHUNK):
                digest.update(chunk)
        return Received(self.path, digest.hexdigest(), size)

    # ── the turn ──

    def _take_turn(self, offset: int) -> str:
        token = secrets.token_hex(8)
        with self._held() as turn:
            writer, _space, since = turn.read().decode().partition(" ")
            quiet = time.monotonic() - float(since or 0)
            if writer and 0 <= quiet < SILENCE:
                raise Locked
            if self.offset != offset:
                raise WrongOffset
            _rewrite(turn, f"{token} {time.monotonic()}")
        return token

    def _keep_turn(self, token: str) -> None:
        with self._held() as turn:
            if not turn.read().decode().startswith(token):
                raise Locked
            _rewrite(turn, f"{token} {time.monotonic()}")

    def _give_up_turn(self, token: str) -> None:
        with self._held() as turn:
            if turn.read().decode().startswith(token):
                turn.truncate(0)

    def is_being_written(self) -> bool:
        with self._held() as turn:
            writer, _space, since = turn.read().decode().partition(" ")
            return bool(writer) and 0 <= time.monotonic() - float(since or 0) < SILENCE

    @contextmanager
    def _held(self) -> Iterator[BinaryIO]:
        with open(os.open(self._turn, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0) as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield turn


def room_for(length: int) -> bool:
    """Whether the disk has room for so many bytes more."""
    return shutil.disk_usage(_folder()).free - RESERVE > length


def left_over(keys: Iterable[str], *, age: float) -> list[Partial]:
    """What lies there, is none of these, and was not written to for so many seconds."""
    probe = _folder() / ".now"
    probe.touch()  # the disk's own time, with which the parts are stamped; a demo's clock is another
    known, before = set(keys), probe.stat().st_mtime - age
    lying = (path for path in sorted(_folder().glob("*.part")) if path.stem not in known)
    return [Partial(path.stem) for path in lying if path.stat().st_mtime < before]


def _folder() -> Path:
    folder = Path(settings.BLOB_DIR) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write_all(file: Any, part: bytes) -> None:
    view = memoryview(part)
    while view:
        view = view[file.write(view) :]


def _rewrite(turn: BinaryIO, text: str) -> None:
    turn.seek(0)
    turn.truncate()
    turn.write(text.encode())


class _Hashes:
    """How far this process has hashed which upload: so that two gigabytes needn't be read again at the end."""

    def __init__(self, most: int = 256) -> None:
        self._known: OrderedDict[str, tuple[int, Any]] = OrderedDict()
        self._lock, self._most = threading.Lock(), most

    def at(self, key: str, offset: int) -> Any:
        """A copy of the running digest, if it stands exactly there."""
        with self._lock:
            done, digest = self._known.get(key, (0, None))
        if offset == 0:
            return hashlib.sha256()
        return digest.copy() if digest and done == offset else None

    def keep(self, key: str, offset: int, digest: Any) -> None:
        with self._lock:
            self._known[key] = (offset, digest)
            self._known.move_to_end(key)
            while len(self._known) > self._most:
                self._known.popitem(last=False)

    def best(self, key: str, size: int) -> tuple[int, Any]:
        with self._lock:
            done, digest = self._known.get(key, (0, None))
        return (done, digest.copy()) if digest and done <= size else (0, hashlib.sha256())

    def forget(self, key: str) -> None:
        with self._lock:
            self._known.pop(key, None)


_hashes = _Hashes()
