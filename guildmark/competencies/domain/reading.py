"""From bytes to text and from text to a JSON tree, with every way that this goes wrong said in a sentence."""

import codecs
import json
import math
from typing import Any

from guildmark.competencies.domain.problems import N_, Findings, refuse

MOST_BYTES = 50 * 1024 * 1024
DEEPEST = 40
MAGIC = {
    b"PK\x03\x04": N_("This is a spreadsheet or an archive, not text. Save it as CSV (UTF-8) and choose that file."),
    b"%PDF": N_("This is a PDF, not a framework. Choose a JSON or CSV file."),
    b"\xd0\xcf\x11\xe0": N_("This is an old Office file. Save it as CSV (UTF-8) and choose that file."),
}


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 that says so by its first two bytes."""
    if not content.strip():
        raise refuse("", N_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise refuse("", N_("The file is larger than %(most)s MB."), most=MOST_BYTES // 1024**2)
    for magic, sentence in MAGIC.items():
        if content.startswith(magic):
            raise refuse("", sentence)
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refuse(
            f"line {line}",
            N_("byte %(byte)s is not UTF-8. Save the file in UTF-8 and try again."),
            byte=f"0x{content[error.start]:02X}",
        ) from None
    if not text.strip():  # nothing but the mark that says which encoding
        raise refuse("", N_("The file is empty."))
    return text


def parsed(text: str) -> Any:
    """The JSON tree of a text: no key twice in one object, nothing nested without end, only what a database can keep."""
    found = Findings()

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            found.add("", N_("an object has the key “%(key)s” twice."), key=twice)
        return made

    try:
        tree = json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise refuse(where, _not_json(error.msg)) from None
    except RecursionError:
        raise refuse("", N_("the JSON is nested more than %(most)s levels deep."), most=DEEPEST) from None
    except ValueError:
        raise refuse("", N_("a number has too many digits.")) from None
    found.settle()
    _check_values(tree)
    return tree


NOT_JSON = {
    "Expecting value": N_("this is not JSON: a value is missing, or stands there without its quotation marks."),
    "Expecting property name": N_("this is not JSON: a key in double quotation marks is missing, perhaps after a comma too many."),
    "Expecting ':'": N_("this is not JSON: the colon between a key and its value is missing."),
    "Expecting ','": N_("this is not JSON: a comma or a closing bracket is missing."),
    "Illegal trailing comma": N_("this is not JSON: there is a comma too many before a closing bracket."),
    "Unterminated string": N_("this is not JSON: a text that begins here is never closed by a quotation mark."),
    "Invalid control character": N_("this is not JSON: a text holds a line break or another control character; write it as \\n."),
    "Invalid \\": N_("this is not JSON: a backslash in a text begins no escape that JSON knows."),
    "Extra data": N_("this is not JSON: something follows after its end."),
}  # fmt: skip
"""Our sentence for each way in which Python's reader says, in English, that a text is no JSON."""


def _not_json(reason: str) -> str:
    return next((ours for theirs, ours in NOT_JSON.items() if reason.startswith(theirs)), N_("this is not JSON."))


def _check_values(tree: Any) -> None:
    """Refuse what JSON allows and databases don't: NUL, half a surrogate pair, infinity; and nesting without end."""
    found = Findings()
    waiting: list[tuple[str, Any, int]] = [("$", tree, 1)]
    while waiting:
        where, value, depth = waiting.pop()
        if depth > DEEPEST:
            raise refuse(where, N_("the JSON is nested more than %(most)s levels deep."), most=DEEPEST)
        if isinstance(value, dict):
            for key in value:
                check_text(key, where, found)
            waiting.extend((f"{where}.{key}", below, depth + 1) for key, below in value.items())
        elif isinstance(value, list):
            waiting.extend((f"{where}[{n}]", below, depth + 1) for n, below in enumerate(value))
        elif isinstance(value, str):
            check_text(value, where, found)
        elif isinstance(value, float) and not math.isfinite(value):
            found.add(where, N_("%(number)s is not a number that can be kept."), number=value)
    found.settle()


def check_text(text: str, where: str, found: Findings) -> None:
    """Note text that no database keeps."""
    if "\x00" in text:
        found.add(where, N_("the text holds a NUL character."))
    elif not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text):
        found.add(where, N_("the text holds half of a surrogate pair, which is no character."))
