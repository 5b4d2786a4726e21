"""The domain's sentences, said in the reader's language."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext

from guildmark.programs.domain.sentence import Sentence, Tongue, plain

TONGUE = Tongue(gettext, ngettext, lambda value: localised(value))


def localised(value: Decimal) -> str:
    """A decimal with the reader's decimal sign, and no zeros that say nothing: 2,8."""
    text = plain(value)
    return number_format(text, decimal_pos=len(text.partition(".")[2]), use_l10n=True)


def _said(sentence: Sentence) -> str:
    return sentence.said(TONGUE) if sentence else ""


said = lazy(_said, str)
"""The sentence, in the language of whoever reads it."""
