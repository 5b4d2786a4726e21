"""Whether the sealed journal is the one that was sealed: every entry hashed again, every head compared and its signature read."""

from collections.abc import Iterator
from datetime import timedelta

from guildmark.kernel import merkle
from guildmark.kernel.integrity import Breach, invariant
from guildmark.kernel.models import JournalEntry, JournalLeaf, JournalSeal
from guildmark.kernel.notes import Unreadable, checkpoint
from guildmark.kernel.sealing import Kept, sealer

LATE = timedelta(hours=1)
"""How long after its time an entry may come to be sealed: a transaction lasts seconds, a stopped scheduler is no forgery."""


@invariant("kernel.seals", "The journal is the one that was sealed: no entry edited, removed, inserted or moved since.")
def breaches() -> Iterator[Breach]:
    yield from _of_sealed()
    yield from _of_unsealed()


def _of_sealed() -> Iterator[Breach]:
    """Batch by batch. Which entry is wrong is said wherever it can be told; else which batch it is in."""
    growing, comparable = merkle.Growing(), True
    leaves = JournalLeaf.objects.select_related("entry").order_by("position").iterator(chunk_size=2000)
    ahead = next(leaves, None)
    for seal in JournalSeal.objects.order_by("size"):
        first, before = growing.size, 0
        while ahead is not None and ahead.position < seal.size:
            yield from _of_leaf(ahead, growing.size, before)
            comparable = comparable and ahead.position == growing.size
            before = ahead.entry_id
            growing.add(bytes.fromhex(ahead.hash))
            ahead = next(leaves, None)
        yield from _of_head(seal, growing, first, comparable)
    if ahead is not None:
        yield Breach(f"journal entry {ahead.entry_id}", "it has a place in the sealed journal that no head covers")


def _of_leaf(leaf: JournalLeaf, expected: int, before: int) -> Iterator[Breach]:
    thing = f"journal entry {leaf.entry_id}"
    if leaf.position != expected:
        yield Breach(
            thing, f"it stands at place {leaf.position} where {expected} was due: an entry was removed before it"
        )
    if leaf.entry_id < before:
        yield Breach(thing, "it stands behind a later entry of its batch: it was moved, or inserted")
    if merkle.leaf_hash(leaf.entry.canonical.encode()).hex() != leaf.hash:
        yield Breach(thing, "it was edited after it was sealed")


def _of_head(seal: JournalSeal, found: merkle.Growing, first: int, comparable: bool) -> Iterator[Breach]:
    """`comparable`: whether no entry was missing so far; the heads after a gap say nothing more."""
    thing = f"journal seal {seal.size}"
    try:
        told = checkpoint(seal.note, sealer().keys)
    except Unreadable as why:
        yield Breach(thing, f"its signature can’t be relied on: {why}")
        return
    if (told.size, told.root.hex()) != (seal.size, seal.root):
        yield Breach(thing, "its columns say something else than what was signed")
    if not comparable:
        return
    if found.size < told.size:
        yield Breach(thing, f"of {told.size} entries sealed, {told.size - found.size} are missing at the end")
    elif found.head() != told.root:
        sealed = f"entries at places {first} to {told.size - 1}, sealed {seal.sealed_at:%Y-%m-%d %H:%M}"
        yield Breach(thing, f"{sealed}, or earlier ones, are not those that were sealed")


def _of_unsealed() -> Iterator[Breach]:
    """Entries without a place, though the journal was sealed well after the time they claim."""
    last = JournalSeal.objects.order_by("-size").first()
    if last is None:
        return
    newest = JournalLeaf.objects.order_by("-entry_id").values_list("entry_id", flat=True).first() or 0
    loose = JournalEntry.objects.filter(leaf=None, at__lt=last.sealed_at - LATE, pk__lt=newest)
    for pk in loose.order_by("pk").values_list("pk", flat=True):
        yield Breach(
            f"journal entry {pk}", "it claims a time before the last seal, yet was never sealed: it was inserted"
        )


def against(note: str) -> str:
    """What is wrong with the journal compared with a head that somebody kept outside; an empty string where it agrees."""
    try:
        kept = checkpoint(note, sealer().keys)
    except Unreadable as why:
        return f"The given head can’t be relied on: {why}."
    covered = JournalLeaf.objects.count()
    if covered < kept.size:
        return f"The given head covers {kept.size} entries; only {covered} are left."
    if Kept().hash_of(0, kept.size) != kept.root:
        return f"The first {kept.size} entries are not those that the given head covers."
    return ""
