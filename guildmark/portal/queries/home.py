"""Home's three lists, put together from what each room says is somebody's turn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from guildmark.kernel.turns import Turn, Waiting
from guildmark.rooms import ROOMS

Turns = Callable[..., Iterable[Turn]]
THE_END = date.max
UNDATED = datetime.max.replace(tzinfo=UTC)


@cache
def rooms_with_turns() -> tuple[Turns, ...]:
    """Each room's `queries.turns(person, at=…)`, in the order in which work flows."""
    found = (offered(room, "turns") for room in ROOMS if room not in ("kernel", "portal"))
    return tuple(turns for turns in found if turns)


def offered(room: str, name: str) -> Callable[..., Any] | None:
    """The query of that name that a room offers, if it does."""
    module = f"guildmark.{room}.queries"
    return getattr(import_module(module), name, None) if find_spec(module) else None


@dataclass(frozen=True)
class Waits:
    """What waits on me (soonest due first), on others (longest first), and what comes up."""

    on_me: tuple[Turn, ...] = ()
    on_others: tuple[Turn, ...] = ()
    coming_up: tuple[Turn, ...] = ()

    @property
    def next(self) -> Turn | None:
        """The one thing to do first."""
        return self.on_me[0] if self.on_me else None

    @property
    def count_on_me(self) -> int:
        """How many things wait on me, those counted that share a line."""
        return sum(turn.count for turn in self.on_me)

    @property
    def nothing(self) -> bool:
        return not (self.on_me or self.on_others or self.coming_up)


def waits_for(person: Any, *, at: datetime) -> Waits:
    turns = [turn for room in rooms_with_turns() for turn in room(person, at=at)]

    def of(waiting: Waiting, key: Callable[[Turn], Any]) -> tuple[Turn, ...]:
        return tuple(sorted((turn for turn in turns if turn.waiting is waiting), key=key))

    return Waits(
        on_me=of(Waiting.ON_ME, lambda turn: (turn.due or THE_END, turn.since or UNDATED)),
        on_others=of(Waiting.ON_OTHERS, lambda turn: turn.since or UNDATED),
        coming_up=of(Waiting.COMING_UP, lambda turn: turn.due or THE_END),
    )
