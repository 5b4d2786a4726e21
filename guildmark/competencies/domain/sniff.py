"""Tells what format a file is in, and reads it."""

from typing import Any

from guildmark.competencies.domain.case_reading import read_case
from guildmark.competencies.domain.csv_reading import read_csv
from guildmark.competencies.domain.nice import read_nice
from guildmark.competencies.domain.package import Package
from guildmark.competencies.domain.problems import N_, refuse
from guildmark.competencies.domain.reading import decoded, parsed
from guildmark.competencies.domain.snowflake import read_snowflake

CASE_KEYS = {"CFDocument", "CFItems", "CFAssociations", "CFDefinitions"}


def read_package(content: bytes, *, name: str = "") -> Package:
    """The package in a file, whatever its format. Raises `Broken`, with every problem found, for a file that is none."""
    text = decoded(content)
    if text.lstrip()[:1] in ("{", "["):
        return read_tree(parsed(text))
    return read_csv(text, name=name)


def read_tree(tree: Any) -> Package:
    """The package in a JSON tree: CASE, NICE or a career framework."""
    if isinstance(tree, dict):
        if CASE_KEYS & tree.keys() or {"document", "items"} <= tree.keys():
            return read_case(tree)
        if _holds_nice(tree):
            return read_nice(tree)
        if isinstance(tree.get("tracks"), dict):
            return read_snowflake(tree)
    raise refuse(
        "$",
        N_(
            "this JSON is no framework: a CASE package has “CFDocument”, NICE “response.elements”, a career framework “tracks”."
        ),
    )


def _holds_nice(tree: dict[str, Any]) -> bool:
    response = tree.get("response")
    return isinstance(response, dict) and isinstance(response.get("elements"), dict)
