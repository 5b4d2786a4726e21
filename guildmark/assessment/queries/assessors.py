"""Who may assess a program, since when, on what ground, and how much they have on their table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.translation import get_language_info

from guildmark.assessment.models import DeclaredConflict, Qualification, Seat, SeatState
from guildmark.assessment.permissions import Can
from guildmark.assessment.queries.pools import open_seats
from guildmark.candidacy.queries import languages_in_use
from guildmark.kernel.access import Decision, may, reach
from guildmark.kernel.roles import Role
from guildmark.people.models import Person, company_day
from guildmark.people.queries import holders, on_leave
from guildmark.programs.models import Program, ProgramVersion


@dataclass(frozen=True)
class AssessorRow:
    qualification: Qualification
    open: int
    cap: int
    sealed: int
    away: bool
    in_force: bool
    appointed: bool

    @property
    def full(self) -> bool:
        return self.open >= self.cap

    @property
    def languages(self) -> list[str]:
        return [_named(code) for code in self.qualification.languages or ()]


def programs_qualified_for(person: Person, *, at: datetime) -> QuerySet[Program]:
    """The programs for which this person may qualify assessors."""
    return Program.objects.filter(reach(person, Can.QUALIFY, at=at).where(program="pk")).order_by("title")


SORTS = {
    "": ("program__title", "person__name", "pk"),
    "name": ("person__name", "program__title", "pk"),
    "since": ("starts_on", "person__name", "pk"),
}


def qualifications(
    person: Person, *, at: datetime, program: str = "", text: str = "", sort: str = ""
) -> QuerySet[Qualification]:
    """The qualifications in reach, to page through."""
    found = Qualification.objects.filter(program__in=programs_qualified_for(person, at=at))
    if program:
        found = found.filter(program__slug=program)
    if text:
        found = found.filter(Q(person__name__icontains=text) | Q(person__job_function__name__icontains=text))
    return found.order_by(*SORTS.get(sort, SORTS[""]))


def assessor_rows(found: Sequence[Qualification], *, at: datetime) -> list[AssessorRow]:
    """These qualifications with each person's load: five queries, however many."""
    wanted = [one.pk for one in found]
    rows = Qualification.objects.filter(pk__in=wanted).select_related("person__job_function", "person__site", "program")
    ids = {one.person_id for one in rows}
    load = open_seats(ids)
    done = dict(
        Seat.objects.filter(assessor_id__in=ids, state=SeatState.SEALED, panel__submission__copy_of=None)
        .order_by().values_list("assessor_id").annotate(Count("pk"))
    )  # fmt: skip
    day = company_day(at)
    away, appointed = on_leave(ids, day), {person.pk for person in holders(Role.ASSESSOR, at)} if ids else set()
    kept = {one.pk: one for one in rows}
    return [
        AssessorRow(
            qualification=one,
            open=load.get(one.person_id, 0),
            cap=settings.OPEN_SEATS_PER_ASSESSOR,
            sealed=done.get(one.person_id, 0),
            away=one.person_id in away,
            in_force=one.starts_on <= day and (one.ends_on is None or one.ends_on >= day),
            appointed=one.person_id in appointed,
        )
        for pk in wanted
        if (one := kept.get(pk))
    ]


def may_qualify_somebody(person: Person, *, at: datetime) -> Decision:
    return may(person, Can.QUALIFY, at=at)


def to_qualify(person: Person, *, at: datetime) -> dict[str, Any]:
    """Whom for what: those appointed as assessors, since only they can be seated, the programs in reach, and the
    languages in which work is handed in."""
    appointed = [holder.pk for holder in holders(Role.ASSESSOR, at)]
    return {
        "people": Person.objects.filter(pk__in=appointed).exclude(pk=person.pk).order_by("name"),
        "programs": programs_qualified_for(person, at=at),
        "languages": languages_to_judge(),
    }


def languages_to_judge() -> list[tuple[str, str]]:
    """The languages of the pages, of the versions there are, and those agreed for a candidate, each with its name."""
    used = set(ProgramVersion.objects.order_by().values_list("language", flat=True).distinct()) | languages_in_use()
    return sorted(
        ((code, _named(code)) for code in {code for code, _ in settings.LANGUAGES} | used), key=lambda o: o[1]
    )


def _named(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:  # a language that the framework doesn't know
        return code


def get_qualification(person: Person, pk: int, *, at: datetime) -> Qualification:
    reached = programs_qualified_for(person, at=at)
    found = Qualification.objects.select_related("person", "program").filter(pk=pk, program__in=reached).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Declaration:
    conflict: DeclaredConflict
    in_force: bool


def declared_by(person: Person, *, at: datetime) -> list[Declaration]:
    """What this person declared, the latest first. Nobody else's are ever listed here."""
    rows = DeclaredConflict.objects.filter(person_id=person.pk).select_related("about").order_by("-declared_at", "-pk")
    day = company_day(at)
    return [Declaration(one, one.ends_on is None or one.ends_on >= day) for one in rows]


def get_declared(person: Person, pk: int) -> DeclaredConflict:
    found = DeclaredConflict.objects.select_related("about").filter(pk=pk, person_id=person.pk).first()
    if found is None:
        raise Http404
    return found
