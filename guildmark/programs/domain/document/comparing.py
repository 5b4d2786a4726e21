"""Two versions side by side: where the words differ, and where the demands do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guildmark.programs.domain.document.forms import form_of
from guildmark.programs.domain.document.texts import demands, texts
from guildmark.programs.domain.document.version import Document


@dataclass(frozen=True)
class Reworded:
    """A text that reads otherwise now, in one language; an empty `before` or `after` is a text that was not there."""

    place: str
    language: str
    before: str
    after: str


def reworded(before: Document, after: Document) -> tuple[Reworded, ...]:
    """Every text that differs, in the order of the later version; what is gone comes last."""
    old, new = _all_texts(before), _all_texts(after)
    places = [*new, *(place for place in old if place not in new)]
    return tuple(
        Reworded(place, language, old.get((language, place), ""), new.get((language, place), ""))
        for language, place in places
        if old.get((language, place)) != new.get((language, place))
    )


def demanded_otherwise(before: Document, after: Document) -> tuple[str, ...]:
    """The places at which the two demand something else."""
    old, new = (dict(_leaves(demands(form_of(document)), "")) for document in (before, after))
    return tuple(place for place in {**new, **old} if old.get(place) != new.get(place))


def _all_texts(document: Document) -> dict[tuple[str, str], str]:
    form = form_of(document)
    languages = {form["language"]: texts(form), **form["translations"]}
    return {(language, place): text for language, words in languages.items() for place, text in words.items()}


def _leaves(form: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(form, Mapping):
        for name, one in form.items():
            yield from _leaves(one, f"{path}.{name}" if path else name)
    elif isinstance(form, list):
        steps = [str(one.get("key", number)) if isinstance(one, Mapping) else one for number, one in enumerate(form, 1)]
        yield path, steps
        for step, one in zip(steps, form, strict=True):
            if isinstance(one, Mapping):
                yield from _leaves(one, f"{path}.{step}")
    else:
        yield path, form
