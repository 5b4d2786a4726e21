"""Facts: how a room tells the rooms downstream of it that something happened; and the journal that keeps them."""

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import rfc8785
from django.db import connection

from guildmark.kernel.access import Actor
from guildmark.kernel.models import JournalEntry, JournalMention


@dataclass(frozen=True)
class Fact:
    """Base of everything announced. Fields are ids and plain values: no model instances, no personal text.

    A field `<kind>_id` (or a sequence `<kind>_ids`) mentions that thing, whose history then shows the entry.
    """


Reaction = Callable[..., None]
_reactions: dict[type[Fact], list[Reaction]] = defaultdict(list)


def react(table: Mapping[type[Fact], Sequence[Reaction]]) -> None:
    """Register a room's reactions; called once, when the application starts."""
    for fact_type, reactions in table.items():
        _reactions[fact_type].extend(reactions)


def announce(fact: Fact, *, by: Actor, at: datetime) -> JournalEntry:
    """Write the fact to the journal, then let downstream rooms react, all in the caller's transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"{type(fact).__name__} was announced outside a transaction")
    body = dataclasses.asdict(fact)
    canonical = canonical_entry(type(fact).__name__, body, by, at)
    entry = JournalEntry.objects.create(
        fact=type(fact).__name__,
        actor_kind=by.actor_kind,
        actor_id=by.pk,
        at=at,
        canonical=canonical.decode(),
        digest=hashlib.sha256(canonical).hexdigest(),
    )
    JournalMention.objects.bulk_create(
        JournalMention(entry=entry, kind=kind, object_id=pk) for kind, pk in mentions(body)
    )
    for reaction in _reactions[type(fact)]:
        reaction(fact, by=by, at=at)
    return entry


def canonical_entry(fact: str, body: Mapping[str, Any], by: Actor, at: datetime) -> bytes:
    """The bytes of an entry (RFC 8785). Times are UTC; identifiers are integers; decimals come as strings."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return rfc8785.dumps({"fact": fact, "actor": [by.actor_kind, by.pk], "at": moment, "body": dict(body)})


def mentions(body: Mapping[str, Any]) -> set[tuple[str, int]]:
    found = set()
    for name, value in body.items():
        if name.endswith("_id") and isinstance(value, int):
            found.add((name.removesuffix("_id"), value))
        elif name.endswith("_ids"):
            found.update((name.removesuffix("_ids"), one) for one in value)
    return found
