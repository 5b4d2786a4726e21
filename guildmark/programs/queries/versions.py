"""Which programs and versions there are, and which of them a person may see."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from guildmark.kernel.access import Actor, Reach, may, reach
from guildmark.kernel.prepared import prepared
from guildmark.kernel.roles import Role
from guildmark.people.models import Person
from guildmark.people.queries import holders
from guildmark.programs.models import Program, ProgramVersion, State
from guildmark.programs.permissions import Can

OUT = (State.PUBLISHED, State.SUPERSEDED, State.CLOSED)
"""What everybody may read."""


def open_versions() -> QuerySet[ProgramVersion]:
    """The versions that one may apply to now: at most one a program."""
    return ProgramVersion.objects.filter(state=State.PUBLISHED).select_related("program").order_by("title", "pk")


def every_slug() -> frozenset[str]:
    return frozenset(Program.objects.values_list("slug", flat=True))


def version_called(slug: str, number: str = "") -> ProgramVersion | None:
    """The version with that number; without one, the published version or else the latest. For the command line."""
    versions = ProgramVersion.objects.filter(program__slug=slug).select_related("program")
    if number:
        return versions.filter(number=number).first()
    return versions.filter(state=State.PUBLISHED).first() or versions.order_by("-pk").first()


def visible_versions(person: Actor, *, at: datetime) -> QuerySet[ProgramVersion]:
    """The versions that `person` may read: what is or was published; beyond that, where they have a hand in it."""
    return _within(reach(person, Can.READ_DRAFTS, at=at))


def _within(reached: Reach) -> QuerySet[ProgramVersion]:
    versions = ProgramVersion.objects.select_related("program")
    return versions if reached.everything else versions.filter(Q(state__in=OUT) | reached.where(program="program_id"))


def get_version(person: Person, slug: str, number: str, *, at: datetime) -> ProgramVersion:
    """The version, if the person may read it; otherwise there is no such page."""
    versions = visible_versions(person, at=at).select_related("program", "created_by", "approved_by", "published_by")
    return get_object_or_404(versions, program__slug=slug, number=number)


def get_version_by_id(person: Person, pk: int, *, at: datetime) -> ProgramVersion:
    """The same, by its id: whoever may read a version may read its history."""
    return get_object_or_404(visible_versions(person, at=at), pk=pk)


def get_open_version(person: Person, slug: str, *, at: datetime) -> ProgramVersion:
    """The version that the catalogue shows: the published one, or else the last one that was."""
    out = _out(slug=slug, reached=reach(person, Can.READ_DRAFTS, at=at))
    chosen = next((one for one in out if one.state == State.PUBLISHED), out[0] if out else None)
    if chosen is None:
        raise Http404
    return chosen


@prepared
def _out(slug: str, *, reached: Reach) -> QuerySet[ProgramVersion]:
    versions = _within(reached).filter(program__slug=slug, state__in=OUT)
    return versions.select_related("approved_by", "published_by").order_by("-published_at", "-pk")[:20]


def get_program(person: Person, slug: str, *, at: datetime) -> Program:
    """The program, if there is a version of it that the person may read, or if they may write one."""
    program = get_object_or_404(Program, slug=slug)
    if may(person, Can.WRITE, program, at=at) or visible_versions(person, at=at).filter(program=program).exists():
        return program
    raise Http404


def versions_of(program: Program, person: Person, *, at: datetime) -> list[ProgramVersion]:
    """The program's versions that the person may read, the latest first."""
    return list(visible_versions(person, at=at).filter(program=program).order_by("-created_at", "-pk"))


def owners(program: Program, *, at: datetime) -> list[Person]:
    """Who answers for the program: those appointed to it, or else those appointed to all programs."""
    return holders(Role.PROGRAM_OWNER, at, program_id=program.pk)


def life_of(version: ProgramVersion) -> list[tuple[str, str, str]]:
    """The states in their order, with their words, and whether the version is past each, here, or not there yet."""
    order = list(State.values)
    here = order.index(version.state)
    return [
        (state.value, str(state.label), "past" if number < here else "here" if number == here else "")
        for number, state in enumerate(State)
    ]
