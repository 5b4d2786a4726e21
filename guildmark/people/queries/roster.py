"""What a file of people is compared with, and what applying it would do."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildmark.people.domain import roster
from guildmark.people.models import Employment, JobFunction, OrgUnit, Person, Site, company_day
from guildmark.people.sentences import sentence_of

SHOWN = 200
"""How many lines of a kind a preview lists; the counts cover all."""

COLUMN_HELP: tuple[tuple[str, str | Promise], ...] = (
    ("employee_number", _("Needed. Tells people apart: the same number is the same person.")),
    ("name", _("Needed.")),
    ("email", _("Needed. Nobody else’s.")),
    ("username", _("Made from the address where it is empty. Stays, once given.")),
    ("job_function", _("Needed. By name or code.")),
    ("site", _("Needed. By name or code.")),
    ("unit", _("Needed. By name or code.")),
    ("parent_unit", _("Below which unit a new one opens. Empty: below the top.")),
    ("manager", _("Number, address or username of somebody here or in the file. Empty: nobody above.")),
    ("since", _("First day in this unit under this manager, as 2026-04-16. Empty: the day of the import.")),
    ("language", _("en or nl. Empty: as it is, English for new people.")),
    ("time_zone", _("As Europe/Amsterdam. Empty: as it is, that of the site for new people.")),
)


@dataclass(frozen=True)
class Told:
    """A fault or a note in words."""

    line: int
    column: str
    sentence: str


CHANGED: dict[str, str | Promise] = {
    "name": _("Name"),
    "email": _("E-mail"),
    "job_function": _("Job function"),
    "site": _("Site"),
    "language": _("Language"),
    "time_zone": _("Time zone"),
    "unit": _("Unit"),
    "manager": _("Manager"),
}


@dataclass(frozen=True)
class Changed:
    title: str | Promise
    before: str
    after: str


@dataclass(frozen=True)
class Touched:
    """What would become of one person, in words."""

    line: int
    name: str
    kind: str
    unit: str
    starts_on: date | None
    changes: tuple[Changed, ...]


@dataclass(frozen=True)
class Preview:
    """What a file would do, ready to be shown and to be applied."""

    text: roster.Text
    sheet: roster.Sheet
    plan: roster.Plan
    directory: roster.Directory

    @property
    def faults(self) -> list[Told]:
        return [Told(f.line, f.column, sentence_of(f)) for f in self.plan.faults]

    @property
    def notes(self) -> list[Told]:
        return [Told(n.line, n.column, sentence_of(n)) for n in self.plan.notes]

    @cached_property
    def touched(self) -> list[Touched]:
        """Who would be added, moved or changed, with places and managers by name."""
        return [self._touched(planned) for planned in self.plan.people if planned.kind != "unchanged"]

    def _touched(self, planned: roster.Planned) -> Touched:
        changes = tuple(
            Changed(
                CHANGED[change.field],
                self._named(change.field, change.before),
                self._named(change.field, change.after),
            )
            for change in planned.changes
        )
        unit = self._named("unit", planned.person.unit)
        return Touched(planned.line, planned.person.name, planned.kind, unit, planned.starts_on, changes)

    def _named(self, field: str, code: str) -> str:
        return self._names.get((field, code), code)

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        now = self.directory
        kinds = (("unit", now.units), ("job_function", now.functions), ("site", now.sites))
        names = {(kind, place.code): place.name for kind, places in kinds for place in places}
        names |= {(opening.kind, opening.code): opening.name for opening in self.plan.openings}
        everybody = [*now.people, *(planned.person for planned in self.plan.people)]
        return names | {("manager", person.employee_number): person.name for person in everybody}

    @property
    def counts(self) -> dict[str, int]:
        return {kind: len(self.plan.of(kind)) for kind in ("added", "changed", "moved", "unchanged")}


def preview(raw: bytes, *, open_places: bool, at: datetime) -> Preview:
    """What importing this file now would do. Raises `roster.Unreadable` where nothing of it can be taken."""
    text = roster.decoded(raw)
    sheet = roster.read(text)
    now = directory_now()
    plan = roster.plan(sheet, now, today=company_day(at), open_places=open_places)
    return Preview(text, sheet, plan, now)


def directory_now() -> roster.Directory:
    """Everybody as they are now, with the employment that is open. Five queries."""
    now = Employment.objects.filter(ends_on=None).values_list(
        "person_id", "unit__code", "manager__employee_number", "starts_on"
    )
    work: dict[int, Any] = {pk: (unit, manager or "", since) for pk, unit, manager, since in now}
    people: Any = Person.objects.order_by("pk").values_list(
        "pk", "employee_number", "username", "name", "email", "job_function__code", "site__code", "language",
        "time_zone", "is_active",
    )  # fmt: skip
    units, functions, sites = (
        tuple(roster.Place(code, name) for code, name in model.objects.values_list("code", "name"))
        for model in (OrgUnit, JobFunction, Site)
    )
    return roster.Directory(
        tuple(roster.Known(*(*fields, *work.get(pk, ("", "", None)), is_active)) for pk, *fields, is_active in people),
        units,
        functions,
        sites,
        frozenset(available_timezones()),
        frozenset(code for code, _language in settings.LANGUAGES),
    )
