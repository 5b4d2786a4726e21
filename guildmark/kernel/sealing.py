"""Sealing the journal: entries get their places in a Merkle tree, and its head is signed. Verbs neither wait nor know.

An entry is placed after its commit, by the job, in the order of its number within a batch. What is sealed together is one
batch; `JournalSeal.size` says how many entries a head covers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guildmark.kernel import merkle
from guildmark.kernel.jobs import every
from guildmark.kernel.models import JournalEntry, JournalLeaf, JournalSeal, JournalTile
from guildmark.kernel.notes import Checkpoint, VerifierKey, signed
from guildmark.kernel.ports import Port

BATCH = 2_000
TILE = 256


@dataclass(frozen=True)
class Sealer:
    """Who signs tree heads: its keys, the one in use first, and how it signs."""

    keys: tuple[VerifierKey, ...]
    sign: Callable[[bytes], bytes]


SEALER: Port[[], Sealer] = Port("Who signs the journal’s tree heads?")


def sealer() -> Sealer:
    return next(SEALER.ask())


@every("kernel.seal_journal", minutes=5)
def seal_journal(at: datetime) -> str:
    """Seal whatever has been written since the last time."""
    count = sum(seal.count for seal in iter(lambda: seal_batch(at=at), None))
    return f"{count} entries sealed."


@dataclass(frozen=True)
class Sealed:
    count: int
    note: str


def seal_batch(*, at: datetime, most: int = BATCH) -> Sealed | None:
    """The oldest entries that have no place yet have one, under a signed head; nothing where there are none.

    Two that seal at once want the same places: one of them has them, the other's transaction fails and it tries again
    in its next period.
    """
    with transaction.atomic():
        last = JournalSeal.objects.order_by("-size").first()
        size = last.size if last else 0
        entries = list(JournalEntry.objects.filter(leaf=None).order_by("pk").values_list("pk", "canonical")[:most])
        if not entries:
            return None
        JournalLeaf.objects.bulk_create(
            JournalLeaf(position=size + n, entry_id=pk, hash=merkle.leaf_hash(canonical.encode()).hex())
            for n, (pk, canonical) in enumerate(entries)
        )
        _lay_tiles(size, size + len(entries))
        return Sealed(len(entries), _sign_head(size + len(entries), at))


def _lay_tiles(old: int, new: int) -> None:
    """The tiles that became whole as the tree grew."""
    level, width = 0, TILE
    while old // width < new // width:
        kept = Kept()
        JournalTile.objects.bulk_create(
            JournalTile(level=level, index=n, hash=kept.tile(level, n).hex()) for n in range(old // width, new // width)
        )
        level, width = level + 1, width * TILE


def _sign_head(size: int, at: datetime) -> str:
    who = sealer()
    root = Kept().hash_of(0, size)
    text = Checkpoint(who.keys[0].name, size, root).text()
    note = signed(text, who.keys[0], who.sign(text.encode()))
    JournalSeal.objects.create(size=size, root=root.hex(), sealed_at=at, note=note)
    return note


class Kept:
    """The sealed tree, read from what is kept of it: leaves and tiles, each block of them once."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[int, int], list[bytes]] = {}

    def hash_of(self, start: int, end: int) -> bytes:
        """The hash of the subtree over these positions, as RFC 9162 divides the tree."""
        width = end - start
        level = _level_of(width)
        if level is not None and start % width == 0:
            return self.hashes(level, start // width, start // width + 1)[0]
        if width <= TILE:
            return merkle.root(self.hashes(-1, start, end))
        middle = start + merkle.split_of(width)
        return merkle.node_hash(self.hash_of(start, middle), self.hash_of(middle, end))

    def tile(self, level: int, index: int) -> bytes:
        """The hash that a tile has, from the leaves or tiles below it."""
        return merkle.root(self.hashes(level - 1, index * TILE, (index + 1) * TILE))

    def hashes(self, level: int, start: int, end: int) -> list[bytes]:
        """Hashes of leaves (level -1) or tiles, from one index up to another in the same block of 256."""
        block = start // TILE
        found = self._blocks.get((level, block))
        if found is None:
            found = self._blocks[level, block] = self._read(level, block * TILE, (block + 1) * TILE)
        return found[start - block * TILE : end - block * TILE]

    @staticmethod
    def _read(level: int, start: int, end: int) -> list[bytes]:
        if level < 0:
            leaves = JournalLeaf.objects.filter(position__gte=start, position__lt=end).order_by("position")
            return [bytes.fromhex(one) for one in leaves.values_list("hash", flat=True)]
        tiles = JournalTile.objects.filter(level=level, index__gte=start, index__lt=end).order_by("index")
        return [bytes.fromhex(one) for one in tiles.values_list("hash", flat=True)]


def _level_of(width: int) -> int | None:
    """The level whose tiles cover exactly `width` entries, or nothing."""
    level = (width.bit_length() - 1) // 8 - 1
    return level if width == TILE ** (level + 1) and level >= 0 else None


@dataclass(frozen=True)
class Included:
    """That an entry is sealed: its canonical bytes, its place, and the path from there to a signed head."""

    canonical: str
    position: int
    path: tuple[str, ...]


def last_seal() -> JournalSeal | None:
    return JournalSeal.objects.order_by("-size").first()


def inclusions(entries: Sequence[int], seal: JournalSeal) -> Iterator[Included]:
    """The proofs that these entries are under the head, in the order of their places; of those sealed later, nothing."""
    kept = Kept()
    leaves = JournalLeaf.objects.filter(entry_id__in=entries).select_related("entry")
    for leaf in sorted(leaves, key=lambda leaf: leaf.position):
        if leaf.position < seal.size:
            path = merkle.inclusion(leaf.position, seal.size, kept.hash_of)
            yield Included(leaf.entry.canonical, leaf.position, tuple(step.hex() for step in path))
