"""Which programs and versions there are."""

from collections.abc import Sequence

from django.db.models import QuerySet

from guildmark.programs.models import Program, ProgramVersion, State


def open_versions() -> QuerySet[ProgramVersion]:
    """The versions that one may apply to now: at most one a program."""
    return ProgramVersion.objects.filter(state=State.PUBLISHED).select_related("program").order_by("title", "pk")


def programs_by_slug(slugs: Sequence[str]) -> dict[str, Program]:
    return {program.slug: program for program in Program.objects.filter(slug__in=slugs)}
