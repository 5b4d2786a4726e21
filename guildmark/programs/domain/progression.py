"""The progression map: which program's credential opens which other, drawn from left to right."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

BOX_WIDTH, BOX_HEIGHT = 208, 72
GAP_ACROSS, GAP_DOWN = 72, 24
MARGIN = 4
LETTERS = 24
ALONE_IN_A_ROW = 4


@dataclass(frozen=True)
class Stop:
    """A program on the map. `requires`: the slugs of those that come before. `open`: one may apply today."""

    slug: str
    title: str
    requires: tuple[str, ...] = ()
    open: bool = True


@dataclass(frozen=True)
class Box:
    stop: Stop
    x: int
    y: int
    lines: tuple[str, ...]

    width = BOX_WIDTH
    height = BOX_HEIGHT

    @property
    def text_x(self) -> int:
        return self.x + 16

    @property
    def placed_lines(self) -> list[tuple[int, str]]:
        """Each line of the title with where its foot stands."""
        first = self.y + BOX_HEIGHT // 2 + 5 - 10 * (len(self.lines) - 1)
        return [(first + 20 * number, line) for number, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Arrow:
    earlier: Stop
    later: Stop
    path: str


@dataclass(frozen=True)
class Map:
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: int
    height: int


def drawn(stops: Sequence[Stop]) -> Map:
    """Boxes in columns, each program right of all that it requires, with arrows between them; below them, in rows,
    the programs that stand alone."""
    by_slug = {stop.slug: stop for stop in stops}
    asked = {slug for stop in stops for slug in stop.requires}
    ordered = sorted(stops, key=lambda stop: stop.title)
    joined = [stop for stop in ordered if stop.slug in asked or any(slug in by_slug for slug in stop.requires)]
    columns: dict[int, list[Stop]] = {}
    for stop in joined:
        columns.setdefault(_depth(stop, by_slug), []).append(stop)
    boxes = {
        stop.slug: _box(stop, column, row) for column, members in columns.items() for row, stop in enumerate(members)
    }
    below = max((len(members) for members in columns.values()), default=0)
    across = max(ALONE_IN_A_ROW, len(columns))
    for number, stop in enumerate(stop for stop in ordered if stop.slug not in boxes):
        boxes[stop.slug] = _box(stop, number % across, below + number // across)
    arrows = tuple(
        Arrow(by_slug[slug], stop, _path(boxes[slug], boxes[stop.slug]))
        for stop in joined
        for slug in stop.requires
        if slug in boxes and boxes[slug].x < boxes[stop.slug].x
    )
    width = max((box.x for box in boxes.values()), default=0) + BOX_WIDTH + MARGIN
    height = max((box.y for box in boxes.values()), default=0) + BOX_HEIGHT + MARGIN
    return Map(tuple(boxes.values()), arrows, width, height)


def _depth(stop: Stop, by_slug: dict[str, Stop]) -> int:
    """How many programs lie before this one on the longest road to it. A circle, which publication refuses, ends it."""

    def depth(one: Stop, passed: frozenset[str]) -> int:
        before = [by_slug[slug] for slug in one.requires if slug in by_slug and slug not in passed]
        return max((1 + depth(other, passed | {one.slug}) for other in before), default=0)

    return depth(stop, frozenset())


def _box(stop: Stop, column: int, row: int) -> Box:
    lines = textwrap.wrap(stop.title, LETTERS, max_lines=2, placeholder=" …")
    return Box(
        stop, MARGIN + column * (BOX_WIDTH + GAP_ACROSS), MARGIN + row * (BOX_HEIGHT + GAP_DOWN), tuple(lines) or ("…",)
    )


def _path(start: Box, end: Box) -> str:
    x1, y1 = start.x + BOX_WIDTH, start.y + BOX_HEIGHT // 2
    x2, y2 = end.x - 3, end.y + BOX_HEIGHT // 2
    bend = (x2 - x1) // 2
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
