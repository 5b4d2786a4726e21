"""The programs whose reliability somebody answers for, and what was last found of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404

from guildmark.assessment.models import Qualification
from guildmark.calibration.lifecycle import takes_founding
from guildmark.calibration.models import Reliability
from guildmark.calibration.permissions import Can
from guildmark.calibration.queries.reliability import finding_of, read_of
from guildmark.kernel.access import reach
from guildmark.people.models import Person
from guildmark.programs.models import Program


def programs_overseen(person: Person, *, at: datetime) -> QuerySet[Program]:
    found = reach(person, Can.SEE_RELIABILITY, at=at).where(program="pk")
    return Program.objects.filter(found).order_by("title")


def get_program_overseen(person: Person, slug: str, *, at: datetime) -> Program:
    found = programs_overseen(person, at=at).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Overseen:
    """A program in the list: what was last found of it."""

    program: Program
    as_of: datetime | None
    sheets: int
    finding: str
    takes_founding: bool


def overseen(person: Person, *, at: datetime) -> list[Overseen]:
    """The programs whose reliability one answers for, each with its finding."""
    found = Reliability.objects.filter(program=OuterRef("pk")).order_by("-as_of")
    shown = programs_overseen(person, at=at).annotate(latest=Subquery(found.values("pk")[:1]))
    recorded = Reliability.objects.in_bulk([one.latest for one in shown if one.latest])
    known = set(Qualification.objects.values_list("program", flat=True).distinct())
    open_to = {one.pk for one in shown if one.pk not in known and takes_founding(one, person, at)}
    return [_overseen(one, recorded.get(one.latest), one.pk in open_to) for one in shown]


def _overseen(program: Program, found: Reliability | None, takes: bool) -> Overseen:
    figures: Mapping[str, Any] = found.figures if found else {}
    assessors = [read_of(row, "", False, ()) for row in figures.get("assessors", ())]
    as_of = found.as_of if found else None
    return Overseen(program, as_of, figures.get("sheets", 0), finding_of(assessors, figures), takes)
