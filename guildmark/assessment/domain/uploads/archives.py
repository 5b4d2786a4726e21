"""Archives and the office documents that are archives: bombs, paths, macros, programs."""

import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from guildmark.assessment.domain.uploads.kinds import ACTIVE, OFFICE, OPEN_OFFICE, PACKED
from guildmark.assessment.domain.uploads.names import ending_of
from guildmark.programs.domain.sentence import NOTHING, Sentence, _

MOST_ENTRIES = 5_000
MOST_UNPACKED = 500 * 1024**2
MOST_DOCUMENT = 64 * 1024**2  # an office document within an archive is unpacked in memory
HIGHEST_RATIO = 100  # deflate reaches 1,032; XML of office documents rarely more than 40
RATIO_FROM = 10 * 1024**2
CHUNK = 256 * 1024
REMOTE = re.compile(
    rb'<Relationship\b(?=[^>]*TargetMode="External")(?=[^>]*/(attachedTemplate|oleObject|frame)")', re.IGNORECASE
)
HARMLESS_INSIDE = frozenset({"xml", "bin", "rtf"})  # parts of office documents; macros are looked for by name
Broken = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


@dataclass
class Budget:
    """What is left to unpack, archives within counted together."""

    entries: int = MOST_ENTRIES
    size: int = MOST_UNPACKED


def archive_problem(ending: str, content: BinaryIO) -> Sentence:
    """The reason why this archive isn't taken, or nothing. It is unpacked to see, never more than the budget."""
    size = content.seek(0, 2)
    return _look_into(ending, content, size, Budget(size=min(MOST_UNPACKED, max(size * HIGHEST_RATIO, RATIO_FROM))))


def _look_into(ending: str, content: BinaryIO, size: int, budget: Budget) -> Sentence:
    try:
        with zipfile.ZipFile(content) as archive:
            entries = archive.infolist()
            return (
                _bomb(entries, size, budget)
                or _by_structure(ending, archive)
                or next((problem for entry in entries if (problem := _by_name(ending, entry))), NOTHING)
                or next((problem for entry in entries if (problem := _unpacked(archive, entry, budget))), NOTHING)
            )
    except Broken:
        return _("it can’t be opened. It may be damaged; save it again.")


def _bomb(entries: list[zipfile.ZipInfo], size: int, budget: Budget) -> Sentence:
    budget.entries -= len(entries)
    if budget.entries < 0:
        return _("it holds more than {most} files.", most=MOST_ENTRIES)
    if sum(entry.file_size for entry in entries) > budget.size:
        return _too_much()
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    ends = [*(entry.header_offset for entry in ordered[1:]), size]
    if any(e.header_offset + 30 + e.compress_size > end for e, end in zip(ordered, ends, strict=True)):
        return _("its parts overlap, as only files made to do harm do.")
    return NOTHING


def _too_much() -> Sentence:
    return _("it unpacks to far more than it should (a “zip bomb”).")


def _by_structure(ending: str, archive: zipfile.ZipFile) -> Sentence:
    names = set(archive.namelist())
    if ending in OFFICE and not ("[Content_Types].xml" in names and any(n.startswith(OFFICE[ending]) for n in names)):
        return _("its content isn’t a .{ending} file. It may be damaged.", ending=ending)
    if ending in OPEN_OFFICE and not {"mimetype", "content.xml"} <= names:
        return _("its content isn’t a .{ending} file. It may be damaged.", ending=ending)
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        return _("it is locked with a password, so nobody could check or read it.")
    return NOTHING


def _by_name(ending: str, entry: zipfile.ZipInfo) -> Sentence:
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/") or "\0" in entry.orig_filename:
        return _("the path of a file in it leads outside of it.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _("it holds a link to another place on disk.")
    return _by_inner_ending(ending, name)


def _by_inner_ending(ending: str, name: str) -> Sentence:
    lower, inner = name.lower(), ending_of(name.rpartition("/")[2])
    document = ending in OFFICE or ending in OPEN_OFFICE
    if document and (lower.endswith("vbaproject.bin") or "/activex/" in lower or _is_script(ending, lower)):
        return _("it holds macros. Save it without macros.")
    if inner in ACTIVE and not (document and inner in HARMLESS_INSIDE):
        return _("it holds “{name}”, and files of type .{ending} can run programs.", name=name, ending=inner)
    if inner in PACKED:
        return _("it holds another archive, “{name}”. Pack the files themselves.", name=name)
    return NOTHING


def _is_script(ending: str, lower: str) -> bool:
    return ending in OPEN_OFFICE and lower.startswith(("basic/", "scripts/")) and not lower.endswith("/")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> Sentence:
    """Unpack an entry as far as the budget goes, for its real size may not be the one it states."""
    inner, kept, read = ending_of(entry.filename), bytearray(), 0
    document = inner in OFFICE or inner in OPEN_OFFICE
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            read += len(chunk)
            budget.size -= len(chunk)
            if budget.size < 0 or len(kept) > MOST_DOCUMENT:
                return _too_much()
            if document or inner == "rels" or read == len(chunk):
                kept += chunk
    if inner == "rels" and REMOTE.search(bytes(kept)):
        return _("it would fetch a template or object from elsewhere when opened.")
    if document:
        return _look_into(inner, BytesIO(bytes(kept)), len(kept), budget)
    if kept.startswith((b"PK\x03\x04", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf")):
        return _("it holds “{name}”, whose content is a program or another archive.", name=entry.filename)
    return NOTHING
