"""Small facts about drafts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Removed:
    """What it takes to put a piece of evidence back."""

    kind: str
    title: str
    url: str
    blob_id: int | None
    about_id: int | None = None
