"""Pictures as places in hundredths of their width, so that they fit a phone as well as a page; the template only draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from guildmark.calibration.domain.drift import Chart

EDGE = 3
"""What is left free beside the scale, so that a point at its end is seen whole."""
ROOM = 1.15
"""How much further than the outermost sheet the chart goes."""
FROM, TO = 7, 98


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
    """A point with its interval; without `x` where nothing can be told, which `words` say."""

    label: str
    words: str
    x: str = ""
    low: str = ""
    high: str = ""
    apart: bool = False


@dataclass(frozen=True)
class Tick:
    place: str
    label: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Picture:
    """Points with intervals on one scale, a line at 0, in the order given."""

    marks: Sequence[Mark]
    ticks: Sequence[Tick]


def picture(rows: Sequence[Interval]) -> Picture:
    drawn = [abs(end) for one in rows for end in (one.low, one.high) if end is not None]
    most = Decimal(max(1, ceil(max(drawn, default=Decimal(1)) * 2))) / 2
    steps = [-most, -most / 2, Decimal(0), most / 2, most]
    anchors = ("start", "middle", "middle", "middle", "end")
    ticks = [Tick(_across(step, most), _signed(step), anchor) for step, anchor in zip(steps, anchors, strict=True)]
    return Picture([_mark(one, most) for one in rows], ticks)


def _across(value: Decimal, most: Decimal) -> str:
    return f"{EDGE + (float(value) / float(most) + 1) / 2 * (100 - 2 * EDGE):.2f}%"


def _mark(one: Interval, most: Decimal) -> Mark:
    if one.value is None or one.low is None or one.high is None:
        return Mark(one.label, one.words)
    x, low, high = (_across(value, most) for value in (one.value, one.low, one.high))
    return Mark(one.label, one.words, x, low, high, one.apart)


def _signed(step: Decimal | int) -> str:
    return f"{step:+.2f}".rstrip("0").rstrip(".").replace("-", "−") if step else "0"


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    ref: str
    day: date
    value: str
    average: str
    limit: str
    exemplar: bool
    beyond: bool


@dataclass(frozen=True)
class ChartPicture:
    """A control chart: the sheets, their weighted average, and the limits, as lines of points in a square of 100."""

    dots: Sequence[Dot]
    ticks: Sequence[Tick]
    average: str
    upper: str
    lower: str
    beyond: bool


def chart_picture(chart: Chart) -> ChartPicture:
    most = max(1.0, *(max(abs(one.value), one.limit) for one in chart.points)) * ROOM
    step = (TO - FROM) / max(1, len(chart.points) - 1)

    def y(value: float) -> float:
        return round(50 - value / most * 50, 2)

    def line(values: Sequence[float]) -> str:
        return " ".join(f"{FROM + number * step:.2f},{y(value)}" for number, value in enumerate(values))

    dots = [
        Dot(f"{FROM + n * step:.2f}%", f"{y(p.value)}%", p.ref, date.fromisoformat(p.moment[:10]), f"{p.value:+.2f}",
            f"{p.average:+.2f}", f"{p.limit:.2f}", p.exemplar, p.beyond)
        for n, p in enumerate(chart.points)
    ]  # fmt: skip
    whole = range(-int(most), int(most) + 1)
    return ChartPicture(
        dots=dots,
        ticks=[Tick(f"{y(level)}%", _signed(level)) for level in whole],
        average=line([one.average for one in chart.points]),
        upper=line([one.limit for one in chart.points]),
        lower=line([-one.limit for one in chart.points]),
        beyond=chart.beyond,
    )
