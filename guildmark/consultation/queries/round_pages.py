"""A round as those read it who answer for its program: how far people are; once closed, what they say."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import IntegerChoices

from guildmark.consultation import lifecycle
from guildmark.consultation.domain.asked import Asked, minutes, unpacked
from guildmark.consultation.domain.content_validity import LEAST_TOLD, LEVEL
from guildmark.consultation.models import Clarity, Frequency, Importance, Rater, Rating, Reply, ValidationRound
from guildmark.kernel.access import Decision
from guildmark.people.models import Person

SCALES: tuple[tuple[str, type[IntegerChoices]], ...] = (
    ("importance", Importance),
    ("frequency", Frequency),
    ("clarity", Clarity),
)
LEAST = 1
"""The lowest answer of each scale; “I can’t say” lies outside."""


@dataclass(frozen=True)
class Bar:
    """A mean with its interval, as parts of the scale in percent; and which answer it lies nearest to."""

    name: str
    mean: float
    low: float
    high: float
    start: str
    width: str
    dot: str
    nearest: str
    number: int


@dataclass(frozen=True)
class ItemFound:
    """One indicator with what came of it. `figures` as they were kept; `comments` without names."""

    asked: Asked
    figures: Mapping[str, Any]
    bars: Sequence[Bar]
    comments: Sequence[str]
    reply: Reply | None

    @property
    def holds(self) -> bool | None:
        found = self.figures["agreement"]
        known = found["ratio"] is not None and found["critical"] is not None
        return found["ratio"] >= found["critical"] if known else None

    @property
    def parted(self) -> bool | None:
        """Whether functions differ in how much it matters; nothing where it can't be told."""
        chance = self.figures["differing"]
        return None if chance is None else chance <= LEVEL

    @property
    def share(self) -> int:
        found = self.figures["agreement"]
        return round(100 * found["essential"] / found["raters"]) if found["raters"] else 0

    @property
    def waits(self) -> bool:
        return bool(self.comments) and self.reply is None


@dataclass(frozen=True)
class RoundPage:
    raters: Sequence[Rater]
    functions: Sequence[tuple[str, int, int]]
    items: Sequence[ItemFound]
    asked: Sequence[Asked]
    minutes: int
    may_close: Decision
    may_ask: Decision
    least: int = LEAST_TOLD

    @property
    def here(self) -> int:
        return sum(one.handed_in_at is not None for one in self.raters)

    @property
    def held(self) -> int:
        return sum(one.holds is True for one in self.items)

    @property
    def open(self) -> int:
        return sum(one.holds is False for one in self.items)

    @property
    def waiting(self) -> int:
        return sum(one.waits for one in self.items)

    @property
    def can_tell(self) -> bool:
        return any(one.holds is not None for one in self.items)


def round_page(found: ValidationRound, person: Person, *, at: datetime) -> RoundPage:
    """Four queries; nothing of what was said before the round is closed."""
    raters = list(found.raters.select_related("person", "function", "site").order_by("person__name", "pk"))
    asked = unpacked(found.items)
    return RoundPage(
        raters=raters,
        functions=_functions(raters),
        items=() if found.is_open else _items(found, asked),
        asked=asked,
        minutes=minutes(len(asked)),
        may_close=lifecycle.may_close(found, person, at),
        may_ask=lifecycle.may_ask(found.version, person, at),
    )


def _functions(raters: Sequence[Rater]) -> list[tuple[str, int, int]]:
    """By function, how many were asked and how many have handed in."""
    asked = Counter(one.function.name for one in raters)
    here = Counter(one.function.name for one in raters if one.handed_in_at)
    return [(name, asked[name], here[name]) for name in sorted(asked)]


def _items(found: ValidationRound, asked: Sequence[Asked]) -> list[ItemFound]:
    """Those that people doubt first, then those that it can't be told of; comments in an order that tells nothing."""
    said = Rating.objects.filter(rater__round=found, rater__handed_in_at__isnull=False).exclude(comment="")
    comments: dict[str, list[str]] = defaultdict(list)
    for item, comment in said.order_by("comment").values_list("item", "comment"):
        comments[item].append(comment)
    replies = {one.item: one for one in found.replies.select_related("said_by")}
    rows = [
        ItemFound(one, found.figures[one.key], _bars(found.figures[one.key]), comments[one.key], replies.get(one.key))
        for one in asked
    ]
    order = {False: 0, None: 1, True: 2}
    return sorted(rows, key=lambda one: (order[one.holds], one.figures["agreement"]["ratio"] or 0))


def _bars(figures: Mapping[str, Any]) -> list[Bar]:
    return [_bar(name, scale, figures[name]) for name, scale in SCALES if figures[name]]


def _bar(name: str, scale: type[IntegerChoices], mean: Mapping[str, Any]) -> Bar:
    most = max(scale.values)

    def at(value: float) -> str:
        return f"{100 * (value - LEAST) / (most - LEAST):.2f}"

    nearest = str(scale(round(mean["mean"])).label)
    width = f"{100 * (mean['high'] - mean['low']) / (most - LEAST):.2f}"
    return Bar(
        name, mean["mean"], mean["low"], mean["high"], at(mean["low"]), width, at(mean["mean"]), nearest, mean["number"]
    )
