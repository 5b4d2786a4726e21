"""Merkle trees over a growing list (RFC 9162, section 2.1): heads, and proofs that a head covers an entry or an older head.

Hashes are SHA-256, as bytes. A tree is asked through `RangeHash`, so that whoever keeps whole subtrees needn't hash again.
"""

import hashlib
from collections.abc import Callable, Sequence

RangeHash = Callable[[int, int], bytes]
"""The hash of the subtree over the entries from one position up to, not including, another."""


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The head over these leaf hashes (section 2.1.1); over none, the hash of nothing."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    split = split_of(len(leaves))
    return node_hash(root(leaves[:split]), root(leaves[split:]))


def split_of(size: int) -> int:
    """Where a tree of two entries or more parts: the largest power of two below its size."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion(position: int, size: int, hash_of: RangeHash) -> list[bytes]:
    """The proof that the entry at `position` is among the first `size` (section 2.1.3.1), from the leaf upwards."""
    path = []
    start, end = 0, size
    while end - start > 1:
        middle = start + split_of(end - start)
        if position < middle:
            path.append(hash_of(middle, end))
            end = middle
        else:
            path.append(hash_of(start, middle))
            start = middle
    return path[::-1]


def consistency(old: int, new: int, hash_of: RangeHash) -> list[bytes]:
    """The proof that the first `old` entries still begin the list of `new` (section 2.1.4.1)."""
    if old in (0, new):
        return []
    path = []
    start, end, whole = 0, new, True
    while end != old:
        middle = start + split_of(end - start)
        if old <= middle:
            path.append(hash_of(middle, end))
            end = middle
        else:
            path.append(hash_of(start, middle))
            start, whole = middle, False
    return [*([] if whole else [hash_of(start, end)]), *path[::-1]]


def includes(head: bytes, size: int, leaf: bytes, position: int, path: Sequence[bytes]) -> bool:
    """Whether the proof shows that the leaf stands at `position` under this head (section 2.1.3.2)."""
    if not 0 <= position < size:
        return False
    index, last, found = position, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if index % 2 or index == last:
            found = node_hash(step, found)
            while index % 2 == 0 and index:
                index, last = index >> 1, last >> 1
        else:
            found = node_hash(found, step)
        index, last = index >> 1, last >> 1
    return last == 0 and found == head


def continues(old_head: bytes, old: int, new_head: bytes, new: int, path: Sequence[bytes]) -> bool:
    """Whether the proof shows that the newer head's list begins with all of the older one's (section 2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old == new:
        return not path and old_head == new_head
    if old == 0:
        return not path and old_head == root([])
    steps = [old_head, *path] if old & (old - 1) == 0 else list(path)
    return bool(steps) and _both_heads(steps, old - 1, new - 1) == (old_head, new_head)


def _both_heads(steps: list[bytes], index: int, last: int) -> tuple[bytes, bytes] | None:
    """The older and the newer head that these steps lead to, or nothing where they are too few or too many."""
    while index % 2:
        index, last = index >> 1, last >> 1
    older = newer = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if index % 2 or index == last:
            older, newer = node_hash(step, older), node_hash(step, newer)
            while index % 2 == 0 and index:
                index, last = index >> 1, last >> 1
        else:
            newer = node_hash(newer, step)
        index, last = index >> 1, last >> 1
    return (older, newer) if last == 0 else None


class Growing:
    """A tree to which leaves are added one by one, keeping only the whole subtrees at its right edge."""

    def __init__(self) -> None:
        self.size = 0
        self._edge: list[bytes] = []  # the largest subtree first

    def add(self, leaf: bytes) -> None:
        self._edge.append(leaf)
        self.size += 1
        merges = self.size
        while merges % 2 == 0:
            right, left = self._edge.pop(), self._edge.pop()
            self._edge.append(node_hash(left, right))
            merges >>= 1

    def head(self) -> bytes:
        if not self._edge:
            return root([])
        found = self._edge[-1]
        for left in self._edge[-2::-1]:
            found = node_hash(left, found)
        return found
