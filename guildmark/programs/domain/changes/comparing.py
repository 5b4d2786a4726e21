"""What changed between two versions, part by part."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from guildmark.programs.domain.changes.directions import direction
from guildmark.programs.domain.changes.parts import PROGRAM, Part, Place, parts
from guildmark.programs.domain.document.version import Document


class Kind(StrEnum):
    NEW = "new"
    DROPPED = "dropped"
    STRICTER = "stricter"
    LOOSER = "looser"
    OTHERWISE = "otherwise"
    MOVED = "moved"
    REWORDED = "reworded"


@dataclass(frozen=True)
class Change:
    """One thing that differs. `about` is the part in the later version, or in the earlier one where it is dropped.

    `title`, `task`: what part and task are called. `texts`: all that a new or dropped part says.
    """

    kind: Kind
    about: Part
    title: str
    task: str
    field: str = ""
    before: Any = None
    after: Any = None
    language: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Pair:
    old: dict[Place, Part]
    new: dict[Place, Part]
    was: dict[Place, Place]  # where a part of the new version stood in the old one
    language: str

    def called(self, part: Part) -> str:
        return part.called(self.language)

    def of(self, kind: Kind, part: Part, **told: Any) -> Change:
        found = next((one for one in (self.new, self.old) if part.place in one and one[part.place] is part), self.new)
        task = found[part.place[:2]] if part.task else None
        return Change(kind, part, self.called(part), self.called(task) if task else "", **told)


def changes(before: Document, after: Document) -> tuple[Change, ...]:
    """Everything that differs, in the order of the later version; what is dropped comes last."""
    old, new = parts(before), parts(after)
    pair = _Pair(old, new, _matched(old, new), after.language)
    return (*_in_new(pair), *_dropped(pair))


def _in_new(pair: _Pair) -> Iterator[Change]:
    for place, part in pair.new.items():
        if place in pair.was:
            yield from _between(pair, pair.old[pair.was[place]], part)
        elif part.under in pair.was:
            yield pair.of(Kind.NEW, part, texts=_texts(pair.new, part))


def _dropped(pair: _Pair) -> Iterator[Change]:
    still = set(pair.was.values())
    for place, part in pair.old.items():
        if place not in still and part.under in still:
            yield pair.of(Kind.DROPPED, part, texts=_texts(pair.old, part))


def _matched(old: dict[Place, Part], new: dict[Place, Part]) -> dict[Place, Place]:
    """Where each part stood. A criterion that left one task and is, under its key, in another alone, moved there."""
    was = {place: place for place in new if place in old}
    gone, come = (
        [place for place in one if place not in other and _is_criterion(place)] for one, other in _ways(old, new)
    )
    for place in come:
        same = [one for one in gone if one[-1] == place[-1]]
        if len(same) == 1 and Counter(one[-1] for one in come)[place[-1]] == 1:
            depth = len(place)
            below = [one for one in new if one[:depth] == place and (*same[0], *one[depth:]) in old]
            was |= {one: (*same[0], *one[depth:]) for one in below}
    return was


def _ways(old: dict[Place, Part], new: dict[Place, Part]) -> tuple[tuple[dict[Place, Part], dict[Place, Part]], ...]:
    return (old, new), (new, old)


def _is_criterion(place: Place) -> bool:
    return len(place) == 4 and place[2] == "criteria"


def _between(pair: _Pair, old: Part, new: Part) -> Iterator[Change]:
    if new.place != PROGRAM and pair.was.get(new.under or PROGRAM) != old.under:
        yield pair.of(Kind.MOVED, new, before=_name_of(pair.old, old, pair), after=_name_of(pair.new, new, pair))
    for name in [*new.demands, *(one for one in old.demands if one not in new.demands)]:
        was, now = old.demands.get(name), new.demands.get(name)
        if was != now:
            yield pair.of(Kind(direction(name, was, now)), new, field=name, before=was, after=now)
    for name in new.parts:
        if _order(pair, old, new, name):
            yield pair.of(Kind.MOVED, new, field=name)
    for language, name in sorted({*old.words, *new.words}, key=lambda one: (one[0] != pair.language, one)):
        said, says = old.words.get((language, name), ""), new.words.get((language, name), "")
        if said != says:
            yield pair.of(Kind.REWORDED, new, field=name, before=said, after=says, language=language)


def _name_of(parts: dict[Place, Part], part: Part, pair: _Pair) -> str:
    return pair.called(parts[part.under or PROGRAM])


def _order(pair: _Pair, old: Part, new: Part, name: str) -> bool:
    """Whether what both have comes in another order."""
    now = [pair.was[one] for one in new.parts[name] if pair.was.get(one) in old.parts.get(name, ())]
    return now != [one for one in old.parts.get(name, ()) if one in now]


def _texts(parts: dict[Place, Part], part: Part) -> tuple[str, ...]:
    """What the part and all below it say, in the language of the version."""
    below = [part, *(one for one in parts.values() if _is_below(parts, one, part))]
    return tuple(text for one in below for (_language, name), text in one.words.items() if text and name != "title")


def _is_below(parts: dict[Place, Part], part: Part, above: Part) -> bool:
    under = part.under
    while under is not None:
        if under == above.place:
            return True
        under = parts[under].under
    return False
