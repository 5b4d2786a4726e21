"""What a file of people is compared with, and what applying it would do."""

from dataclasses import dataclass
from datetime import datetime
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
    def touched(self) -> list[roster.Planned]:
        return [planned for planned in self.plan.people if planned.kind != "unchanged"]

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
