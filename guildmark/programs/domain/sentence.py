"""Sentences that the domain says and the pages translate: a text with what is filled in, kept apart.

`_` and `ngettext` carry the names that extractors of translatable texts look for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Tongue:
    """How to say a sentence: texts, counted texts and numbers."""

    gettext: Callable[[str], str] = str
    ngettext: Callable[[str, str, int], str] = lambda one, many, count: one if count == 1 else many
    number: Callable[[Decimal], str] = lambda value: plain(value)


ENGLISH = Tongue()


@dataclass(frozen=True)
class Sentence:
    """A text with gaps. `str()` says it in English; `said(tongue)` in any language."""

    text: str
    given: tuple[tuple[str, Any], ...] = ()
    plural: str = ""
    count: int = 0

    def said(self, tongue: Tongue = ENGLISH) -> str:
        text = tongue.ngettext(self.text, self.plural, self.count) if self.plural else tongue.gettext(self.text)
        return text.format(**{name: _filled(value, tongue) for name, value in self.given})

    def __str__(self) -> str:
        return self.said()

    def __bool__(self) -> bool:
        return bool(self.text)


NOTHING = Sentence("")


def _filled(value: Any, tongue: Tongue) -> Any:
    if isinstance(value, Sentence):
        return value.said(tongue)
    if isinstance(value, Decimal):
        return tongue.number(value)
    if isinstance(value, tuple | list):
        return ", ".join(str(_filled(one, tongue)) for one in value)
    return value


def plain(value: Decimal) -> str:
    """A decimal without needless zeros or exponent: 2.8000 is 2.8, 1E+1 is 10."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _(text: str, /, **given: Any) -> Sentence:
    """A sentence with its gaps filled."""
    return Sentence(text, tuple(given.items()))


def ngettext(one: str, many: str, count: int, /, **given: Any) -> Sentence:
    """A sentence about a count, which may also fill a gap `{count}`."""
    return Sentence(one, (*given.items(), ("count", count)), many, count)
