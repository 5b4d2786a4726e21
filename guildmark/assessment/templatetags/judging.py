"""Filters of the desk and of results."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from guildmark.assessment.domain.richtext import clean

register = template.Library()


@register.filter
def rich(markup: str) -> SafeString:
    """Rich text as it may be shown: cleaned again on the way out."""
    return mark_safe(clean(markup))


@register.filter
def of_kind(pieces: Iterable[Any], kind: str) -> list[Any]:
    return [piece for piece in pieces if piece.kind == kind]


@register.filter
def entry(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What the mapping holds under a key that is itself a variable."""
    return mapping.get(key)
