"""A version in another of its languages. What isn't translated stays in the document's own."""

from collections.abc import Mapping
from typing import Any

from guildmark.programs.domain.document.forms import brief, build, form_of
from guildmark.programs.domain.document.texts import WORDS
from guildmark.programs.domain.document.version import Document


def in_language(document: Document, language: str) -> Document:
    """The document with its texts in `language`, or in the language without its region: `nl` for `nl-BE`."""
    for wanted in (language, language.partition("-")[0]):
        texts = {one.path: one.text for one in document.translations if one.language == wanted}
        if texts:
            return build(brief(_told(form_of(document), texts, "")))
    return document


def _told(form: Any, texts: Mapping[str, str], path: str) -> Any:
    if isinstance(form, Mapping):
        if path.startswith("requirements."):
            path = f"requirements.{form['key']}."
        return {
            name: texts.get(f"{path}{name}", one) if name in WORDS else _told(one, texts, f"{path}{name}.")
            for name, one in form.items()
        }
    if isinstance(form, list):
        return [
            _told(one, texts, f"{path}{one.get('key', number) if isinstance(one, Mapping) else number}.")
            for number, one in enumerate(form, 1)
        ]
    return form
