"""JSON from outside, read without tricks."""

import json
from typing import Any

from guildmark.credentials.domain.contexts import Unsound


def parsed(text: str) -> dict[str, Any]:
    """JSON without tricks: one object, no name twice, no numbers that aren't."""
    try:
        found = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)
    except ValueError as error:
        raise Unsound(f"it is not JSON ({error})") from error
    if not isinstance(found, dict):
        raise Unsound("it is not a JSON object")
    return found


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise Unsound("it gives a name twice")
    return dict(pairs)


def _no_number(text: str) -> Any:
    raise Unsound(f"it holds {text}, which is no number")
