"""A lifecycle is a tuple of moves. Guards, buttons and diagrams all read the same tuple."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, Permission, may

Objection = Callable[[Any, Actor, datetime], "str | Promise"]
"""Given the thing, who asks and when: why not, as a sentence; or an empty string."""


@dataclass(frozen=True)
class Move:
    """One arrow: what it is called, where it starts and leads, who may take it, what may stand against it."""

    verb: str | Promise
    sources: frozenset[str]
    target: str
    can: Permission
    objections: tuple[Objection, ...] = ()

    def decide(self, thing: Any, by: Actor, *, at: datetime) -> Decision:
        """Whether `by` may take this move with `thing` now, or the sentence that says why not."""
        if thing.state not in self.sources:
            state = thing.get_state_display()
            return Decision(format_lazy(_("You can’t {verb} it: it is {state}."), verb=self.verb, state=state))
        if not (allowed := may(by, self.can, thing, at=at)):
            return allowed
        for objection in self.objections if by is not SYSTEM else ():
            if reason := objection(thing, by, at):
                return Decision(reason)
        return YES


def offered(lifecycle: Iterable[Move], thing: Any, by: Actor, *, at: datetime) -> dict[Move, Decision]:
    """Every move that starts where the thing is, with its yes or no: what the buttons show."""
    return {move: move.decide(thing, by, at=at) for move in lifecycle if thing.state in move.sources}


def mermaid(lifecycle: Iterable[Move]) -> str:
    """The lifecycle as a Mermaid state diagram, for the generated reference."""
    arrows = [f"    {source} --> {m.target}: {m.verb}" for m in lifecycle for source in sorted(m.sources)]
    return "\n".join(["stateDiagram-v2", *arrows])
