"""Whether somebody reads otherwise than they should, sheet by sheet in the order of time.

An exponentially weighted moving average (Roberts, Technometrics 1, 1959, 239–250) of standardised deviations: one’s own
sheet less the other sheets of the panel, or less the reference of an exemplar. Weight 0.2 and limits of 2.962 standard
deviations give a false alarm once in 500 sheets (Lucas and Saccucci, Technometrics 32, 1990, 1–12, table 1). The centre is
0, agreement with the others: a steady severity crosses the limits as a growing one does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

WEIGHT = 0.2
WIDTH = 2.962
LEAST_OF_ALL = 20  # sheets of a program below which their usual spread can't be told
LEAST_OF_ONE = 5  # sheets of one assessor before anything is said of them


@dataclass(frozen=True)
class Deviation:
    """A sheet: when it was sealed, and by how many levels its mean lies above that of the others, or of the reference."""

    moment: str
    ref: str
    value: float
    exemplar: bool = False


@dataclass(frozen=True)
class Point:
    """A sheet on the chart: the average up to it, and the limit then, in levels."""

    moment: str
    ref: str
    exemplar: bool
    value: float
    average: float
    limit: float

    @property
    def beyond(self) -> bool:
        return abs(self.average) > self.limit


@dataclass(frozen=True)
class Chart:
    """An assessor’s sheets since they last calibrated. Beyond: the latest average lies outside the limits."""

    points: tuple[Point, ...]

    @property
    def beyond(self) -> bool:
        return len(self.points) >= LEAST_OF_ONE and self.points[-1].beyond

    @property
    def average(self) -> float:
        return self.points[-1].average if self.points else 0.0


def spread_of(everybody: Mapping[int, Sequence[Deviation]]) -> float | None:
    """The usual spread of a sheet: the standard deviation around each assessor’s own mean, over all of them."""
    number = sum(len(sheets) for sheets in everybody.values())
    several = [sheets for sheets in everybody.values() if len(sheets) > 1]
    freedom = sum(len(sheets) - 1 for sheets in several)
    if number < LEAST_OF_ALL or not freedom:
        return None
    squares = 0.0
    for sheets in several:
        mean = sum(one.value for one in sheets) / len(sheets)
        squares += sum((one.value - mean) ** 2 for one in sheets)
    return sqrt(squares / freedom) or None


def chart(sheets: Sequence[Deviation], spread: float) -> Chart:
    """The chart of one assessor, oldest sheet first."""
    points = []
    average = 0.0
    for number, one in enumerate(sheets, start=1):
        average = WEIGHT * one.value + (1 - WEIGHT) * average
        limit = WIDTH * spread * sqrt(WEIGHT / (2 - WEIGHT) * (1 - (1 - WEIGHT) ** (2 * number)))
        points.append(Point(one.moment, one.ref, one.exemplar, one.value, average, limit))
    return Chart(tuple(points))
