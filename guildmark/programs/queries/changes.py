"""Two versions side by side, as a page shows them."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from guildmark.people.models import Person
from guildmark.programs.domain.changes import Change, Kind, Piece, changes, pieces
from guildmark.programs.domain.document import Digests, Document, digests
from guildmark.programs.models import ProgramVersion
from guildmark.programs.queries.documents import document_of
from guildmark.programs.queries.versions import get_version


@dataclass(frozen=True)
class Line:
    """One change, and its two texts as one where it is of words."""

    change: Change

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return pieces(self.change.before, self.change.after) if self.change.kind is Kind.REWORDED else ()


@dataclass(frozen=True)
class Section:
    """What changed in one task, in the requirements, or in what the version says as a whole."""

    kind: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Beside:
    """A later version and an earlier one, with all that differs."""

    before: Document
    after: Document

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return changes(self.before, self.after)

    @property
    def counts(self) -> list[tuple[Kind, int]]:
        """How many changes there are of each kind, those of weight first."""
        found = Counter(one.kind for one in self.changes)
        return [(kind, found[kind]) for kind in Kind if found[kind]]

    @property
    def sections(self) -> list[Section]:
        found: dict[tuple[str, str], list[Line]] = {}
        for one in self.changes:
            kind = one.about.place[0] if one.about.place else ""
            found.setdefault((kind, one.task), []).append(Line(one))
        ordered = sorted(found.items(), key=lambda item: ("", "requirements", "tasks").index(item[0][0]))
        return [Section(kind, title, tuple(lines)) for (kind, title), lines in ordered]

    @property
    def digests(self) -> list[tuple[str, str, str]]:
        """Name, digest before and digest after."""
        old, new = digests(self.before), digests(self.after)
        return [(name, getattr(old, name), getattr(new, name)) for name in Digests.__dataclass_fields__]


def beside(before: ProgramVersion, after: ProgramVersion) -> Beside:
    return Beside(document_of(before), document_of(after))


def get_pair(
    person: Person, slug: str, number: str, since: str, *, at: datetime
) -> tuple[ProgramVersion, ProgramVersion]:
    """Two versions of a program, if the person may read both; otherwise there is no such page."""
    return get_version(person, slug, since, at=at), get_version(person, slug, number, at=at)
