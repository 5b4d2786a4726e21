"""The docket: candidacies that await a decision, and what lies before the committee."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import ngettext

from guildmark.assessment.models import Submission
from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.credentials.lifecycle import Ties
from guildmark.credentials.permissions import Can
from guildmark.kernel.access import Decision, Reach, ensure, may, reach
from guildmark.kernel.prepared import prepared
from guildmark.people.models import Person
from guildmark.programs.models import Program

SORTS = {"since": ("completed_at", "pk"), "candidate": ("person__name", "pk"), "program": ("program__title", "pk")}
PER_PAGE = 25
SHOWN = (
    "state", "person_id", "person__name", "program_id", "program__title", "version_id", "version__title",
    "version__number", "completed_at",
)  # fmt: skip


@dataclass(frozen=True)
class Item:
    """A candidacy on the docket, with what came of its work and whether the reader may decide on it."""

    pk: int
    ref: str
    name: str
    title: str
    number: int
    since: datetime | None
    tasks_met: int
    adjudicated: int
    not_yet: int
    may_decide: Decision

    @property
    def met_in_words(self) -> str:
        return ngettext("%(n)s task met", "%(n)s tasks met", self.tasks_met) % {"n": self.tasks_met}

    @property
    def remarks(self) -> list[str]:
        """What else came of the work, where there is something to say."""
        said = []
        if n := self.adjudicated:
            said.append(ngettext("%(n)s settled by adjudication", "%(n)s settled by adjudication", n) % {"n": n})
        if n := self.not_yet:
            said.append(
                ngettext("%(n)s earlier attempt not yet met", "%(n)s earlier attempts not yet met", n) % {"n": n}
            )
        return said


def docket_page(person: Person, *, text: str, program: str, sort: str, page: Any, at: datetime) -> Page[Item]:
    """One page of the docket: the candidacies within this person's reach, and how many there are."""
    ensure(may(person, Can.SEE_DOCKET, at=at))
    within = reach(person, Can.SEE_DOCKET, at=at)
    sort = sort if sort.removeprefix("-") in SORTS else ""
    found: Any
    if text or program:
        found = Paginator(_shown(_waiting(within, text, program), sort), PER_PAGE).get_page(page)
        rows = found.object_list
    else:
        found = Paginator(range(sum(_how_many_wait(within=within))), PER_PAGE).get_page(page)
        rows = _rows_from(within=within, sort=sort, place=(found.number - 1) * PER_PAGE)
    found.object_list = _items(rows, person, at)
    return cast(Page[Item], found)


def docket(
    person: Person, *, text: str = "", program: str = "", sort: str = "", most: int | None = None, at: datetime
) -> list[Item]:
    """The whole docket, or its first `most`; the longest waiting first, unless sorted otherwise."""
    ensure(may(person, Can.SEE_DOCKET, at=at))
    waiting = _shown(_waiting(reach(person, Can.SEE_DOCKET, at=at), text, program), sort)
    return _items(waiting[:most], person, at)


@prepared
def _how_many_wait(*, within: Reach) -> QuerySet[Candidacy, int]:
    by_state = _waiting(within).order_by().values("state")
    return by_state.annotate(count=Count("pk")).values_list("count", flat=True)


@prepared
def _rows_from(*, within: Reach, sort: str, place: int) -> QuerySet[Candidacy]:
    return _shown(_waiting(within), sort)[place : place + PER_PAGE]


def _waiting(within: Reach, text: str = "", program: str = "") -> QuerySet[Candidacy]:
    found = Candidacy.objects.filter(within.where(program="program_id"), state=CandidacyState.AWAITING_DECISION)
    if text:
        found = found.filter(Q(person__name__icontains=text) | Q(program__title__icontains=text))
    return found.filter(program__slug=program) if program else found


def _shown(found: QuerySet[Candidacy], sort: str) -> QuerySet[Candidacy]:
    order = SORTS.get(sort.removeprefix("-"), SORTS["since"])
    rows = found.select_related("person", "program", "version").only(*SHOWN)
    return rows.order_by(f"-{order[0]}" if sort.startswith("-") else order[0], *order[1:])


@prepared
def _work(candidacies: list[int]) -> QuerySet[Submission, tuple[int, bool, datetime | None]]:
    """Of each submission with a result: whose, whether met, and when a disagreement about it was settled."""
    judged = Submission.objects.filter(candidacy__pk__in=candidacies, result__isnull=False)
    return judged.values_list("candidacy_id", "result__met", "adjudication__settled_at")


def _items(candidacies: Iterable[Any], person: Person, at: datetime) -> list[Item]:
    """The rows of the docket; the work and the ties of all of them are read at once."""
    rows = list(candidacies)
    ties = Ties([person.pk], rows, at=at)
    work = Counter(_counted(_work(candidacies=[one.pk for one in rows])))
    return [
        Item(
            pk=one.pk,
            ref=one.ref,
            name=one.person.name,
            title=one.version.title,
            number=one.version.number,
            since=one.completed_at,
            tasks_met=work[one.pk, "met"],
            adjudicated=work[one.pk, "adjudicated"],
            not_yet=work[one.pk, "not yet"],
            may_decide=may(person, Can.DECIDE, one, at=at) and ties.between(person.pk, one),
        )
        for one in rows
    ]


def _counted(work: Iterable[tuple[int, bool, datetime | None]]) -> Iterator[tuple[int, str]]:
    for candidacy, met, settled_at in work:
        yield candidacy, "met" if met else "not yet"
        if settled_at:
            yield candidacy, "adjudicated"


def programs_on_docket(person: Person, *, at: datetime) -> list[tuple[str, str]]:
    return _programs(within=reach(person, Can.SEE_DOCKET, at=at))


@prepared
def _programs(*, within: Reach) -> QuerySet[Program, tuple[str, str]]:
    waiting = Program.objects.filter(within.where(program="pk"), candidacies__state=CandidacyState.AWAITING_DECISION)
    return waiting.distinct().order_by("title").values_list("slug", "title")
