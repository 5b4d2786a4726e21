"""Reads career frameworks in the shape of Medium's “snowflake”: tracks with milestones, signals and examples.

A track becomes a competency, a milestone a proficiency level of it, a signal a performance indicator at that level.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from guildmark.competencies.domain.package import Association, Document, Item, Package, child_edge
from guildmark.competencies.domain.problems import N_, Findings

SNOWFLAKE = uuid5(NAMESPACE_URL, "https://github.com/Medium/snowflake")
KIND_OF_CATEGORY = {"A": "technical", "B": "behavioural", "C": "leadership", "D": "behavioural"}
COMPETENCY, LEVEL, INDICATOR = "Competency", "Proficiency level", "Indicator"


def read_snowflake(tree: Mapping[str, Any]) -> Package:
    """The package in a career framework's tree. Raises `Broken` with everything that is wrong with it."""
    found = Findings()
    for key, track in tree["tracks"].items():
        if not key.strip() or len(key) > 100:
            found.add("$.tracks", N_("“%(identifier)s” can't be an identifier."), identifier=key)
        _check_track(track, f"$.tracks.{key}", found)
    found.settle()
    document = Document(
        identifier=uuid5(SNOWFLAKE, "framework"),
        title="Snowflake career framework",
        creator=_said(tree.get("source"), "Medium")[:300],
        language="en",
        extras={"extensions": {"snowflake": {name: value for name, value in tree.items() if name != "tracks"}}},
    )
    items: list[Item] = []
    edges: list[Association] = []
    for item, parent in _nodes(tree["tracks"]):
        items.append(item)
        if parent:
            edges.append(child_edge(document.identifier, item.identifier, parent))
    return Package(document, tuple(items), tuple(edges), slug="snowflake")


def _nodes(tracks: Mapping[str, Any]) -> Iterator[tuple[Item, UUID | None]]:
    """Every item with its parent, in reading order."""
    for key, track in tracks.items():
        competency = _competency(key, track)
        yield competency, None
        for level, milestone in enumerate(track["milestones"], start=1):
            step = _level(key, level, milestone)
            yield step, competency.identifier
            for number, signal in enumerate(milestone.get("signals", ()), start=1):
                identifier = uuid5(SNOWFLAKE, f"{key}/{level}/{number}")
                yield Item(identifier, signal, item_type=INDICATOR, level=level), step.identifier


def _competency(key: str, track: Mapping[str, Any]) -> Item:
    rest = {name: value for name, value in track.items() if name not in {"displayName", "description", "milestones"}}
    return Item(
        identifier=uuid5(SNOWFLAKE, key),
        statement=track["description"],
        title=track["displayName"],
        code=key,
        item_type=COMPETENCY,
        kind=KIND_OF_CATEGORY.get(_said(track.get("category"), ""), "technical"),
        extras={"extensions": {"snowflake": rest}} if rest else {},
    )


def _level(key: str, level: int, milestone: Mapping[str, Any]) -> Item:
    rest = {name: value for name, value in milestone.items() if name not in {"summary", "signals"}}
    return Item(
        identifier=uuid5(SNOWFLAKE, f"{key}/{level}"),
        statement=milestone["summary"],
        code=f"{key}.{level}",
        item_type=LEVEL,
        level=level,
        extras={"extensions": {"snowflake": rest}} if rest else {},
    )


def _said(value: Any, otherwise: str) -> str:
    return value if isinstance(value, str) and value.strip() else otherwise


def _check_track(track: Any, where: str, found: Findings) -> None:
    if not isinstance(track, dict):
        found.add(where, N_("must be an object."))
        return
    for name in ("displayName", "description"):
        _check_text(track.get(name), f"{where}.{name}", found)
    milestones = track.get("milestones")
    if not isinstance(milestones, list) or len(milestones) > 99:
        found.add(f"{where}.milestones", N_("must be a list of at most 99 levels."))
        return
    for number, milestone in enumerate(milestones):
        _check_milestone(milestone, f"{where}.milestones[{number}]", found)


def _check_milestone(milestone: Any, where: str, found: Findings) -> None:
    if not isinstance(milestone, dict):
        found.add(where, N_("must be an object."))
        return
    _check_text(milestone.get("summary"), f"{where}.summary", found)
    signals = milestone.get("signals", [])
    if not isinstance(signals, list):
        found.add(f"{where}.signals", N_("must be a list of texts."))
        return
    for number, signal in enumerate(signals):
        _check_text(signal, f"{where}.signals[{number}]", found)


def _check_text(value: Any, where: str, found: Findings) -> None:
    if not isinstance(value, str) or not value.strip():
        found.add(where, N_("must be a text that says something."))
