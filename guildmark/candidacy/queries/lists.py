"""Lists of candidacies: one's own, and those of the programs one answers for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from guildmark.candidacy.models import LIVE, Candidacy, State
from guildmark.candidacy.queries.reading import along, overseen
from guildmark.people.models import Person

TONES: Mapping[str, str] = {
    State.APPLIED: "info",
    State.ADMITTED: "info",
    State.IN_PROGRESS: "info",
    State.AWAITING_DECISION: "warn",
    State.PAUSED: "neutral",
    State.CERTIFIED: "good",
    State.NOT_YET_CERTIFIED: "warn",
    State.NOT_ADMITTED: "neutral",
    State.WITHDRAWN: "neutral",
}
SORTS: Mapping[str, Sequence[str]] = {
    "applied": ("applied_at", "pk"),
    "-applied": ("-applied_at", "-pk"),
    "person": ("person__name", "pk"),
    "-person": ("-person__name", "-pk"),
    "program": ("program__title", "person__name", "pk"),
    "-program": ("-program__title", "person__name", "pk"),
}

# Who waits for an answer, the longest first; then everyone on the way, then what has ended, the latest first.
WAITING_FIRST: tuple[Combinable | str, ...] = (
    Case(When(state=State.APPLIED, then=Value(0)), When(state__in=LIVE, then=Value(1)), default=Value(2)),
    Case(When(state=State.APPLIED, then=F("applied_at"))),
    *SORTS["-applied"],
)


@dataclass(frozen=True)
class Row:
    """A candidacy in a list. `met`: how many requirements are met so far."""

    pk: int
    ref: str
    person: str
    program: str
    slug: str
    version: str
    period: int
    state: str
    state_words: str
    tone: str
    applied_at: datetime
    settled_at: datetime | None
    completed_at: datetime | None
    ended_at: datetime | None
    met: int

    @property
    def is_application(self) -> bool:
        return self.state == State.APPLIED


def my_candidacies(person: Person) -> list[Row]:
    """All of one's own, live ones first, then the latest."""
    rows = _rows(Candidacy.objects.filter(person_id=person.pk).order_by("-applied_at", "-pk"))
    return sorted(rows, key=lambda row: row.state not in LIVE)


def board(
    person: Person, *, state: str = "", program: str = "", text: str = "", sort: str = "", at: datetime
) -> QuerySet[Candidacy]:
    """The candidacies in this person's programs that match; give a page of them to `rows`."""
    found = overseen(person, at=at)
    if state == "live":
        found = found.filter(state__in=LIVE)
    elif state:
        found = found.filter(state=state)
    if program:
        found = found.filter(program__slug=program)
    for word in text.split():
        found = found.filter(Q(person__name__icontains=word) | Q(program__title__icontains=word))
    return found.order_by(*SORTS[sort]) if sort in SORTS else found.order_by(*WAITING_FIRST)


def rows(candidacies: Any) -> list[Row]:
    """The rows of a list: one query."""
    return _rows(candidacies)


def programs_overseen(person: Person, *, at: datetime) -> list[tuple[str, str]]:
    """The programs that occur in this person's list, as (slug, title)."""
    found = overseen(person, at=at).order_by("program__title").values_list("program__slug", "program__title")
    return list(found.distinct())


def _rows(candidacies: QuerySet[Candidacy]) -> list[Row]:
    counted = along(candidacies).annotate(met_count=Count("fulfilments__node_key", distinct=True))
    return [
        Row(
            pk=one.pk,
            ref=one.ref,
            person=one.person.name,
            program=one.program.title,
            slug=one.program.slug,
            version=one.version.number,
            period=one.period,
            state=one.state,
            state_words=one.get_state_display(),
            tone=TONES[one.state],
            applied_at=one.applied_at,
            settled_at=one.settled_at,
            completed_at=one.completed_at,
            ended_at=one.ended_at,
            met=one.met_count,
        )
        for one in counted
    ]
