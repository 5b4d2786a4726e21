"""The palette is legible: each ink on each ground it lies on, in both themes (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[2] / "guildmark" / "kernel" / "static" / "ui"
TOKENS = (STYLES / "tokens.css").read_text()
PAIRS = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS)
COLOURS = {name: {"light": light, "dark": dark} for name, light, dark in PAIRS}

GROUNDS = ("paper", "sheet", "hover", "sunk")
READ = [(ink, ground, 4.5) for ink in ("ink", "ink-soft", "accent", "accent-deep") for ground in GROUNDS]
READ += [(name, f"{name}-wash", 4.5) for name in ("info", "good", "warn", "bad")]
READ += [(name, ground, 4.5) for name in ("bad", "warn") for ground in ("paper", "sheet")]
READ += [("on-accent", "accent", 4.5), ("on-accent", "accent-deep", 4.5), ("ink", "accent-wash", 4.5)]
READ += [("sheet", "bad", 4.5)]
SEEN = [(line, ground, 3.0) for line in ("line-strong", "focus") for ground in ("paper", "sheet")]


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), READ + SEEN)
def test_a_pair_can_be_told_apart(ink, ground, least, theme):
    found = contrast(COLOURS[ink][theme], COLOURS[ground][theme])
    assert found >= least, f"{ink} on {ground} in {theme}: {found:.2f}"


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.css")), ids=lambda p: p.name)
def test_only_tokens_name_colours(path):
    if path.name in ("tokens.css", "print.css"):
        return
    assert not re.findall(r"#[0-9a-f]{3,8}\b(?![^{]*\{)", re.sub(r'"[^"]*"', "", path.read_text())), path.name


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.css")), ids=lambda p: p.name)
def test_every_token_used_is_defined(path):
    text = path.read_text()
    everywhere = "".join(p.read_text() for p in STYLES.glob("*.css"))
    defined = set(re.findall(r"(--[a-z0-9-]+)\s*:", everywhere))
    with_default = set(re.findall(r"var\((--[a-z0-9-]+),", text))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", text)) - defined - with_default == set()
