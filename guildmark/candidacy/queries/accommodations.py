"""Accommodations: to the candidate and whoever decides with the need; to assessors, the conditions alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from guildmark.candidacy.models import LIVE, Accommodation, AccommodationKind, AccommodationState, Candidacy
from guildmark.candidacy.permissions import Can
from guildmark.candidacy.queries.reading import get_candidacy
from guildmark.kernel.access import Actor, ensure, may, reach
from guildmark.kernel.prepared import prepared
from guildmark.kernel.turns import Turn, Waiting
from guildmark.people.models import Person
from guildmark.programs.models import Task

TONES = {
    AccommodationState.REQUESTED: "info",
    AccommodationState.AGREED: "good",
    AccommodationState.DECLINED: "neutral",
    AccommodationState.ENDED: "neutral",
}
ALONG = ("candidacy__person", "candidacy__program", "candidacy__version", "decided_by")


@dataclass(frozen=True)
class Arranged:
    """An accommodation as the candidate and whoever decides on it read it."""

    accommodation: Accommodation
    tasks: tuple[str, ...]

    @property
    def tone(self) -> str:
        return TONES[AccommodationState(self.accommodation.state)]

    @property
    def kinds(self) -> str:
        return ", ".join(str(AccommodationKind(kind).label) for kind in self.accommodation.kinds)

    @property
    def of_tasks(self) -> str:
        """Which tasks it concerns, in words."""
        return ", ".join(self.tasks) or _("every task")


@dataclass(frozen=True)
class Condition:
    """What is arranged otherwise, as an assessor reads it: never why, and by no name."""

    words: str
    extra_time_percent: int


def get_own_candidacy(person: Actor, pk: int, *, at: datetime) -> Candidacy:
    """The candidacy, if it is this person’s own; else a 404."""
    found = get_candidacy(person, pk, at=at)
    if not may(person, Can.ASK_ACCOMMODATION, found, at=at):
        raise Http404
    return found


def get_accommodation(person: Actor, pk: int, *, at: datetime) -> Arranged:
    """The request with its need, as whoever decides on it reads it; else a 404. Once it has ended, nobody does."""
    found = Accommodation.objects.select_related(*ALONG).filter(pk=pk).exclude(state=AccommodationState.ENDED).first()
    if found is None or not may(person, Can.DECIDE_ACCOMMODATION, found, at=at):
        raise Http404
    return _arranged([found], found.candidacy)[0]


def get_own_accommodation(person: Actor, pk: int, *, at: datetime) -> Accommodation:
    """One’s own request, whatever came of it; else a 404."""
    found = Accommodation.objects.select_related("candidacy").filter(pk=pk).first()
    if found is None or not may(person, Can.ASK_ACCOMMODATION, found, at=at):
        raise Http404
    return found


def accommodations_of(candidacy: Candidacy) -> list[Arranged]:
    """Everything that was asked for in a candidacy, the latest first."""
    return _arranged(candidacy.accommodations.select_related(*ALONG).order_by("-requested_at", "-pk"), candidacy)


def tasks_of(candidacy: Candidacy) -> list[tuple[str, str]]:
    """The tasks that something can be arranged for: key and title."""
    return list(Task.objects.filter(version=candidacy.version_id).order_by("pk").values_list("key", "title"))


def _arranged(rows: Iterable[Accommodation], candidacy: Candidacy) -> list[Arranged]:
    titles = dict(tasks_of(candidacy))
    return [Arranged(one, tuple(titles.get(key, key) for key in one.tasks)) for one in rows]


def accommodations_to_decide(person: Actor, *, at: datetime) -> QuerySet[Accommodation]:
    """The requests that wait for this person’s answer, the longest waiting first."""
    ensure(may(person, Can.DECIDE_ACCOMMODATION, at=at))
    within = reach(person, Can.DECIDE_ACCOMMODATION, at=at).where(program="candidacy__program_id")
    waiting = Accommodation.objects.filter(within, state=AccommodationState.REQUESTED, candidacy__state__in=LIVE)
    return waiting.exclude(candidacy__person_id=person.pk or 0).select_related(*ALONG).order_by("requested_at", "pk")


def conditions_for(candidacy: int, task_key: str) -> list[Condition]:
    """What was agreed and concerns this task, one query: all that an assessor learns of an accommodation."""
    return [
        Condition(words, percent)
        for words, percent, tasks in _agreed(candidacy=candidacy)
        if not tasks or task_key in tasks
    ]


@dataclass(frozen=True)
class LanguageAgreed:
    """Another language for these tasks, or for all where none is named; until `ended_at`, where that has come."""

    language: str
    tasks: Sequence[str]
    ended_at: datetime | None

    def covers(self, task: str, handed_in_at: datetime | None) -> bool:
        """Whether work at this task is in it. What was handed in while it held stays in it."""
        held = self.ended_at is None or (handed_in_at is not None and handed_in_at < self.ended_at)
        return held and (not self.tasks or task in self.tasks)


def languages_agreed(candidacies: Iterable[int]) -> dict[int, list[LanguageAgreed]]:
    """In which other languages work is or was done in these candidacies, the earliest first. One query."""
    found: dict[int, list[LanguageAgreed]] = {}
    rows = Accommodation.objects.filter(candidacy__in=set(candidacies), decided_at__isnull=False).exclude(language="")
    for pk, *agreed in rows.order_by("pk").values_list("candidacy_id", "language", "tasks", "ended_at"):
        found.setdefault(pk, []).append(LanguageAgreed(*agreed))
    return found


def languages_in_use() -> set[str]:
    """The other languages that were agreed for anybody. One query."""
    rows = Accommodation.objects.filter(state=AccommodationState.AGREED).exclude(language="").order_by()
    return set(rows.values_list("language", flat=True).distinct())


@prepared
def _agreed(candidacy: int) -> QuerySet[Accommodation, tuple[str, int, list[str]]]:
    return agreed_accommodations(candidacy).order_by("pk").values_list("conditions", "extra_time_percent", "tasks")


def agreed_accommodations(candidacy: Any) -> QuerySet[Accommodation]:
    """What is agreed in a candidacy, given its id or an expression for it."""
    return Accommodation.objects.filter(candidacy_id=candidacy, state=AccommodationState.AGREED)


def turns(person: Person, *, at: datetime) -> Iterable[Turn]:
    """One’s own request while it is read; and the requests that wait for one’s answer."""
    for since, title in _asked(person=person.pk):
        yield Turn(
            Waiting.ON_OTHERS, _("Your request for an accommodation: {program}").format(program=title),
            reverse("candidacy:candidacies"), whom=_("the program owner"), since=since, next=_("an answer"),
            hat="candidate",
        )  # fmt: skip
    if may(person, Can.DECIDE_ACCOMMODATION, at=at):
        for one in accommodations_to_decide(person, at=at):
            yield Turn(
                Waiting.ON_ME,
                _("{name} asks for an accommodation: {program}").format(
                    name=one.candidacy.person.name, program=one.candidacy.program.title
                ),
                reverse("candidacy:accommodation", args=[one.pk]),
                since=one.requested_at, next=_("agree on conditions, or say why not"), hat="owner", action=_("Read"),
            )  # fmt: skip


@prepared
def _asked(person: int) -> QuerySet[Accommodation, tuple[datetime, str]]:
    asked = Accommodation.objects.filter(candidacy__person_id=person, state=AccommodationState.REQUESTED)
    return asked.order_by("pk").values_list("requested_at", "candidacy__program__title")
