"""Filters of the desk and of results."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from guildmark.assessment.domain.richtext import clean
from guildmark.kernel.serving import may_be_shown

register = template.Library()


@register.filter
def rich(markup: str) -> SafeString:
    """Rich text as it may be shown: cleaned again on the way out."""
    return mark_safe(clean(markup))


@register.filter
def of_kind(pieces: Iterable[Any], kind: str) -> list[Any]:
    return [piece for piece in pieces if piece.kind == kind]


@register.filter
def shown_as(media_type: str) -> str:
    """How the desk shows a file of this type beside the rubric: as a picture, film, sound or document; or not at all."""
    if not may_be_shown(media_type):
        return ""
    kinds = {"image": "picture", "video": "film", "audio": "sound"}
    return kinds.get(media_type.partition("/")[0], "document")
