"""Where judges would draw the line, on the scale of the levels, above the sheets that were sealed: places to draw at."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

WIDTH, EDGE = 480, 22
LABEL, DOT, UNDER, GAP = 18, 12, 16, 14
BINS, TALL = 4, 84
"""Bars a level, and the height of the highest."""


@dataclass(frozen=True)
class Row:
    """What one round or the work on the border says. `kind`: round, works. `number`: of the round, or of the works."""

    kind: str
    number: int
    cut: Decimal | None
    error: Decimal | None
    cuts: Sequence[Decimal]


@dataclass(frozen=True)
class Point:
    x: int
    y: int


@dataclass(frozen=True)
class RowDrawn:
    row: Row
    label_y: int
    dots: Sequence[Point]
    y: int
    x: int
    low: int
    high: int


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    width: int
    height: int
    low: Decimal
    high: Decimal
    number: int


@dataclass(frozen=True)
class Tick:
    x: int
    level: int


@dataclass(frozen=True)
class StandardPicture:
    """`band`: one standard error to both sides of what the last round recommends. `bars`: none where sheets are few."""

    height: int
    floor: int
    label_y: int
    rows: Sequence[RowDrawn]
    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    band: tuple[int, int] | None
    chosen: int | None
    sheets: int

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def ticks_y(self) -> int:
        return self.floor + 20


def standard_picture(
    rows: Sequence[Row], totals: Sequence[Fraction], *, top: int, chosen: Decimal | None, least: int = 10
) -> StandardPicture:
    def x(level: Decimal) -> int:
        within = min(max(float(level), 1), top)
        return round(EDGE + (within - 1) / (top - 1) * (WIDTH - 2 * EDGE))

    drawn, y = [], 4
    for row in rows:
        one = _row(row, y, x)
        drawn.append(one)
        y = one.y + GAP
    bars = _bars(totals, y + LABEL + TALL + 8, top, x) if len(totals) >= least else []
    bottom = y + LABEL + TALL + 8 if bars else y + 4
    judged = [one for one in drawn if one.row.kind == "round"]
    return StandardPicture(
        height=bottom + 28,
        floor=bottom,
        label_y=y + LABEL - 2,
        rows=drawn,
        bars=bars,
        ticks=[Tick(x(Decimal(level)), level) for level in range(1, top + 1)],
        band=(judged[-1].low, judged[-1].high - judged[-1].low) if judged else None,
        chosen=None if chosen is None else x(chosen),
        sheets=len(totals),
    )


def _row(row: Row, y: int, x: Callable[[Decimal], int]) -> RowDrawn:
    """The label, beneath it a dot a judge (those at one place above each other), beneath them the mean and its error."""
    at = Counter(row.cuts)
    base = y + LABEL + DOT * max(at.values(), default=0)
    dots = [Point(x(cut), base - DOT * step) for cut, number in sorted(at.items()) for step in range(number)]
    cut, error = row.cut or Decimal(1), row.error or Decimal(0)
    return RowDrawn(row, y + LABEL - 4, dots, base + UNDER, x(cut), x(cut - error), x(cut + error))


def _bars(totals: Sequence[Fraction], base: int, top: int, x: Callable[[Decimal], int]) -> list[Bar]:
    """The sheets by quarters of a level; those at the top stand in the last quarter below it."""
    last = (top - 1) * BINS - 1
    counted = Counter(min(last, floor((total - 1) * BINS)) for total in totals)
    highest = max(counted.values())
    bars = []
    for step, number in sorted(counted.items()):
        low, high = Decimal(1) + Decimal(step) / BINS, Decimal(1) + Decimal(step + 1) / BINS
        tall = max(2, round(TALL * number / highest))
        bars.append(Bar(x(low) + 1, base - tall, x(high) - x(low) - 2, tall, low, high, number))
    return bars
