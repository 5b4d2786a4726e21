"""A version's texts in its other languages, edited one at a time in the plain form."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from guildmark.programs.domain.document.texts import texts
from guildmark.programs.domain.edits import Form, Lost

FROM_FRAMEWORKS = ".indicators."


@dataclass(frozen=True)
class Passage:
    """A text as the document has it, and what it is in another language so far."""

    path: str
    text: str
    told: str

    @property
    def rows(self) -> int:
        return min(8, 1 + len(self.text) // 90)


def passages(form: Mapping[str, Any], language: str) -> list[Passage]:
    """Every text that is written here, in the order of the document. What indicators say comes from frameworks."""
    told = form["translations"].get(language, {})
    return [
        Passage(path, text, told.get(path, "")) for path, text in texts(form).items() if FROM_FRAMEWORKS not in path
    ]


def tell(form: Mapping[str, Any], language: str, path: str, text: str) -> Form:
    """The form with one of its texts in another language; an empty text takes the translation away."""
    if path not in texts(form) or language == form["language"]:
        raise Lost(path)
    edited = deepcopy(dict(form))
    told = edited["translations"].setdefault(language, {})
    told.pop(path, None)
    if text:
        told[path] = text
    if not told:
        del edited["translations"][language]
    return edited


def without_what_is_gone(before: Mapping[str, Any], edited: Form) -> Form:
    """The edited form without the translations of texts that an edit has removed."""
    gone = texts(before).keys() - texts(edited).keys()
    kept = {
        language: left
        for language, told in edited["translations"].items()
        if (left := {path: text for path, text in told.items() if path not in gone})
    }
    return {**edited, "translations": kept}
