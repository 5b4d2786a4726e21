"""Which earlier work a text should be laid beside, for a person to read."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from guildmark.originality.domain.shingles import Passage, Signature, Text, passages, resemblances

NEAREST = 100
"""So many earlier texts are looked at closely."""
LEAST_RESEMBLANCE = 0.02
LEAST_WORDS = 40
"""Words in shared passages below which nothing is laid before anybody."""
COMMON_TO = 5
COMMON_SHARE = 0.2
"""A shingle that so many of the nearest have, of whom so large a share, is how this task is written about."""


@dataclass(frozen=True)
class Match:
    """An earlier submission with the passages shared."""

    submission: int
    passages: tuple[Passage, ...]

    @property
    def words(self) -> int:
        return sum(one.words for one in self.passages)


def nearest(one: Signature, earlier: Mapping[int, Signature]) -> list[int]:
    """The earlier submissions that resemble it most, if they do at all."""
    if not earlier:
        return []
    keys = list(earlier)
    found = resemblances(one, np.stack([earlier[key] for key in keys]))
    order = sorted(range(len(keys)), key=lambda n: (-found[n], keys[n]))
    return [keys[n] for n in order[:NEAREST] if found[n] >= LEAST_RESEMBLANCE]


def matches(here: Text, earlier: Mapping[int, Text], quoted: Collection[int]) -> list[Match]:
    """The earlier texts that share enough with it, most first. What is `quoted` from the task, and what many write
    alike, does not count."""
    ignored = frozenset(quoted) | _common(list(earlier.values()))
    found = [Match(key, tuple(passages(here, there, ignored))) for key, there in earlier.items()]
    return sorted((one for one in found if one.words >= LEAST_WORDS), key=lambda one: (-one.words, one.submission))


def _common(texts: Sequence[Text]) -> frozenset[int]:
    counted = Counter(shingle for text in texts for shingle in set(text.shingles()))
    least = max(COMMON_TO, COMMON_SHARE * len(texts))
    return frozenset(shingle for shingle, count in counted.items() if count >= least)
