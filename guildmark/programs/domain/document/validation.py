"""The schema's objections, said in sentences."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from guildmark.programs.domain.document.problems import Path
from guildmark.programs.domain.document.schema import DATE, KEY, LANGUAGE, NUMBER, SCHEMA, UUID
from guildmark.programs.domain.sentence import Sentence, _, ngettext
from guildmark.programs.domain.tree import KINDS

VALIDATOR = Draft202012Validator(SCHEMA)
UNFINISHED = {"minItems", "minLength"}

PATTERNS = {
    KEY: _("A key has small letters, digits and single hyphens only, like “site-project”."),
    NUMBER: _("A version’s number is like “1.0”."),
    DATE: _("A date is written like 2027-04-16."),
    LANGUAGE: _("A language is given by its code, like “en” or “nl”."),
    UUID: _("An identifier is a UUID in small letters."),
}
TYPES = {
    "string": _("text"),
    "integer": _("a whole number"),
    "number": _("a number"),
    "boolean": _("true or false"),
    "array": _("a list"),
    "object": _("a group of fields"),
}

Found = tuple[Path, Sentence, bool]
"""Where, why, and whether a draft may be kept with it."""


def violations(form: Any) -> Iterator[Found]:
    """Everything in which the form departs from the schema."""
    for error in sorted(VALIDATOR.iter_errors(form), key=lambda error: [str(step) for step in error.absolute_path]):
        path = tuple(error.absolute_path)
        for further, reason in _said(error):
            yield (*path, *further), reason, error.validator in UNFINISHED


def _said(error: ValidationError) -> Iterator[tuple[Path, Sentence]]:
    say = SAYINGS.get(str(error.validator))
    if say is None:
        yield (), _("This doesn’t fit: {message}.", message=error.message)
    else:
        yield from say(error)


def _type(error: ValidationError) -> Iterator[tuple[Path, Sentence]]:
    wanted = error.validator_value
    said = TYPES[wanted] if isinstance(wanted, str) else _("text, or a group of fields")
    if wanted == "string" and not isinstance(error.instance, dict | list | type(None)):
        yield (), _("It should be text; put it in quotes.")
    elif error.instance is None:
        yield (), _("It is left empty; it should be {wanted}, or left out.", wanted=said)
    else:
        yield (), _("It should be {wanted}.", wanted=said)


def _required(error: ValidationError) -> Iterator[tuple[Path, Sentence]]:
    # jsonschema reports each missing field by itself and names it in its message only.
    for name in error.validator_value:
        if name not in error.instance and error.message.startswith(repr(name)):
            yield (), _("The field “{name}” is missing.", name=name)


def _unknown(error: ValidationError) -> Iterator[tuple[Path, Sentence]]:
    known = list(error.schema.get("properties", {}))
    for name in sorted(set(error.instance) - set(known)):
        if near := get_close_matches(str(name), known, 1):
            yield (name,), _("There is no field “{name}” here. Did you mean “{near}”?", name=name, near=near[0])
        else:
            yield (name,), _("There is no field “{name}” here. There are: {known}.", name=name, known=known)


def _choice(error: ValidationError) -> Iterator[tuple[Path, Sentence]]:
    known = [str(one) for one in error.validator_value]
    if near := get_close_matches(str(error.instance), known, 1):
        yield (), _("“{value}” is not known here. Did you mean “{near}”?", value=error.instance, near=near[0])
    else:
        yield (), _("“{value}” is not known here. Known are: {known}.", value=error.instance, known=known)


def _kind(error: ValidationError) -> Iterator[tuple[Path, Sentence]]:
    yield (), _("A requirement names exactly one kind: {kinds}.", kinds=list(KINDS))


def _length(error: ValidationError) -> Iterator[tuple[Path, Sentence]]:
    if error.validator == "minLength":
        yield (), _("This is still empty.")
    else:
        yield (
            (),
            _("It has {count} characters; at most {most} fit.", count=len(error.instance), most=error.validator_value),
        )


def _items(error: ValidationError) -> Iterator[tuple[Path, Sentence]]:
    wanted = error.validator_value
    if error.validator == "minItems":
        if error.absolute_path and error.absolute_path[-1] == "criteria":
            yield (), _("This rubric is empty: it has no criteria.")
        else:
            yield (), ngettext("It needs at least {count} entry.", "It needs at least {count} entries.", wanted)
    else:
        yield (), ngettext("It has more than {count} entry.", "It has more than {count} entries.", wanted)


def _range(error: ValidationError) -> Iterator[tuple[Path, Sentence]]:
    if error.validator == "minimum":
        yield (), _("{value} is too small; it is at least {least}.", value=error.instance, least=error.validator_value)
    else:
        yield (), _("{value} is too large; it is at most {most}.", value=error.instance, most=error.validator_value)


SAYINGS: dict[str, Callable[[ValidationError], Iterator[tuple[Path, Sentence]]]] = {
    "type": _type,
    "required": _required,
    "additionalProperties": _unknown,
    "enum": _choice,
    "const": lambda error: iter([((), _("It should be {value}.", value=error.validator_value))]),
    "pattern": lambda error: iter([((), PATTERNS[error.validator_value])]),
    "minLength": _length,
    "maxLength": _length,
    "minItems": _items,
    "maxItems": _items,
    "uniqueItems": lambda error: iter([((), _("An entry is given twice."))]),
    "minimum": _range,
    "maximum": _range,
    "oneOf": _kind,
}
