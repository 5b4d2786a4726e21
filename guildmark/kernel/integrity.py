"""Invariants that can be derived again from what is stored. Each room declares its own; `guildmark integrity` runs them all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Breach:
    """Something stored that does not follow from what it should follow from."""

    thing: str  # what is wrong, as its reference: "SUB-2041", "journal entry 17"
    sentence: str


Check = Callable[[], Iterator[Breach]]


@dataclass(frozen=True)
class Invariant:
    name: str  # `room.what`
    promise: str  # what always holds, as a sentence
    check: Check


INVARIANTS: dict[str, Invariant] = {}


def invariant(name: str, promise: str) -> Callable[[Check], Check]:
    """Declare an invariant; the decorated function yields a breach for each thing that breaks it."""

    def register(check: Check) -> Check:
        INVARIANTS[name] = Invariant(name, promise, check)
        return check

    return register


def breaches() -> Iterator[tuple[Invariant, list[Breach]]]:
    """Every invariant, by name, with what breaks it."""
    for name in sorted(INVARIANTS):
        yield INVARIANTS[name], list(INVARIANTS[name].check())
