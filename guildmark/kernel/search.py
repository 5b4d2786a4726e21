"""Search, behind one port: each room answers for what it keeps, within what the person may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guildmark.kernel.ports import Port


@dataclass(frozen=True)
class Hit:
    """Something found: ready to show, best first within its kind."""

    kind: str
    title: str
    url: str
    detail: str = ""


SEARCH: Port[[Any, str, datetime], Sequence[Hit]] = Port("what of yours matches this text, that this person may see?")


def search(person: Any, text: str, *, at: datetime) -> list[Hit]:
    """Everything that matches `text` and that `person` may see. Under two characters finds nothing."""
    wanted = " ".join(text.split())
    if len(wanted) < 2:
        return []
    return [hit for hits in SEARCH.ask(person, wanted, at) for hit in hits]
