"""What must always hold of the journal."""

import hashlib
import json
from collections.abc import Iterator

from guildmark.kernel.facts import mentions
from guildmark.kernel.integrity import Breach, invariant
from guildmark.kernel.models import JournalEntry


@invariant("kernel.journal", "Each journal entry’s digest, columns and mentions follow from its canonical bytes.")
def altered_entries() -> Iterator[Breach]:
    for entry in JournalEntry.objects.order_by("pk").prefetch_related("mentions").iterator(chunk_size=2000):
        thing = f"journal entry {entry.pk}"
        if hashlib.sha256(entry.canonical.encode()).hexdigest() != entry.digest:
            yield Breach(thing, "its digest is not that of its canonical bytes")
            continue
        told = json.loads(entry.canonical)
        columns = (entry.fact, [entry.actor_kind, entry.actor_id], entry.at.isoformat(timespec="microseconds"))
        if columns != (told["fact"], told["actor"], told["at"]):
            yield Breach(thing, "its columns say something else than its canonical bytes")
        if {(m.kind, m.object_id) for m in entry.mentions.all()} != mentions(told["body"]):
            yield Breach(thing, "its mentions are not those of its body")
