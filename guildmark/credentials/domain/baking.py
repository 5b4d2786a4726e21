"""A credential within a picture (Open Badges 3.0, section 5.3: Baking): an `iTXt` chunk of a PNG, an element of an SVG."""

import re
import struct
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from guildmark.credentials.domain.contexts import Unsound

KEYWORD = b"openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
PNG = b"\x89PNG\r\n\x1a\n"
MOST_BYTES = 4 * 1024 * 1024
_ROOT = re.compile(r"<svg\b[^>]*>")


def baked_png(picture: bytes, credential: str) -> bytes:
    """The PNG with the signed credential in a chunk before its end (section 5.3.1.1: uncompressed, UTF-8)."""
    chunks = list(_chunks(picture))
    if any(_is_ours(kind, content) for kind, content in chunks):
        raise Unsound("there is a credential in this picture already")
    text = KEYWORD + b"\0" + b"\0\0" + b"\0" + b"\0" + credential.encode()
    whole = [*chunks[:-1], (b"iTXt", text), chunks[-1]]
    return PNG + b"".join(_chunk(kind, content) for kind, content in whole)


def baked_svg(picture: str, credential: str) -> str:
    """The SVG with the signed credential as character data of its own element (section 5.3.2.1)."""
    if NAMESPACE in picture or (root := _ROOT.search(picture)) is None:
        raise Unsound("this is no SVG without a credential")
    held = credential.replace("]]>", "]]]]><![CDATA[>")
    declared = root[0][:-1] + f' xmlns:openbadges="{NAMESPACE}">'
    inside = f"<openbadges:credential><![CDATA[{held}]]></openbadges:credential>"
    return picture[: root.start()] + declared + inside + picture[root.end() :]


def unbaked(content: bytes) -> bytes:
    """The credential within a picture; whatever is no picture, as it is. `Unsound` where a picture holds none, or several."""
    if content.startswith(PNG):
        found = [_text_of(chunk) for kind, chunk in _chunks(content) if _is_ours(kind, chunk)]
    elif b"<svg" in content[:1024]:
        found = list(_in_svg(content))
    else:
        return content
    if len(found) != 1:
        raise Unsound("the picture holds no credential" if not found else "the picture holds several credentials")
    return found[0]


def _is_ours(kind: bytes, content: bytes) -> bool:
    return kind == b"iTXt" and content.startswith(KEYWORD + b"\0")


def _text_of(content: bytes) -> bytes:
    """What stands after keyword, compression flag and method, language, and translated keyword."""
    compressed, rest = content[len(KEYWORD) + 1], content[len(KEYWORD) + 3 :]
    if compressed:
        raise Unsound("the picture’s credential is compressed, which the standard does not allow")
    parts = rest.split(b"\0", 2)
    if len(parts) != 3:
        raise Unsound("the picture’s credential is cut short")
    return parts[2]


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each chunk, up to the end of the picture; `Unsound` where it is cut short or altered."""
    if not picture.startswith(PNG) or len(picture) > MOST_BYTES:
        raise Unsound("this is not a PNG of a badge")
    place, kind = len(PNG), b""
    while kind != b"IEND":
        if place + 12 > len(picture):
            raise Unsound("the picture is cut short")
        (length,) = struct.unpack(">I", picture[place : place + 4])
        if place + 12 + length > len(picture):
            raise Unsound("the picture is cut short")
        kind, content = picture[place + 4 : place + 8], picture[place + 8 : place + 8 + length]
        check = picture[place + 8 + length : place + 12 + length]
        if check != struct.pack(">I", zlib.crc32(kind + content)):
            raise Unsound("the picture is damaged")
        yield kind, content
        place += 12 + length


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _in_svg(content: bytes) -> Iterator[bytes]:
    """The text of each credential element, or of its `verify` attribute, where a JWT stands."""
    if len(content) > MOST_BYTES or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unsound("this is not an SVG of a badge")
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise Unsound(f"the picture is not sound XML ({error})") from error
    for one in root.iter(f"{{{NAMESPACE}}}credential"):
        yield (one.get("verify") or one.text or "").strip().encode()
