"""What search finds of this room."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from guildmark.kernel.access import may
from guildmark.kernel.search import Hit
from guildmark.people.permissions import Can
from guildmark.people.queries.directory import directory_rows

MOST = 8


def search_people(viewer: Any, text: str, at: datetime) -> Sequence[Hit]:
    """The colleagues whose name, username or address holds every word of `text`."""
    if not may(viewer, Can.SEE_DIRECTORY, at=at):
        return []
    return [
        Hit(
            kind="person",
            title=row.name,
            url=reverse("people:person", args=[row.username]),
            detail=" · ".join(part for part in (row.function, row.unit, row.site) if part),
        )
        for row in directory_rows(viewer, {"q": text}, at=at, most=MOST)
    ]
