"""What the assignment of panels takes and gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

Pair = tuple[int, int]
"""Two judges by key, the smaller first."""


@dataclass(frozen=True)
class Judge:
    """Somebody qualified: their job function, how many seats they have open, and how many they may have; where they
    work, how long they have been there (a band), and with whom their marks can be compared (`circle`): those with whom
    a chain of common panels links them."""

    key: int
    function: str
    load: int = 0
    cap: int = 8
    site: str = ""
    tenure: int = 0
    circle: int = 0

    @property
    def room(self) -> int:
        return max(self.cap - self.load, 0)


@dataclass(frozen=True)
class Case:
    """A panel to fill.

    `seats`: how many to seat now. `functions`: how many different job functions the whole panel needs. `staying`: job
    functions of those who keep their seats, `members` who they are. `eligible`: who is qualified for it. `barred`: those
    of them who can't judge this case, each with the kind of reason. `repeats`: how often somebody met this candidate
    before. `avoided`: who had better not, where others can. `reserved`: by what is wanted, who could give it, where
    nobody who stays does. `waited`: days.
    """

    key: int
    seats: int
    functions: int = 1
    staying: tuple[str, ...] = ()
    members: tuple[int, ...] = ()
    eligible: frozenset[int] = frozenset()
    barred: Mapping[int, str] = field(default_factory=dict)
    repeats: Mapping[int, int] = field(default_factory=dict)
    avoided: frozenset[int] = frozenset()
    reserved: Mapping[str, frozenset[int]] = field(default_factory=dict)
    waited: int = 0


@dataclass(frozen=True)
class Problem:
    """`together`: how often two judges sat on one panel lately."""

    cases: tuple[Case, ...]
    judges: tuple[Judge, ...]
    seed: int = 0
    together: Mapping[Pair, int] = field(default_factory=dict)
    limit: float = 20.0

    @cached_property
    def judge(self) -> dict[int, Judge]:
        return {judge.key: judge for judge in self.judges}

    def candidates(self, case: Case) -> list[Judge]:
        """Who may take a seat on this case: eligible, not barred, with room for one more; by key."""
        keys = sorted(case.eligible - case.barred.keys())
        return [self.judge[key] for key in keys if key in self.judge and self.judge[key].room]


@dataclass(frozen=True)
class Assignment:
    """The judges seated on each case, by key. `gap`: how far below the best it may be at most, where the time for the
    search ran out."""

    seated: Mapping[int, tuple[int, ...]]
    gap: float = 0.0


class Binding(StrEnum):
    """The constraint that can't be kept."""

    QUALIFIED = "qualified"  # too few people are qualified at all
    BARRED = "barred"  # enough are qualified, too few of them may judge this case
    LOAD = "load"  # enough may, too few have room
    FUNCTIONS = "functions"  # enough have room, of too few job functions
    RESERVED = "reserved"  # enough have room, nobody of them may take a seat that is reserved
    TOGETHER = "together"  # each case could be filled alone; all of them at once can't


@dataclass(frozen=True)
class Explanation:
    """Which constraint binds on a case, how much is needed and there, and the figures a sentence is made of.

    `barred` counts those who can't judge, by kind of reason; `full` those at their cap; `present` the job functions
    that could be on the panel; `wanted` what a reserved seat asks for. `more`: how many more would mend it.
    """

    case: int
    binding: Binding
    needed: int
    available: int
    qualified: int
    barred: Mapping[str, int]
    full: int
    present: tuple[str, ...]
    wanted: str = ""

    @property
    def more(self) -> int:
        return self.needed - self.available


@dataclass(frozen=True)
class Infeasible:
    explanations: tuple[Explanation, ...]


@dataclass(frozen=True)
class Formed:
    """What could be seated, and why the rest could not."""

    assignment: Assignment
    unfilled: tuple[Explanation, ...] = ()
