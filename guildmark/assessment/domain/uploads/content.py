"""Whether content is what its ending says, and holds nothing that runs."""

import re
from typing import BinaryIO

import puremagic

from guildmark.assessment.domain.uploads.kinds import Kind
from guildmark.programs.domain.sentence import NOTHING, Sentence, _

HEAD = 8 * 1024
TAIL = 70 * 1024  # an archive's directory ends within 65,557 bytes of the end
CHUNK = 1024 * 1024
MARKUP = re.compile(
    rb"^\s*(<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|svg|script|iframe|\?php)",
    re.IGNORECASE | re.DOTALL,
)
HIDDEN_MARKUP = re.compile(rb"<(script|html|svg|iframe|\?php)[\s>]", re.IGNORECASE)
PDF_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)(?![A-Za-z])")
PDF_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"#!")


def content_problem(kind: Kind, content: BinaryIO) -> Sentence:
    """The reason why this content isn't taken under this ending, or nothing."""
    head = _head(content)
    if problem := beginning_problem(kind, head):
        return problem
    if kind.starts is None:
        return _text_problem(kind, content)
    if kind.ending == "pdf" and _is_active_pdf(content):
        return _("it holds scripts, attachments or forms that run. Print it to a new PDF and choose that one.")
    return _polyglot_problem(kind, head, content)


def beginning_problem(kind: Kind, head: bytes) -> Sentence:
    """What the beginning alone gives away."""
    if MARKUP.match(head.lstrip(b"\xef\xbb\xbf")):
        return _("its content is a web page or drawing that can run scripts, whatever its name says.")
    if kind.starts is not None and not any(head[at : at + len(magic)] == magic for at, magic in kind.starts):
        return _mismatch(kind, head)
    return NOTHING


def _head(content: BinaryIO) -> bytes:
    content.seek(0)
    return content.read(HEAD)


def _mismatch(kind: Kind, head: bytes) -> Sentence:
    if head.startswith(PROGRAMS):
        return _("its name says .{ending}, but its content is a program.", ending=kind.ending)
    if found := _recognised(head):
        return _("its name says .{ending}, but its content looks like {found}.", ending=kind.ending, found=found)
    return _("its content isn’t a .{ending} file. It may be damaged.", ending=kind.ending)


def _recognised(head: bytes) -> str:
    try:
        return puremagic.from_string(head)
    except (puremagic.PureError, ValueError):
        return ""


def _text_problem(kind: Kind, content: BinaryIO) -> Sentence:
    """Text is UTF-8 or, with its mark, UTF-16; or an older encoding of single bytes. Never with zero bytes in it."""
    head = _head(content)
    if head.startswith(PROGRAMS):
        return _mismatch(kind, head)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return NOTHING
    content.seek(0)
    while chunk := content.read(CHUNK):
        if b"\0" in chunk:
            return _mismatch(kind, head)
    return NOTHING


def _is_active_pdf(content: BinaryIO) -> bool:
    content.seek(0)
    before = b""
    while chunk := content.read(CHUNK):
        piece = PDF_ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), before + chunk)
        if PDF_ACTIVE.search(piece):
            return True
        before = chunk[-64:]
    return False


def _polyglot_problem(kind: Kind, head: bytes, content: BinaryIO) -> Sentence:
    """One file that reads as two kinds: an archive or a page hidden in a picture, film or PDF."""
    size = content.seek(0, 2)
    content.seek(max(size - TAIL, 0))
    tail = content.read()
    archive = kind.starts and kind.starts[0][1].startswith(b"PK")
    if not archive and b"PK\x05\x06" in tail:
        return _("an archive is hidden behind its content.")
    if not archive and (HIDDEN_MARKUP.search(head) or HIDDEN_MARKUP.search(tail)):
        return _("a web page is hidden in its content.")
    return NOTHING
