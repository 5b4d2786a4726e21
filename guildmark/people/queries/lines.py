"""Who leads whom, who works where, on a day or over the years: read from employment history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from guildmark.kernel.prepared import prepared
from guildmark.kernel.roles import Role
from guildmark.people.models import Employment, OrgUnit, Person, RoleHeld, company_day


@dataclass(frozen=True)
class Led:
    """That `person_id` worked under `manager_id`, and when; both dates included, open while it lasts."""

    person_id: int
    manager_id: int
    starts_on: date
    ends_on: date | None


def managers_of(person_ids: Iterable[int], since: date, until: date) -> list[Led]:
    """Who led these people on any day from `since` to `until`. One query, however many people."""
    return [Led(*row) for row in _led(people=set(person_ids), since=since, until=until)]


@prepared
def _led(people: set[int], since: date, until: date) -> QuerySet[Employment, tuple[int, int, date, date | None]]:
    stretches = Employment.objects.since(since).filter(person__pk__in=people, starts_on__lte=until)
    led = stretches.exclude(manager=None).order_by("person_id", "starts_on")
    return led.values_list("person_id", "manager_id", "starts_on", "ends_on")


def unit_of(person: Person, at: datetime) -> OrgUnit | None:
    """The unit in which this person works on that day."""
    current = Employment.objects.on(company_day(at)).filter(person=person).select_related("unit").first()
    return current.unit if current else None


def manager_of(person: Person, at: datetime) -> Person | None:
    """Who leads this person on that day."""
    current = Employment.objects.on(company_day(at)).filter(person=person).select_related("manager").first()
    return current.manager if current else None


def holders(role: Role, at: datetime, *, program_id: int | None = None) -> list[Person]:
    """Who holds `role` at `at` with an open account, by name; with a program, those whose reach includes it."""
    held = RoleHeld.objects.at(at).filter(role=role)
    if program_id is not None:
        held = held.filter(Q(program_id=program_id) | Q(program_id=None, unit=None))
    people = Person.objects.filter(pk__in=held.values("person_id"), is_active=True)
    return list(people.select_related("job_function", "site").order_by("name"))


def on_leave(person_ids: Iterable[int], on: date) -> frozenset[int]:
    """Who of these people is on leave on `on`. One query."""
    away = Q(leaves__ends_on=None) | Q(leaves__ends_on__gte=on)
    people = Person.objects.filter(away, pk__in=set(person_ids), leaves__starts_on__lte=on)
    return frozenset(people.values_list("pk", flat=True))
