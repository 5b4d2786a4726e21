"""Text and code, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST = 3000
LONGEST = 2000


@dataclass(frozen=True)
class Lines:
    """`total` lines, the first of them here."""

    lines: Sequence[str]
    total: int

    @property
    def cut(self) -> bool:
        return self.total > len(self.lines)


def text_of(content: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or else an old encoding of single bytes."""
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


def lines_of(content: bytes) -> Lines:
    found = text_of(content).replace("\0", "\N{REPLACEMENT CHARACTER}").splitlines()
    return Lines([line if len(line) <= LONGEST else f"{line[:LONGEST]} …" for line in found[:MOST]], len(found))
