"""The journal's entries in a dossier: each under the signed head, at its place, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.dossier.parts import HEAD, JOURNAL, Unheld
from guildmark.credentials.domain.judging import parsed
from guildmark.kernel import merkle
from guildmark.kernel.notes import Checkpoint, Unreadable, VerifierKey, checkpoint

Json = dict[str, Any]


@dataclass(frozen=True)
class Logged:
    """`told`: the entries that can be read here, as they were written. `withheld` and `waiting` are counted."""

    told: Sequence[Json]
    withheld: int
    waiting: int
    size: int


def read(parts: Json, head: str, origin: str, keys: list[bytes]) -> Logged:
    """The entries, provided that each is included under the head; else `Unheld`, naming the first that isn't."""
    entries = parts[JOURNAL].get("entries")
    if not isinstance(entries, list):
        raise Unheld(f"{JOURNAL} holds no entries.")
    sealed = _head(head, origin, keys) if head else None
    told: list[Json] = []
    before = -1
    for number, one in enumerate(entries, 1):
        field = one.get("entry", {})
        if "withheld" in field:
            continue
        told.append(_entry(number, field))
        if "waits" not in one:
            before = _included(number, one, sealed, before)
    waiting = sum(1 for one in entries if "waits" in one)
    return Logged(told, len(entries) - len(told), waiting, sealed.size if sealed else 0)


def _head(note: str, origin: str, keys: list[bytes]) -> Checkpoint:
    try:
        found = checkpoint(note, [VerifierKey(origin, key) for key in keys])
    except Unreadable as why:
        raise Unheld(f"{HEAD} can’t be relied on: {why}.") from why
    if found.origin != origin:
        raise Unheld(f"{HEAD} is that of another journal.")
    return found


def _entry(number: int, field: Json) -> Json:
    text = field.get("told")
    try:
        found = parsed(text) if isinstance(text, str) else None
    except (Unsound, RecursionError):
        found = None
    if found is None or not isinstance(found.get("body"), dict):
        raise Unheld(f"Entry {number} of {JOURNAL} can’t be read.")
    return found


def _included(number: int, one: Json, sealed: Checkpoint | None, before: int) -> int:
    """The entry's place, provided that the proof leads from it to the head, and that it comes after `before`."""
    place = one.get("position")
    if sealed is None or not isinstance(place, int):
        raise Unheld(f"Entry {number} of {JOURNAL} neither waits to be sealed nor stands under a head.")
    if place <= before:
        raise Unheld(f"Entry {number} of {JOURNAL} stands out of order.")
    try:
        path = [bytes.fromhex(step) for step in one.get("path", ())]
    except (TypeError, ValueError) as why:
        raise Unheld(f"The proof of entry {number} of {JOURNAL} can’t be read.") from why
    leaf = merkle.leaf_hash(one["entry"]["told"].encode())
    if not merkle.includes(sealed.root, sealed.size, leaf, place, path):
        raise Unheld(f"The proof of entry {number} of {JOURNAL} does not hold: the sealed journal has another there.")
    return place
