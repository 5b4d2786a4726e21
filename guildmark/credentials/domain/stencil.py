"""The fast way to a signature. Credentials of one program version differ in a few texts only, so their canonical
N-Quads are worked out once, with gaps, and then filled.

Where every unnamed node stands alone, RDFC-1.0 needs no search: each is hashed with the statements that mention it
(section 4.6), and nodes are numbered in the order of their hashes (section 4.4.3, step 4). `filled` does just that, and
gives up (`None`) where two nodes hash alike, or a text can't be written; the caller then takes the slow way.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from itertools import count
from typing import Any, TypeVar

from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.graph import quads, statements_of, written

Texts = TypeVar("Texts")
GAP = re.compile(r"gap([0-9]+)pag")
IRI = re.compile(r"<[^>]*>")
BLANK = re.compile(r"_:[0-9a-zA-Z]+")
NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(frozen=True)
class Stencil:
    """Statements with gaps: those about named nodes, and those that mention one unnamed node, a group for each."""

    named: str
    unnamed: tuple[str, ...]
    in_addresses: frozenset[int]

    def filled(self, texts: Sequence[str]) -> str | None:
        """The canonical N-Quads with these texts in the gaps; `None` where only the slow way can tell."""
        if any(CONTROL.search(text) for text in texts) or any(NOT_IN_IRI.search(texts[n]) for n in self.in_addresses):
            return None
        written = [text.translate(ESCAPES) for text in texts]

        def fill(gap: re.Match[str]) -> str:
            return written[int(gap[1])]

        groups = {}
        for group in self.unnamed:
            lines = sorted(set(statements_of(GAP.sub(fill, group))))
            groups[hashlib.sha256("".join(lines).encode()).hexdigest()] = lines
        if len(groups) < len(self.unnamed):
            return None
        lines = statements_of(GAP.sub(fill, self.named))
        for number, (_, group_lines) in enumerate(sorted(groups.items())):
            lines.extend(line.replace("_:a", f"_:c14n{number}", 1) for line in group_lines)
        return "".join(sorted(set(lines)))


def stencil(body: Callable[[Texts], dict[str, Any]], sample: Texts) -> Stencil:
    """The stencil of all bodies of the same shape as `sample`'s; `Unsound` where unnamed nodes hang together."""
    if GAP.search(str(body(shape_of(sample)))):
        raise Unsound("a text of its own reads like a gap")
    lines = written(quads(body(_with_gaps(sample))))
    named, groups = [], dict[str, list[str]]()
    for line in lines:
        mentioned = _blanks(line)
        if len(mentioned) > 1:
            raise Unsound("unnamed nodes hang together")
        if mentioned:
            groups.setdefault(mentioned[0], []).append(line.replace(mentioned[0], "_:a", 1))
        else:
            named.append(line)
    in_addresses = {int(number) for address in IRI.findall("".join(lines)) for number in GAP.findall(address)}
    return Stencil("".join(named), tuple("".join(group) for group in groups.values()), frozenset(in_addresses))


def _blanks(line: str) -> list[str]:
    """The unnamed nodes of a statement: its subject and its object, never something inside a text."""
    subject, _, rest = line.partition(" ")
    _, _, value = rest.partition(" ")
    return [term for term in (subject, value.removesuffix(" .\n")) if BLANK.fullmatch(term)]


def texts_of(value: Any) -> list[str]:
    """Every text in a dataclass of texts, tuples and dataclasses, in order: what goes into the gaps."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    _rewritten(value, note)
    return found


def shape_of(value: Texts) -> Texts:
    """The same without its texts. Values of one shape share a stencil."""
    return _rewritten(value, lambda text: "")


def _with_gaps(value: Texts) -> Texts:
    numbers = count()
    return _rewritten(value, lambda text: f"gap{next(numbers)}pag")


def _rewritten(value: Any, rewrite: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return rewrite(value)
    if isinstance(value, tuple):
        return tuple(_rewritten(one, rewrite) for one in value)
    return type(value)(**{field.name: _rewritten(getattr(value, field.name), rewrite) for field in fields(value)})
