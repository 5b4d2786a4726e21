"""What a page said: its title and its text, without what it does."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

LONGEST_TITLE = 300
LONGEST_TEXT = 100_000
SILENT = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "object"})
BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "tr",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "table",
        "pre",
        "blockquote",
    }
)


@dataclass(frozen=True)
class Said:
    title: str
    text: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title, self.text, self.silent, self.in_title = "", [""], 0, False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.in_title = tag == "title"
        self.silent += tag in SILENT
        if tag in BLOCKS:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.in_title = False
        self.silent = max(0, self.silent - (tag in SILENT))
        if tag in BLOCKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if self.in_title and len(self.title) < LONGEST_TITLE:
            self.title += data
        elif not self.silent:
            self.text.append(data)


def said_by(content: bytes, media_type: str, charset: str) -> Said:
    """The title and text of a page; of anything that isn't text, nothing."""
    if media_type not in ("text/html", "application/xhtml+xml") and not media_type.startswith("text/"):
        return Said("", "")
    text = _decoded(content, charset)
    if media_type not in ("text/html", "application/xhtml+xml"):
        return Said("", _tidy(text))
    reader = _Reader()
    reader.feed(text)
    return Said(" ".join(reader.title.split())[:LONGEST_TITLE], _tidy("".join(reader.text)))


def _decoded(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset or "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\0", "").splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:LONGEST_TEXT]
