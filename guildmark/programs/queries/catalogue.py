"""The catalogue: what anybody may apply to, what is in the making, and what leads to what."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from guildmark.kernel.access import Actor
from guildmark.kernel.prepared import prepared
from guildmark.programs.domain.document import Document
from guildmark.programs.domain.document.translating import in_language
from guildmark.programs.domain.progression import Map, Stop, drawn
from guildmark.programs.models import ProgramVersion, RequirementNode, State
from guildmark.programs.queries.documents import document_of
from guildmark.programs.queries.remembered import remembered
from guildmark.programs.queries.versions import open_versions, visible_versions

A_PAGE = 24
SORTS = {"title": "title", "newest": "-published_at", "time": "weeks"}


@dataclass(frozen=True)
class CatalogueRow:
    """A program that is open to applications."""

    slug: str
    title: str
    number: str
    summary: str
    hours_per_week: Decimal | None
    weeks: int | None
    validity_months: int
    tasks: int
    published_at: datetime

    @property
    def hours(self) -> Decimal | None:
        """All in all, as far as it is said."""
        return self.hours_per_week * self.weeks if self.hours_per_week and self.weeks else None


def catalogue(*, text: str = "", sort: str = "title") -> list[CatalogueRow]:
    """What is open to applications, with `text` in its title or summary. One query."""
    versions = open_versions().annotate(tasks_asked=Count("tasks"))
    for word in text.split()[:8]:
        versions = versions.filter(title__icontains=word) | versions.filter(summary__icontains=word)
    ordered = versions.order_by(SORTS.get(sort, "title"), "title", "pk")
    return [_row(version) for version in ordered]


def catalogue_page(*, text: str = "", sort: str = "title", number: str | int = 1) -> Page:
    return Paginator(catalogue(text=text, sort=sort), A_PAGE).get_page(number)


def _row(version: ProgramVersion) -> CatalogueRow:
    assert version.published_at is not None
    return CatalogueRow(
        slug=version.program.slug,
        title=version.title,
        number=version.number,
        summary=version.summary,
        hours_per_week=version.hours_per_week,
        weeks=version.weeks,
        validity_months=version.validity_months,
        tasks=version.tasks_asked,  # type: ignore[attr-defined]
        published_at=version.published_at,
    )


def in_the_making(person: Actor, *, at: datetime) -> QuerySet[ProgramVersion]:
    """Versions not yet published that this person has a hand in, the latest first."""
    making = [State.DRAFT, State.IN_CONSULTATION, State.APPROVED]
    return visible_versions(person, at=at).filter(state__in=making).order_by("-created_at", "-pk")


def progression(around: str = "") -> Map:
    """Which credential opens which program; with a slug, only what is connected with that. Two queries."""
    chosen: dict[str, tuple[int, str, bool]] = {}
    for slug, pk, title, state in _mapped():
        if slug not in chosen or state == State.PUBLISHED:
            chosen[slug] = (pk, title, state == State.PUBLISHED)
    asked: dict[int, list[str]] = defaultdict(list)
    for version_id, slug in _priors_asked(versions=[pk for pk, _title, _out in chosen.values()]):
        asked[version_id].append(slug)
    stops = [Stop(slug, title, tuple(asked[pk]), out) for slug, (pk, title, out) in chosen.items()]
    return drawn(_connected(stops, around) if around else stops)


@prepared
def _mapped() -> QuerySet[ProgramVersion, tuple[str, int, str, str]]:
    shown = [State.PUBLISHED, State.IN_CONSULTATION, State.APPROVED]
    versions = ProgramVersion.objects.filter(state__in=shown).order_by("program_id", "pk")
    return versions.values_list("program__slug", "pk", "title", "state")


@prepared
def _priors_asked(versions: Sequence[int]) -> QuerySet[RequirementNode, tuple[int, str]]:
    leaves = RequirementNode.objects.filter(version__pk__in=versions, prior_program__isnull=False)
    return leaves.order_by("pk").values_list("version_id", "prior_program__slug")


def _connected(stops: list[Stop], slug: str) -> list[Stop]:
    """The program itself, all that lies before it, and all that it opens."""
    requires = {stop.slug: set(stop.requires) for stop in stops}
    opens = {stop.slug: {other.slug for other in stops if stop.slug in other.requires} for stop in stops}
    found = {slug}
    for roads in (requires, opens):
        reached, ahead = {slug}, [slug]
        while ahead:
            further = roads.get(ahead.pop(), set()) - reached
            reached |= further
            ahead.extend(further)
        found |= reached
    return [stop for stop in stops if stop.slug in found]


@remembered
def _tellings(version: ProgramVersion) -> dict[str, Document]:
    """The version by language, filled as it is asked for."""
    return {}


def told_in(version: ProgramVersion, language: str) -> Document:
    """The whole version in the reader's language, as far as it is translated."""
    tellings = _tellings(version)
    if language not in tellings:
        tellings[language] = in_language(document_of(version), language)
    return tellings[language]
