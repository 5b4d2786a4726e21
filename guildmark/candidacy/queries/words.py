"""The domain's sentences in the reader's language."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext, ngettext

from guildmark.programs.domain.sentence import Sentence, Tongue, plain


def _number(value: Decimal) -> str:
    return number_format(plain(value))


READERS = Tongue(gettext, ngettext, _number)


def said(sentence: Sentence) -> str:
    """The sentence in the language active now."""
    return sentence.said(READERS)


_lazily = lazy(said, str)


def to_be_said(sentence: Sentence) -> str | Promise:
    """The sentence, said when it is shown; empty where there is none."""
    return _lazily(sentence) if sentence else ""
