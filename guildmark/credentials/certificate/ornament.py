"""What a certificate is adorned with, drawn by calculation: the guilloche of its frame, and the seal."""

import re
from functools import cache
from math import cos, pi, sin
from pathlib import Path

WIDTH, HEIGHT = 297.0, 210.0  # A4, landscape, in millimetres
INSET, BAND = 12.0, 3.1  # where the middle of the band runs, and how far its waves swing
GREEN, PAPER = "#17594a", "#fffdf7"
SEAL = Path(__file__).parents[2] / "kernel" / "static" / "ui" / "seal.svg"


@cache
def frame() -> str:
    """Paper with a frame of interlaced waves between hairlines."""
    lines = "".join(_wave(phase, 0.16) for phase in (0, pi / 3, 2 * pi / 3, pi, 4 * pi / 3, 5 * pi / 3))
    rules = "".join(
        _box(INSET + offset, width) for offset, width in ((-BAND - 1.1, 0.5), (BAND + 0.9, 0.22), (BAND + 1.9, 0.12))
    )
    corners = "".join(_rosette(x, y) for x in (INSET, WIDTH - INSET) for y in (INSET, HEIGHT - INSET))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" fill="none" stroke="{GREEN}">'
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="{PAPER}" stroke="none"/>{lines}{rules}{corners}</svg>'
    )


def _rosette(x: float, y: float) -> str:
    """A flower of turned petals on a disc of paper, where two sides meet."""
    petals = []
    for turn in range(5):
        points = []
        for step in range(96):
            angle = step * 2 * pi / 96
            reach = 4.6 * (0.62 + 0.38 * cos(6 * angle + turn * pi / 5))
            points.append(f"{x + reach * cos(angle):.2f},{y + reach * sin(angle):.2f}")
        petals.append(f'<polygon points="{" ".join(points)}" stroke-width="0.16"/>')
    disc = f'<circle cx="{x:g}" cy="{y:g}" r="6.2" fill="{PAPER}" stroke-width="0.5"/>'
    return f'{disc}<circle cx="{x:g}" cy="{y:g}" r="5.4" stroke-width="0.15"/>{"".join(petals)}'


def _box(inset: float, width: float) -> str:
    return (
        f'<rect x="{inset:g}" y="{inset:g}" width="{WIDTH - 2 * inset:g}" height="{HEIGHT - 2 * inset:g}" '
        f'stroke-width="{width:g}"/>'
    )


def _wave(phase: float, width: float) -> str:
    """One closed wave around the sheet: it swings across the band a whole number of times on each side."""
    points = []
    for along, (x, y, nx, ny) in _around():
        swing = BAND * sin(along * 2 * pi / 9.1 + phase) * (0.72 + 0.28 * cos(along * 2 * pi / 27.3))
        points.append(f"{x + nx * swing:.2f},{y + ny * swing:.2f}")
    return f'<polygon points="{" ".join(points)}" stroke-width="{width:g}" stroke-opacity="0.75"/>'


def _around(step: float = 1.1) -> list[tuple[float, tuple[float, float, float, float]]]:
    """Points along the middle of the band, with the distance covered and the direction outwards."""
    wide, high = WIDTH - 2 * INSET, HEIGHT - 2 * INSET
    sides = (
        (wide, lambda t: (INSET + t, INSET, 0.0, -1.0)),
        (high, lambda t: (WIDTH - INSET, INSET + t, 1.0, 0.0)),
        (wide, lambda t: (WIDTH - INSET - t, HEIGHT - INSET, 0.0, 1.0)),
        (high, lambda t: (INSET, HEIGHT - INSET - t, -1.0, 0.0)),
    )
    found, covered = [], 0.0
    for length, place in sides:
        steps = round(length / step)
        period = round(length / 9.1) * 9.1 / length  # stretches the wave so that corners meet
        found += [(covered + n * length / steps * period, place(n * length / steps)) for n in range(steps)]
        covered += length * period
    return found


@cache
def seal() -> str:
    """The seal of the kit as a picture of its own."""
    found = re.search(r'<symbol id="seal" (viewBox="[^"]+")[^>]*>(.*?)</symbol>', SEAL.read_text(), re.DOTALL)
    assert found is not None
    style = f'fill="none" stroke="{GREEN}" stroke-linejoin="round" stroke-linecap="round"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {found[1]} {style}>{found[2]}</svg>'
