"""Employment: who joins, who moves, who leaves."""

from datetime import date, datetime, timedelta

from django.db import transaction

from guildmark.kernel.access import Actor, Scope, ensure, may
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people import lifecycle
from guildmark.people.facts import EmploymentEnded, PersonEmployed, PersonMoved
from guildmark.people.models import Employment, JobFunction, OrgUnit, Person, Site
from guildmark.people.permissions import Can


@transaction.atomic
def employ(
    *,
    username: str,
    employee_number: str,
    name: str,
    email: str,
    job_function: JobFunction,
    site: Site,
    unit: OrgUnit,
    manager: Person | None = None,
    starts_on: date,
    language: str = "en",
    time_zone: str = "",
    by: Actor,
    at: datetime,
) -> Person:
    """Someone new is in the directory and works in `unit` under `manager` from `starts_on` on."""
    unit = lock(unit)
    ensure(may(by, Can.EMPLOY, Scope(unit=unit.pk), at=at))
    ensure(lifecycle.may_be_called(username, employee_number, email))
    person = Person(
        username=username,
        employee_number=employee_number,
        name=name,
        email=email,
        job_function=job_function,
        site=site,
        language=language,
        time_zone=time_zone or site.time_zone,
        created_at=at,
    )
    person.set_unusable_password()
    person.save()
    Employment.objects.create(person=person, unit=unit, manager=manager, starts_on=starts_on)
    announce(PersonEmployed(person.pk, unit.pk, manager.pk if manager else None, starts_on.isoformat()), by=by, at=at)
    return person


@transaction.atomic
def move(
    *, person: Person, unit: OrgUnit, manager: Person | None, starts_on: date, by: Actor, at: datetime
) -> Employment:
    """From `starts_on` on `person` works in `unit` under `manager`; what they did until then ends the day before."""
    person = lock(person)
    ensure(lifecycle.may_move(person, unit, manager, starts_on, by=by, at=at))
    before = starts_on - timedelta(days=1)
    for current in Employment.objects.since(starts_on).filter(person=person):
        current.ends_on = before
        current.save(update_fields=["ends_on"])
    opened = Employment.objects.create(person=person, unit=unit, manager=manager, starts_on=starts_on)
    announce(PersonMoved(person.pk, unit.pk, manager.pk if manager else None, starts_on.isoformat()), by=by, at=at)
    return opened


@transaction.atomic
def end_employment(*, person: Person, last_day: date, by: Actor, at: datetime) -> Person:
    """`person` works here until `last_day`. What they did and hold stays on record; their account is closed apart."""
    person = lock(person)
    ensure(lifecycle.may_end_employment(person, last_day, by=by, at=at))
    current = Employment.objects.get(person=person, ends_on=None)
    current.ends_on = last_day
    current.save(update_fields=["ends_on"])
    announce(EmploymentEnded(person.pk, last_day.isoformat()), by=by, at=at)
    return person
