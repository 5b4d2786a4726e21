"""What a file of people is compared with, and what applying it would do."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import available_timezones

from django.conf import settings

from guildmark.people.domain import roster
from guildmark.people.models import Employment, JobFunction, OrgUnit, Person, Site, company_day
from guildmark.people.sentences import sentence_of


@dataclass(frozen=True)
class Told:
    """A fault or a note in words."""

    line: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Preview:
    """What a file would do, ready to be shown and to be applied."""

    text: roster.Text
    sheet: roster.Sheet
    plan: roster.Plan

    @property
    def faults(self) -> list[Told]:
        return [Told(f.line, f.column, sentence_of(f)) for f in self.plan.faults]

    @property
    def notes(self) -> list[Told]:
        return [Told(n.line, n.column, sentence_of(n)) for n in self.plan.notes]

    @property
    def counts(self) -> dict[str, int]:
        return {kind: len(self.plan.of(kind)) for kind in ("added", "changed", "moved", "unchanged")}


def preview(raw: bytes, *, open_places: bool, at: datetime) -> Preview:
    """What importing this file now would do. Raises `roster.Unreadable` where nothing of it can be taken."""
    text = roster.decoded(raw)
    sheet = roster.read(text)
    return Preview(text, sheet, roster.plan(sheet, directory_now(), today=company_day(at), open_places=open_places))


def directory_now() -> roster.Directory:
    """Everybody as they are now, with the employment that is open. Five queries."""
    now = Employment.objects.filter(ends_on=None).values_list(
        "person_id", "unit__code", "manager__employee_number", "starts_on"
    )
    work = {pk: (unit, manager or "", since) for pk, unit, manager, since in now}
    people = Person.objects.values_list(
        "pk", "is_active", "employee_number", "username", "name", "email", "job_function__code", "site__code",
        "language", "time_zone",
    )  # fmt: skip
    units, functions, sites = (
        tuple(roster.Place(code, name) for code, name in model.objects.values_list("code", "name"))
        for model in (OrgUnit, JobFunction, Site)
    )
    return roster.Directory(
        tuple(
            roster.Known(*known, *work.get(pk, ("", "", None)), active)  # type: ignore[call-arg, arg-type]
            for pk, active, *known in people
        ),
        units,
        functions,
        sites,
        frozenset(available_timezones()),
        frozenset(code for code, _name in settings.LANGUAGES),
    )
