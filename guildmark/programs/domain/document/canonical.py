"""The canonical form of a version (RFC 8785) and its digests (SHA-256, in hexadecimal)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import rfc8785

from guildmark.programs.domain.document.forms import form_of
from guildmark.programs.domain.document.texts import demands, texts
from guildmark.programs.domain.document.version import Document
from guildmark.programs.domain.sentence import plain


@dataclass(frozen=True)
class Digests:
    """Of the whole; of what is demanded; of all words, in every language.

    Two versions with the same `structure` demand the same as far as numbers, kinds and keys can say it. That alone is
    no promise: “3 cm” may have become “1 cm”. Author and approver both declare that.
    """

    whole: str
    structure: str
    text: str


def canonical(document: Document) -> bytes:
    """The bytes that the digest covers. Decimals are strings without needless zeros."""
    return _bytes(form_of(document))


def digests(document: Document) -> Digests:
    form = form_of(document)
    words = {form["language"]: texts(form), **form["translations"]}
    return Digests(_digest(form), _digest(demands(form)), _digest(words))


def _digest(value: Any) -> str:
    return hashlib.sha256(_bytes(value)).hexdigest()


def _bytes(value: Any) -> bytes:
    return rfc8785.dumps(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value
