"""The picture of a program’s badge: drawn from the program itself, the same wherever it is shown, typeset by typst.

A scalloped disc with interlaced waves; its colour and the number of its lobes follow from the program’s address, so that
two programs are told apart at the size of a favicon; the initials in the middle, the title beneath.
"""

import json
from functools import lru_cache
from hashlib import sha256
from math import cos, pi, sin
from pathlib import Path
from threading import Lock
from typing import Literal

import typst

HERE = Path(__file__).parent
SIZE = 512
MIDDLE, RIM, RING = SIZE / 2, 250.0, 205.0
COLOURS = ("#17594a", "#1f4e79", "#6b2d4f", "#8a4b12", "#3f4a8a", "#4f5d1c", "#7a2e2a", "#2c5c6b")
LOBES = (12, 16, 20, 24)
CREAM = "#fffdf7"
MINOR = frozenset({"a", "an", "and", "at", "de", "for", "in", "of", "on", "the", "to", "und", "van", "voor", "y"})
Kind = Literal["svg", "png"]
_one_at_a_time = Lock()


@lru_cache(maxsize=64)
def art(address: str, title: str, kind: Kind) -> bytes:
    """The badge of the program at `address`. `kind`: svg, its letters as outlines; png, 512 pixels square on nothing."""
    words = json.dumps({"initials": initials(title), "title": title}, ensure_ascii=False)
    with _one_at_a_time:
        made = typst.compile(
            input=HERE / "badge.typ",
            root=HERE,
            format=kind,
            ppi=72.0,
            sys_inputs={"words": words, "disc": disc(address)},
        )
    assert isinstance(made, bytes)
    return made


def initials(title: str) -> str:
    """Up to three, of the words that carry meaning: “Lead of the Region” is LR."""
    words = [word for word in title.split() if word[0].isalnum() and word.lower() not in MINOR]
    return "".join(word[0] for word in words[:3]).upper() or title[:1].upper()


def disc(address: str) -> str:
    """The disc without words, as SVG."""
    drawn = sha256(address.encode()).digest()
    colour, lobes = COLOURS[drawn[0] % len(COLOURS)], LOBES[drawn[1] % len(LOBES)]
    waves = "".join(_wave(lobes, phase) for phase in (0.0, pi / 3, 2 * pi / 3, pi, 4 * pi / 3, 5 * pi / 3))
    circles = "".join(_circle(radius, width) for radius, width in ((RING - 1, 3.0), (RIM - 14, 1.5)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" fill="none" stroke="{CREAM}">'
        f'<polygon points="{_rim(lobes)}" fill="{colour}" stroke="none"/>{waves}{circles}</svg>'
    )


def _rim(lobes: int) -> str:
    return _round(lambda angle: RIM - 7 * abs(sin(lobes * angle / 2)))


def _wave(lobes: int, phase: float) -> str:
    middle, swing = (RING + RIM - 14) / 2, (RIM - 14 - RING) / 2 - 3
    points = _round(lambda angle: middle + swing * sin(2 * lobes * angle + phase))
    return f'<polygon points="{points}" stroke-width="1" stroke-opacity="0.7"/>'


def _circle(radius: float, width: float) -> str:
    return f'<circle cx="{MIDDLE:g}" cy="{MIDDLE:g}" r="{radius:g}" stroke-width="{width:g}"/>'


def _round(reach: object, steps: int = 720) -> str:
    assert callable(reach)
    angles = [step * 2 * pi / steps for step in range(steps)]
    return " ".join(
        f"{MIDDLE + reach(angle) * sin(angle):.1f},{MIDDLE - reach(angle) * cos(angle):.1f}" for angle in angles
    )
