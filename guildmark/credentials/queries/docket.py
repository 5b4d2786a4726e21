"""The docket: candidacies that await a decision, and what lies before the committee."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from guildmark.assessment.models import Submission
from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.credentials.lifecycle import Ties
from guildmark.credentials.permissions import Can
from guildmark.kernel.access import Decision, ensure, may, reach
from guildmark.people.models import Person
from guildmark.programs.models import Program

SORTS = {"since": ("completed_at", "pk"), "candidate": ("person__name", "pk"), "program": ("program__title", "pk")}


@dataclass(frozen=True)
class Item:
    """A candidacy on the docket, with what came of its work and whether the reader may decide on it."""

    candidacy: Candidacy
    tasks_met: int
    adjudicated: int
    not_yet: int
    may_decide: Decision


def awaiting(
    person: Person, *, text: str = "", program: str = "", sort: str = "since", at: datetime
) -> QuerySet[Candidacy]:
    """The candidacies on the docket within this person's reach; the longest waiting first."""
    ensure(may(person, Can.SEE_DOCKET, at=at))
    within = reach(person, Can.SEE_DOCKET, at=at).where(program="program_id")
    found = Candidacy.objects.filter(within, state=CandidacyState.AWAITING_DECISION)
    if text:
        found = found.filter(Q(person__name__icontains=text) | Q(program__title__icontains=text))
    if program:
        found = found.filter(program__slug=program)
    order = SORTS.get(sort.removeprefix("-"), SORTS["since"])
    return (
        found.select_related("person", "program", "version")
        .annotate(**_summary())
        .order_by(f"-{order[0]}" if sort.startswith("-") else order[0], *order[1:])
    )


def _summary() -> dict[str, Coalesce]:
    """Counted row by row, so that counting the docket itself counts nothing else."""
    return {
        "tasks_met": _how_many(Submission.objects.filter(result__met=True)),
        "not_yet": _how_many(Submission.objects.filter(result__met=False)),
        "adjudicated": _how_many(Submission.objects.filter(adjudication__settled_at__isnull=False)),
    }


def _how_many(submissions: QuerySet[Submission]) -> Coalesce:
    of_candidacy = submissions.filter(candidacy=OuterRef("pk")).order_by().values("candidacy")
    return Coalesce(Subquery(of_candidacy.annotate(n=Count("pk")).values("n")), 0)


def items(candidacies: Sequence[Candidacy], person: Person, *, at: datetime) -> list[Item]:
    """The rows of the docket; the ties of all of them are read at once."""
    ties = Ties([person.pk], candidacies, at=at)
    return [
        Item(
            one,
            one.tasks_met,  # type: ignore[attr-defined]
            one.adjudicated,  # type: ignore[attr-defined]
            one.not_yet,  # type: ignore[attr-defined]
            may(person, Can.DECIDE, one, at=at) and ties.between(person.pk, one),
        )
        for one in candidacies
    ]


def programs_on_docket(person: Person, *, at: datetime) -> list[tuple[str, str]]:
    within = reach(person, Can.SEE_DOCKET, at=at).where(program="pk")
    waiting = Program.objects.filter(within, candidacies__state=CandidacyState.AWAITING_DECISION).distinct()
    return list(waiting.order_by("title").values_list("slug", "title"))
