"""Pictures as places: where to draw what, so that the template only draws."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from guildmark.calibration.domain.drift import Chart

LEFT, WIDTH, RIGHT, ROW = 170, 420, 16, 30
HALF = 4  # of a point
TALL, ACROSS = 150, 560


@dataclass(frozen=True)
class Interval:
    """What is to be drawn of one assessor, in levels."""

    label: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    words: str
    apart: bool


@dataclass(frozen=True)
class Mark:
    label: str
    words: str
    y: int
    x: int | None = None
    low: int = 0
    high: int = 0
    apart: bool = False

    @property
    def length(self) -> int:
        return self.high - self.low

    @property
    def text_y(self) -> int:
        return self.y + 4


@dataclass(frozen=True)
class Tick:
    x: int
    label: str


@dataclass(frozen=True)
class Picture:
    """Points with intervals on one scale, a line at 0, in the order given."""

    width: int
    height: int
    zero: int
    bottom: int
    marks: Sequence[Mark]
    ticks: Sequence[Tick]

    @property
    def start(self) -> int:
        return LEFT


def picture(rows: Sequence[Interval]) -> Picture:
    drawn = [abs(end) for one in rows for end in (one.low, one.high) if end is not None]
    most = max(1, ceil(max(drawn, default=Decimal(1)) * 2)) / 2

    def x(value: Decimal) -> int:
        return round(LEFT + (float(value) + most) / (2 * most) * WIDTH)

    marks = [_mark(one, 18 + number * ROW, x) for number, one in enumerate(rows)]
    bottom = 18 + len(rows) * ROW
    steps = [Decimal(str(-most)), Decimal(str(-most / 2)), Decimal(0), Decimal(str(most / 2)), Decimal(str(most))]
    ticks = [Tick(x(step), f"{step:+.2f}".rstrip("0").rstrip(".") if step else "0") for step in steps]
    return Picture(LEFT + WIDTH + RIGHT, bottom + 34, x(Decimal(0)), bottom, marks, ticks)


def _mark(one: Interval, y: int, x: Callable[[Decimal], int]) -> Mark:
    if one.value is None or one.low is None or one.high is None:
        return Mark(one.label, one.words, y)
    return Mark(one.label, one.words, y, x(one.value), x(one.low), x(one.high), one.apart)


@dataclass(frozen=True)
class Dot:
    x: int
    y: int
    ref: str
    moment: str
    value: str
    average: str
    limit: str
    exemplar: bool
    beyond: bool


@dataclass(frozen=True)
class ChartPicture:
    """A control chart: the sheets, their weighted average, and the limits, as lines of points."""

    width: int
    height: int
    zero: int
    dots: Sequence[Dot]
    average: str
    upper: str
    lower: str
    beyond: bool


def chart_picture(chart: Chart) -> ChartPicture:
    most = max(1.0, *(max(abs(one.value), one.limit) for one in chart.points)) * 1.05
    step = ACROSS / max(1, len(chart.points) - 1)

    def y(value: float) -> int:
        return round(TALL / 2 - value / most * TALL / 2)

    def line(values: Sequence[float]) -> str:
        return " ".join(f"{round(20 + number * step)},{y(value)}" for number, value in enumerate(values))

    return ChartPicture(
        width=ACROSS + 40,
        height=TALL,
        zero=y(0),
        dots=[
            Dot(round(20 + n * step), y(p.value), p.ref, p.moment[:10], f"{p.value:+.2f}", f"{p.average:+.2f}",
                f"{p.limit:.2f}", p.exemplar, p.beyond)
            for n, p in enumerate(chart.points)
        ],
        average=line([one.average for one in chart.points]),
        upper=line([one.limit for one in chart.points]),
        lower=line([-one.limit for one in chart.points]),
        beyond=chart.beyond,
    )  # fmt: skip
