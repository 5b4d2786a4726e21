"""Two texts as one: what stays, what went, what came. Word by word (difflib, Ratcliff and Obershelp 1988)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

STAYS, WENT, CAME = "", "del", "ins"
WORD = re.compile(r"\s+|[^\s\w]|\w+")
MOST = 2_000  # words; beyond, both texts stand whole: the method takes the square of it
LEAST = 0.4  # of the words shared; below, both stand whole: a salad of single words tells nothing


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `kind` is the HTML element that says what became of it, or nothing where it stayed."""

    kind: str
    text: str


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The stretches of both, in order: without what came, the text before; without what went, the text after."""
    return tuple(_pieces(before, after))


def _shared(old: list[str], new: list[str]) -> float:
    """How much of both is the same, blanks aside: 1 for all of it."""
    first, second = ([word for word in words if not word.isspace()] for words in (old, new))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = WORD.findall(before), WORD.findall(after)
    if max(len(old), len(new)) > MOST or _shared(old, new) < LEAST:
        yield from (Piece(kind, text) for kind, text in ((WENT, before), (CAME, after)) if text)
        return
    for move, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if move == "equal":
            yield Piece(STAYS, "".join(old[start:end]))
            continue
        if start < end:
            yield Piece(WENT, "".join(old[start:end]))
        if begin < stop:
            yield Piece(CAME, "".join(new[begin:stop]))
