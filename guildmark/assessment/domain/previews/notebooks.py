"""Jupyter notebooks, nbformat 4: code with line numbers, prose as clean markup, of the outputs text and PNG pictures only."""

import base64
import binascii
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import nh3
from markdown_it import MarkdownIt

from guildmark.assessment.domain.previews.lines import Lines, lines_of

MOST_CELLS = 300
LONGEST_PROSE = 100_000
LARGEST_PICTURE = 3 * 1024 * 1024
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
TAGS = {
    "p", "br", "strong", "em", "del", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code",
    "table", "thead", "tbody", "tr", "th", "td", "hr",
}  # fmt: skip
PROSE = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Output:
    """Text, or a PNG picture in Base64; or the name of a type that isn't shown."""

    text: Lines | None = None
    png: str = ""
    left_out: str = ""


@dataclass(frozen=True)
class Cell:
    """`prose` is clean markup; `code` is to be escaped."""

    prose: str = ""
    code: Lines | None = None
    outputs: Sequence[Output] = field(default=())


@dataclass(frozen=True)
class Notebook:
    cells: Sequence[Cell]
    total: int

    @property
    def cut(self) -> bool:
        return self.total > len(self.cells)


def notebook_of(content: bytes) -> Notebook | None:
    try:
        cells = json.loads(content)["cells"]
        found = [_cell(one) for one in cells[:MOST_CELLS]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Notebook(found, len(cells))


def _cell(cell: dict[str, Any]) -> Cell:
    source = _joined(cell.get("source", ""))
    if cell.get("cell_type") == "markdown":
        return Cell(prose=nh3.clean(PROSE.render(source[:LONGEST_PROSE]), tags=TAGS, attributes={}))
    return Cell(code=lines_of(source.encode()), outputs=list(_outputs(cell.get("outputs") or [])))


def _outputs(outputs: Sequence[dict[str, Any]]) -> Iterator[Output]:
    for one in outputs:
        if one.get("output_type") == "error":
            yield _text("\n".join(map(str, one.get("traceback") or [one.get("ename", "")])))
        elif "text" in one:
            yield _text(_joined(one["text"]))
        else:
            yield _rich(one.get("data") or {})


def _rich(data: dict[str, Any]) -> Output:
    if png := _png(_joined(data.get("image/png", ""))):
        return Output(png=png)
    if "text/plain" in data:
        return _text(_joined(data["text/plain"]))
    return Output(left_out=", ".join(sorted(map(str, data)))[:200])


def _png(encoded: str) -> str:
    try:
        picture = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        return ""
    if not picture.startswith(b"\x89PNG\r\n\x1a\n") or len(picture) > LARGEST_PICTURE:
        return ""
    return base64.b64encode(picture).decode()


def _text(text: str) -> Output:
    return Output(text=lines_of(ANSI.sub("", text).encode()))


def _joined(source: Any) -> str:
    return "".join(map(str, source)) if isinstance(source, list) else str(source)
