"""Run as a script of its own, never imported by the product: reads a document from standard input, writes JSON.

Limits first, then the library that meets the stranger’s bytes.
"""

import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

MEMORY = 768 * 1024**2
ANSWER = 8 * 1024**2
MOST_CHARACTERS = 400_000
MOST_PAGES = 2_000
MOST_XML = 64 * 1024**2
CHUNK = 64 * 1024


class Problem(Exception):
    """Why there is nothing to read, in one of the words of `PROBLEMS`."""


def modest(seconds: int) -> None:
    """What this process may use from now on."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, ANSWER),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))


def pdf(file: BinaryIO) -> Iterator[str]:
    from pypdf import PdfReader

    reader = PdfReader(file, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Problem("encrypted")
    for number, page in enumerate(reader.pages):
        if number == MOST_PAGES:
            return
        yield page.extract_text() or ""
        yield "\n"


class Paragraphs:
    """The text of `word/document.xml` (ECMA-376, part 1, §17.3), read as it comes. A document type is refused: entities
    are declared there."""

    ENDS = {"tab": "\t", "br": "\n", "cr": "\n", "p": "\n"}

    def __init__(self) -> None:
        self.found: list[str] = []
        self.inside = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._declared

    def read(self, chunk: bytes, last: bool = False) -> str:
        self.parser.Parse(chunk, last)
        said = "".join(self.found)
        self.found.clear()
        return said

    def _begin(self, name: str, _attributes: dict[str, str]) -> None:
        self.inside = name.rpartition(" ")[2] == "t"

    def _end(self, name: str) -> None:
        self.inside = False
        self.found.append(self.ENDS.get(name.rpartition(" ")[2], ""))

    def _characters(self, text: str) -> None:
        if self.inside:
            self.found.append(text)

    def _declared(self, *_told: object) -> None:
        raise Problem("malformed")


def docx(file: BinaryIO) -> Iterator[str]:
    if file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":  # a protected document is no archive, but an OLE file
        raise Problem("encrypted")
    file.seek(0)
    paragraphs, taken = Paragraphs(), 0
    with zipfile.ZipFile(file) as archive, archive.open("word/document.xml") as part:
        while chunk := part.read(CHUNK):
            taken += len(chunk)
            if taken > MOST_XML:
                raise Problem("too_large")
            yield paragraphs.read(chunk)
    yield paragraphs.read(b"", last=True)


def bounded(pieces: Iterator[str]) -> tuple[str, bool]:
    """The pieces as one text, and whether it was cut."""
    said, length = [], 0
    for piece in pieces:
        said.append(piece)
        length += len(piece)
        if length > MOST_CHARACTERS:
            return "".join(said)[:MOST_CHARACTERS], True
    return "".join(said), False


def read(ending: str, file: BinaryIO) -> dict[str, object]:
    try:
        text, cut = bounded({"pdf": pdf, "docx": docx}[ending](file))
    except Problem as problem:
        return {"problem": str(problem)}
    except MemoryError:
        return {"problem": "too_large"}
    except Exception as fault:  # noqa: BLE001 whatever a stranger’s file brings a library to
        return {"problem": "encrypted" if "encrypt" in f"{type(fault).__name__} {fault}".lower() else "malformed"}
    text = "".join(one for one in text if one == "\n" or one == "\t" or one.isprintable())
    return {"said": text, "cut": cut} if text.strip() else {"problem": "no_text"}


def main() -> None:
    modest(int(sys.argv[2]))
    sys.stdout.write(json.dumps(read(sys.argv[1], sys.stdin.buffer)))


if __name__ == "__main__":
    main()
