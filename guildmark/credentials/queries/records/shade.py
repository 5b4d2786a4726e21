"""Which entries must be withheld besides the secret ones, since they would let those be guessed.

An entry has no salt of its own, so whoever knows all but one thing about it can try until its hash fits. What happened in
the same moment tells its time to the microsecond; and a proof holds the hashes of what stands beside its entry. Where such
a hash covers one secret entry and otherwise only entries that are told, the entry with that proof is withheld too.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from guildmark.kernel.merkle import split_of


def of_the_moment(times: Mapping[int, datetime], secret: Collection[int]) -> set[int]:
    """The entries written in the same moment as a secret one."""
    moments = {times[pk] for pk in secret}
    return {pk for pk, at in times.items() if at in moments}


def shaded(places: Mapping[int, int], secret: Collection[int], withheld: Collection[int], size: int) -> set[int]:
    """Of the entries at these places in a journal of `size`, those to be withheld for the sake of the secret ones: as
    few as it takes, the nearest first. `withheld` are so already, for whatever reason."""
    hidden = sorted(places[pk] for pk in secret if pk in places)
    told = {place: pk for pk, place in places.items() if pk not in withheld}
    found = set()
    while near := min(_giving_away(sorted(told), hidden, size), default=None):
        found.add(told.pop(near[1]))
    return found


def _giving_away(told: list[int], hidden: list[int], size: int) -> Iterator[tuple[int, int]]:
    """Each told place with a step in its proof that covers exactly one entry which isn't told, and that is a secret
    one; with how much the step covers."""
    for place in told:
        for start, end in _steps(place, size):
            if _within(hidden, start, end) == 1 and end - start - _within(told, start, end) == 1:
                yield end - start, place


def _within(places: list[int], start: int, end: int) -> int:
    return bisect_left(places, end) - bisect_left(places, start)


def _steps(place: int, size: int) -> Iterator[tuple[int, int]]:
    """What each hash of an inclusion proof covers (RFC 9162, section 2.1.3.1)."""
    start, end = 0, size
    while end - start > 1:
        middle = start + split_of(end - start)
        if place < middle:
            yield middle, end
            end = middle
        else:
            yield start, middle
            start = middle
