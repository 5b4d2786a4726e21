"""What a round asks about, as it read when the round was opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guildmark.programs.domain.document import Document

SECONDS_AN_ITEM = 25


@dataclass(frozen=True)
class Asked:
    """One indicator, and where it is asked for: the titles of its criteria."""

    key: str
    code: str
    statement: str
    criteria: tuple[str, ...]


def asked_of(document: Document) -> tuple[Asked, ...]:
    """Every indicator that the criteria are tied to, once, in the order of the tasks."""
    found: dict[str, Asked] = {}
    for criterion in document.criteria():
        for one in criterion.indicators:
            key = str(one.identifier)
            before = found[key].criteria if key in found else ()
            found[key] = Asked(key, one.code, one.statement, tuple(dict.fromkeys((*before, criterion.title))))
    return tuple(found.values())


def packed(asked: Sequence[Asked]) -> list[dict[str, Any]]:
    return [
        {"key": one.key, "code": one.code, "statement": one.statement, "criteria": list(one.criteria)} for one in asked
    ]


def unpacked(kept: Sequence[dict[str, Any]]) -> tuple[Asked, ...]:
    return tuple(Asked(one["key"], one["code"], one["statement"], tuple(one["criteria"])) for one in kept)


def minutes(number: int) -> int:
    """How long so many indicators take, on a phone."""
    return max(1, round(number * SECONDS_AN_ITEM / 60))
