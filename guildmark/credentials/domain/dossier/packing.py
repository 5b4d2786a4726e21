"""A dossier as a ZIP file whose every byte follows from its members: stored, not compressed, of no time and no machine.

So nothing can hide between them, nothing unfolds beyond its size, and the same members make the same file anywhere.
"""

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from guildmark.credentials.domain.dossier.parts import MOST_FILE, MOST_MEMBER, MOST_MEMBERS, Unheld

EPOCH = (1980, 1, 1, 0, 0, 0)
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.(json|pdf|txt)")


def pack(members: Mapping[str, bytes]) -> bytes:
    """The file of these members, in their order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=False) as file:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            file.writestr(entry, content)
    return out.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """The members of a file made by `pack`, in their order; `Unheld` for anything else. Nothing is written anywhere."""
    if len(content) > MOST_FILE:
        raise Unheld(f"The file is larger than {MOST_FILE // 2**20} MiB.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as file:
            found = _read(file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Unheld(f"The file can’t be read as a ZIP file: it was cut off, or changed ({error}).") from error
    if pack(found) != content:
        raise Unheld("The ZIP file holds something besides its members, or was packed by something else.")
    return found


def _read(file: zipfile.ZipFile) -> dict[str, bytes]:
    entries = file.infolist()
    if len(entries) > MOST_MEMBERS:
        raise Unheld(f"The file has {len(entries)} members; a dossier has at most {MOST_MEMBERS}.")
    found: dict[str, bytes] = {}
    for entry in entries:
        name = entry.filename
        if not NAME.fullmatch(name):
            raise Unheld(f"{name[:80]!r} is no name of a dossier’s member.")
        if name in found:
            raise Unheld(f"{name} is in the file twice.")
        if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1:
            raise Unheld(f"{name} is compressed or encrypted; a dossier’s members are stored as they are.")
        if entry.file_size > MOST_MEMBER:
            raise Unheld(f"{name} is larger than {MOST_MEMBER // 2**20} MiB.")
        found[name] = file.read(entry)
    return found
