"""Which wording of a task a candidate gets."""

import hashlib
from collections.abc import Collection, Mapping, Sequence


def drawn(variants: Sequence[str], exposed: Mapping[str, int], retired: Collection[str], seed: int) -> str:
    """The wording that fewest have seen; among equals, by a hash of the seed. Nothing where all are retired."""
    left = [one for one in variants if one not in retired]
    return min(left, key=lambda one: (exposed.get(one, 0), _lot(one, seed)), default="")


def _lot(variant: str, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}:{variant}".encode()).digest()
