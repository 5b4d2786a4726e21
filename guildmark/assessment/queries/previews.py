"""A file as it can be read in the page."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from guildmark.assessment.domain import previews
from guildmark.assessment.domain.uploads.names import ending_of
from guildmark.assessment.models import Evidence
from guildmark.assessment.queries.submissions import get_file
from guildmark.kernel import blobs
from guildmark.people.models import Person

LINES = frozenset({"txt", "md", "log", "json", "py", "sql", "r", "yaml", "yml", "toml", "ini"})
TABLES = frozenset({"csv", "tsv"})
BOOKS = frozenset({"xlsx", "ods"})
NOTEBOOKS = frozenset({"ipynb"})
PREVIEWED = LINES | TABLES | BOOKS | NOTEBOOKS


@dataclass(frozen=True)
class Preview:
    """One of these, or nothing where it is too large or can't be read."""

    piece: Evidence
    lines: previews.Lines | None = None
    tables: list[previews.Table] | None = None
    notebook: previews.Notebook | None = None
    too_large: bool = False


def has_preview(title: str) -> bool:
    return ending_of(title) in PREVIEWED


def get_preview(person: Person, pk: int, *, at: datetime) -> Preview:
    """What is in a file that this person may open, as far as it can be shown."""
    piece, blob = get_file(person, pk, at=at)
    ending = ending_of(piece.title)
    if ending not in PREVIEWED:
        raise Http404
    if blob.size > previews.LARGEST:
        return Preview(piece, too_large=True)
    with blobs.opened(blob) as file:
        content = file.read()
    if ending in BOOKS:
        return Preview(piece, tables=previews.sheets_of(content))
    if ending in TABLES:
        table = previews.csv_of(content)
        return Preview(piece, tables=[table] if table else None)
    if ending in NOTEBOOKS:
        return Preview(piece, notebook=previews.notebook_of(content))
    return Preview(piece, lines=previews.lines_of(content))
