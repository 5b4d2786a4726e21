"""What the headers of the tus protocol say. Sections are those of the protocol's text, version 1.0.0."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,creation-defer-length,checksum,expiration,termination"
ALGORITHMS = ("sha1", "sha256", "md5")
CONTENT = "application/offset+octet-stream"
KEY = re.compile(r"[!-+\--~]{1,200}")
NUMBER = re.compile(r"\d{1,18}")


class Malformed(Exception):
    """The request breaks the protocol; `status` is what the protocol answers."""

    def __init__(self, why: str, status: int = 400) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True)
class Checksum:
    algorithm: str
    digest: bytes


def number(headers: Mapping[str, str], name: str) -> int | None:
    """A header that counts bytes; nothing where it is absent."""
    if (text := headers.get(name)) is None:
        return None
    if not NUMBER.fullmatch(text):
        raise Malformed(f"{name} must be a whole number, not negative")
    return int(text)


def needed(headers: Mapping[str, str], name: str) -> int:
    if (found := number(headers, name)) is None:
        raise Malformed(f"{name} is missing")
    return found


def length(headers: Mapping[str, str]) -> int | None:
    """The length of a new upload; nothing where it is put off (creation-defer-length)."""
    said, put_off = number(headers, "Upload-Length"), headers.get("Upload-Defer-Length")
    if put_off not in (None, "1") or (said is None) == (put_off is None):
        raise Malformed("say either Upload-Length, or Upload-Defer-Length: 1")
    return said


def metadata(header: str) -> dict[str, str]:
    """Upload-Metadata: comma-separated pairs, the value in Base64; a key without a value has an empty one."""
    found: dict[str, str] = {}
    for pair in filter(None, header.split(",")):
        key, _space, value = pair.strip().partition(" ")
        if not KEY.fullmatch(key) or key in found:
            raise Malformed("Upload-Metadata holds a key that is malformed or stands there twice")
        found[key] = _decoded(value).decode("utf-8", "replace")
    return found


def checksum(header: str | None) -> Checksum | None:
    """Upload-Checksum: the name of an algorithm and a digest in Base64."""
    if header is None:
        return None
    algorithm, _space, value = header.partition(" ")
    if algorithm not in ALGORITHMS:
        raise Malformed("that checksum algorithm isn’t one of Tus-Checksum-Algorithm")
    return Checksum(algorithm, _decoded(value))


def _decoded(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error:
        raise Malformed("a value isn’t Base64") from None


def check_version(headers: Mapping[str, str]) -> None:
    if headers.get("Tus-Resumable") != VERSION:
        raise Malformed("this server speaks tus 1.0.0", status=412)


def check_content(content_type: str) -> None:
    if content_type.partition(";")[0].strip() != CONTENT:
        raise Malformed(f"the content type must be {CONTENT}", status=415)
