"""Content by digest: received in a stream, kept once, opened again in ranges.

Receiving comes before the transaction, since it may take long; `keep` is quick and belongs inside one. A digest that
two people hand in is stored once; who may see it is said by whatever refers to it.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, BinaryIO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

from guildmark.kernel.models import Blob

CHUNK = 64 * 1024


class TooLarge(Exception):
    """More came than the limit allows; reading stopped there."""


@dataclass(frozen=True)
class Received:
    """Content that has arrived whole and lies in a temporary file, not kept yet."""

    path: Path
    sha256: str
    size: int

    def open(self) -> BinaryIO:
        return self.path.open("rb")


@contextmanager
def received(chunks: Iterable[bytes], *, limit: int | None = None) -> Iterator[Received]:
    """Take in a stream, counting and hashing as it comes. What isn't kept by the end is gone."""
    incoming = Path(settings.BLOB_DIR) / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=incoming, delete=False) as file:
        path = Path(file.name)
        try:
            digest, size = _copy(chunks, file, settings.UPLOAD_LIMIT_BYTES if limit is None else limit)
            file.flush()
            os.fsync(file.fileno())
            file.close()
            yield Received(path, digest, size)
        finally:
            path.unlink(missing_ok=True)


def _copy(chunks: Iterable[bytes], file: IO[bytes], limit: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge
        digest.update(chunk)
        file.write(chunk)
    return digest.hexdigest(), size


def keep(content: Received, *, media_type: str, at: datetime) -> Blob:
    """The blob of this content, stored now unless it was before. The media type is that of the first time."""
    blob, _new = Blob.objects.get_or_create(
        sha256=content.sha256, defaults={"size": content.size, "media_type": media_type, "created_at": at}
    )
    if not default_storage.exists(blob.path):
        _store(content, blob.path)
    return blob


def _store(content: Received, path: str) -> None:
    """Local storage renames the file into place, so that nobody ever reads a half of it."""
    with content.open() as raw:
        stored = default_storage.save(path, _Movable(raw, content.path))
    if stored != path:  # somebody stored the same content meanwhile
        default_storage.delete(stored)


class _Movable(File):
    """A file on disk that storage may move instead of copying."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        super().__init__(file, name=path.name)
        self._path = path

    def temporary_file_path(self) -> str:
        return str(self._path)


def opened(blob: Blob) -> "File[Any]":
    """The content, from its beginning."""
    return default_storage.open(blob.path, "rb")


def part(blob: Blob, first: int, last: int) -> Iterator[bytes]:
    """The bytes from `first` to `last`, both included, in chunks."""
    with opened(blob) as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def is_intact(blob: Blob) -> bool:
    """Whether what is stored still has this digest."""
    if not default_storage.exists(blob.path):
        return False
    digest = hashlib.sha256()
    for chunk in part(blob, 0, blob.size):
        digest.update(chunk)
    return digest.hexdigest() == blob.sha256


@contextmanager
def on_disk(blob: Blob) -> Iterator[Path]:
    """The content as a file: where it is stored, or, from storage elsewhere, a copy."""
    try:
        yield Path(default_storage.path(blob.path))
    except NotImplementedError:
        with tempfile.NamedTemporaryFile() as copy:
            for chunk in part(blob, 0, blob.size - 1):
                copy.write(chunk)
            copy.flush()
            yield Path(copy.name)
