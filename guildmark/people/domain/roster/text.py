"""From bytes to text, without guessing where a guess could spoil names."""

import codecs
import hashlib
from dataclasses import dataclass
from functools import cached_property

from guildmark.people.domain.roster.faults import Unreadable

MOST_BYTES = 4 * 1024 * 1024
OTHER_FILES = {b"PK\x03\x04": "spreadsheet", b"\xd0\xcf\x11\xe0": "spreadsheet", b"%PDF": "not_text"}


@dataclass(frozen=True)
class Text:
    """What stands in the file, its line ends made alike, and in which encoding it stood."""

    content: str
    encoding: str

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.content.encode()).hexdigest()


def decoded(raw: bytes) -> Text:
    """The text of the file: UTF-8, UTF-16 or Windows-1252. Anything else is `Unreadable`."""
    if len(raw) > MOST_BYTES:
        raise Unreadable("too_big", most=MOST_BYTES // 1024**2)
    for magic, code in OTHER_FILES.items():
        if raw.startswith(magic):
            raise Unreadable(code)
    encoding = _encoding(raw)
    try:
        content = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("encoding", at=error.start + 1) from error
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    if any(ord(c) < 32 and c not in "\t\n" for c in content) or "\x7f" in content:
        raise Unreadable("not_text")
    if not content.strip():
        raise Unreadable("empty")
    return Text(content, encoding)


def _encoding(raw: bytes) -> str:
    if raw.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if raw[1:2] == b"\0" and raw[:1] != b"\0":
        return "utf-16-le"
    if raw[:1] == b"\0" and raw[1:2] != b"\0":
        return "utf-16-be"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
