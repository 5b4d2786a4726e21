"""Rich text: which markup is kept, what it says in plain words, how many words it has."""

import html
import re

import nh3

TAGS = {"div", "p", "br", "strong", "b", "em", "i", "del", "a", "h3", "blockquote", "pre", "ul", "ol", "li"}
BREAKS = re.compile(r"<(?:br|/div|/p|/h3|/li|/blockquote|/pre)\s*/?>", re.IGNORECASE)
NESTING = re.compile(r"<(/?)(?:div|strong|b|em|i|del|a|blockquote|pre|ul|ol|li)\b", re.IGNORECASE)
MARKUP = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W_]+(?:[’'\-.,][^\W_]+)*")


def clean(markup: str) -> str:
    """The markup with nothing in it that runs, loads or hides: `TAGS` and links to pages, as `nh3` leaves them."""
    kept = nh3.clean(
        markup.replace("\0", ""),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return "" if not plain(kept) else kept.strip()


def depth(markup: str) -> int:
    """How deep the markup is nested, as if nothing closed by itself."""
    deepest = here = 0
    for tag in NESTING.finditer(markup):
        here = max(here - 1, 0) if tag[1] else here + 1
        deepest = max(deepest, here)
    return deepest


def plain(markup: str) -> str:
    """What the markup says, one line a block."""
    text = html.unescape(MARKUP.sub("", BREAKS.sub("\n", markup)))
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()


def from_plain(text: str) -> str:
    """Plain text as markup: a paragraph for each run of lines."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(f"<div>{html.escape(one, quote=False).replace(chr(10), '<br>')}</div>" for one in blocks if one)


def words(text: str) -> int:
    """How many words a plain text has; an apostrophe or hyphen inside a word doesn't part it."""
    return len(WORD.findall(text))
