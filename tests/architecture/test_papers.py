"""What the papers say of the house is what the house is."""

import re
from pathlib import Path

import pytest

from guildmark.rooms import ROOMS

ROOT = Path(__file__).parents[2]
PAPERS = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "STYLE.md", "CONTRIBUTING.md")]
PAPERS += sorted((ROOT / "docs").glob("**/*.md"))
MAKEFILE = (ROOT / "Makefile").read_text()


def test_the_picture_shows_the_rooms_in_order():
    picture = (ROOT / "ARCHITECTURE.md").read_text().split("```mermaid")[1].split("```")[0]
    assert tuple(re.findall(r'^    (\w+)\["', picture, re.MULTILINE)) == ROOMS
    chain = next(line for line in picture.splitlines() if "-->" in line)
    assert tuple(chain.replace(" ", "").split("-->")) == ROOMS


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(paper):
    for target in re.findall(r"\]\(([^)#:]+)\)", paper.read_text()):
        assert (paper.parent / target).exists(), f"{target} is not there"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_to_be_typed_exists(paper):
    text = paper.read_text()
    for target in re.findall(r"(?:^|`)make (\w[\w-]*)", text, re.MULTILINE):
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), f"make {target} does not exist"
    for file in re.findall(r"`((?:guildmark|tests|scripts|docs|simulation|config)/[\w./-]+\.\w+)`", text):
        assert (ROOT / file).exists(), f"{file} is not there"


def test_decisions_are_numbered_and_short():
    decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [f"{n:04d}" for n in range(1, len(decisions) + 1)]
    for path in decisions:
        text = path.read_text()
        assert text.startswith(f"# {int(path.name[:4])}. ")
        for part in ("**Context.**", "**Decision.**", "**Consequences.**"):
            assert part in text, f"{path.name} lacks {part}"
