"""Whom a round could ask: a draw from the directory over functions, sites and lengths of service."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q

from guildmark.consultation.domain.drawing import Known, band, draw
from guildmark.people.models import Employment as Employments
from guildmark.people.models import JobFunction, Leave, Person, company_day
from guildmark.programs.models import ProgramVersion

YEAR = 365.25


def functions() -> list[tuple[int, str]]:
    """The job functions that a draw can be from."""
    return list(JobFunction.objects.order_by("name").values_list("pk", "name"))


@dataclass(frozen=True)
class Proposal:
    """Who was drawn, in the order of names; their length of service as a band; and from how many."""

    people: Sequence[tuple[Person, str]]
    of: int
    seed: int

    @property
    def margins(self) -> tuple[int, int]:
        """Of how many functions and sites the drawn are."""
        return len({one.job_function_id for one, _ in self.people}), len({one.site_id for one, _ in self.people})


def propose(
    version: ProgramVersion, by: Person, *, functions: Collection[int], size: int, seed: int, at: datetime
) -> Proposal:
    """A draw among those who work here today, are not away and did not write the version. Four queries."""
    day = company_day(at)
    wrote = {version.created_by_id, by.pk, *version.authors.values_list("person", flat=True)}
    away = Leave.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
    here = Person.objects.filter(is_active=True, pk__in=Employments.objects.on(day).values("person"))
    here = here.exclude(pk__in=away.values("person")).exclude(pk__in=[one for one in wrote if one])
    if functions:
        here = here.filter(job_function__in=functions)
    since = here.annotate(first_day=Min("employments__starts_on"))
    known = [
        Known(pk, str(function), str(site), band((day - first).days / YEAR))
        for pk, function, site, first in since.values_list("pk", "job_function", "site", "first_day")
    ]
    drawn = draw(known, size, seed=seed)
    bands = {one.pk: one.service for one in known}
    people = Person.objects.filter(pk__in=drawn).select_related("job_function", "site").order_by("name", "pk")
    rows = [(one, bands[one.pk]) for one in people]
    return Proposal(rows, len(known), seed)
