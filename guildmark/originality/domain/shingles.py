"""Texts as sets of word shingles, their MinHash signatures, and the passages that two share.

A. Broder, "On the resemblance and containment of documents" (1997): the share of equal places in two signatures
estimates the Jaccard resemblance of the sets. It only says where to look; what is shared is then counted exactly.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

WIDTH = 5
"""Words a shingle."""
PLACES = 128
GAP = 8
"""So many differing words may lie within a passage: an edit inside it does not break it in two."""
SHORTEST = 12
"""Words that a passage has at least: shorter ones are how everybody writes."""
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")

Signature = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Text:
    """A text with its words, in the order in which they stand, and where each stands."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    said: str

    def shingles(self) -> list[int]:
        """One for each place at which `WIDTH` words begin."""
        return [_hashed(self.words[n : n + WIDTH]) for n in range(len(self.words) - WIDTH + 1)]

    def passage(self, first: int, last: int) -> str:
        return self.said[self.spans[first][0] : self.spans[last][1]]


def text_of(said: str) -> Text:
    found = list(WORD.finditer(said))
    return Text(tuple(one[0].lower().replace("’", "'") for one in found), tuple(one.span() for one in found), said)


def _hashed(words: Iterable[str]) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode(), digest_size=7).digest(), "big")


def signature(shingles: Collection[int]) -> Signature:
    """The MinHash signature of a set: its least value under each of `PLACES` mixings. Of an empty set, the highest."""
    values = np.fromiter(set(shingles), dtype=np.uint64)
    if not values.size:
        return np.full(PLACES, np.iinfo(np.uint64).max, dtype=np.uint64)
    return np.array([_mixed(values, n).min() for n in range(PLACES)], dtype=np.uint64)


def _mixed(values: Signature, number: int) -> Signature:
    """SplitMix64 (Steele, Lea and Flood, 2014): the same for ever, since signatures are kept."""
    z = values + np.uint64(((number + 1) * 0x9E3779B97F4A7C15) % 2**64)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def resemblances(one: Signature, others: npt.NDArray[np.uint64]) -> npt.NDArray[np.float64]:
    """The estimated Jaccard resemblance of one set with each of others, given a row each."""
    return np.asarray((others == one).mean(axis=1), dtype=np.float64)


@dataclass(frozen=True)
class Passage:
    """What two texts share, as it stands in each: `here` in the later one, `there` in the earlier."""

    here: str
    there: str
    words: int


def passages(here: Text, there: Text, ignored: Collection[int] = ()) -> list[Passage]:
    """The stretches of `here` that stand in `there` too, edits within them included; what is `ignored` does not count."""
    places: dict[int, list[int]] = {}
    for place, shingle in enumerate(there.shingles()):
        places.setdefault(shingle, []).append(place)
    known = [None if one in ignored else places.get(one) for one in here.shingles()]
    found = (_as_passage(run, here, there) for run in _runs(known))
    return [one for one in found if one.words >= SHORTEST]


Pair = tuple[int, int]


def _runs(known: Sequence[Sequence[int] | None]) -> list[list[Pair]]:
    """Places in the one with places in the other, put together where both go on by a few words."""
    runs: list[list[Pair]] = []
    for place, others in enumerate(known):
        if not others:
            continue
        last = runs[-1][-1] if runs else None
        near = [one for one in others if last and 0 < one - last[1] <= WIDTH + GAP]
        if last and place - last[0] <= WIDTH + GAP and near:
            runs[-1].append((place, min(near)))
        else:
            runs.append([(place, others[0])])
    return runs


def _as_passage(run: Sequence[Pair], here: Text, there: Text) -> Passage:
    (first, other_first), (last, other_last) = run[0], run[-1]
    covered = {place + n for place, _ in run for n in range(WIDTH)}
    return Passage(
        here.passage(first, last + WIDTH - 1), there.passage(other_first, other_last + WIDTH - 1), len(covered)
    )
