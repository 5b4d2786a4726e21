"""Which rounds there are, for whom; and what a version can say of them."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from guildmark.consultation import lifecycle
from guildmark.consultation.models import Rater, Rating, ValidationRound
from guildmark.consultation.permissions import Can
from guildmark.kernel.access import Decision, ensure, may, reach
from guildmark.people.models import Person
from guildmark.programs.models import ProgramVersion
from guildmark.programs.permissions import Can as Programs
from guildmark.programs.ports import Consulted
from guildmark.programs.queries import get_version

HANDED_IN = Q(raters__handed_in_at__isnull=False)


def rounds_led(person: Person, *, at: datetime) -> QuerySet[ValidationRound]:
    """The rounds about programs that this person answers for, with how many have handed in; the newest first."""
    reached = reach(person, Can.SEE, at=at).where(program="version__program")
    rows = ValidationRound.objects.filter(reached).select_related("version__program", "opened_by", "closed_by")
    counted = rows.annotate(asked=Count("raters"), here=Count("raters", filter=HANDED_IN))
    return counted.order_by("-opened_at", "-pk")


def rounds_listed(person: Person, version: ProgramVersion, *, at: datetime) -> list[ValidationRound]:
    """Those about one version. One query."""
    return list(rounds_led(person, at=at).filter(version=version))


def get_round(person: Person, pk: int, *, at: datetime) -> ValidationRound:
    """A round, for those who answer for its program: what came of it, never who said what."""
    found = rounds_led(person, at=at).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def get_version_read(person: Person, slug: str, number: str, *, at: datetime) -> ProgramVersion:
    """A version, for those with a hand in it."""
    found = get_version(person, slug, number, at=at)
    ensure(may(person, Programs.READ_DRAFTS, found, at=at))
    return found


def may_ask(version: ProgramVersion, person: Person, *, at: datetime) -> Decision:
    return lifecycle.may_ask(version, person, at)


def consulted(version_id: int) -> Consulted:
    """How many have spoken about a version in rounds that are closed, of how many functions; and how many indicators have
    comments without an answer. Three queries."""
    spoke = Rater.objects.filter(round__version=version_id, round__closed_at__isnull=False, handed_in_at__isnull=False)
    totals = spoke.aggregate(raters=Count("person", distinct=True), functions=Count("function", distinct=True))
    commented = (
        Rating.objects.filter(rater__in=spoke).exclude(comment="").values_list("rater__round", "item").distinct()
    )
    answered = ValidationRound.objects.filter(version=version_id, replies__isnull=False)
    left = set(commented) - set(answered.values_list("pk", "replies__item"))
    return Consulted(totals["raters"], totals["functions"], len(left))


def round_in_words(pk: int) -> dict[str, str]:
    found = ValidationRound.objects.select_related("version").get(pk=pk)
    return {"ref": found.ref, "program": found.version.title}


def raters_of(pk: int) -> list[int]:
    """Who handed in, by id."""
    spoke = Rater.objects.filter(round=pk, handed_in_at__isnull=False)
    return list(spoke.order_by("pk").values_list("person", flat=True))
