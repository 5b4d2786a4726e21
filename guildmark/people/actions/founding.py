"""The first account of an installation."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from guildmark.kernel.access import Actor, Scope, ensure, may
from guildmark.kernel.facts import announce
from guildmark.kernel.roles import Role
from guildmark.people.actions.appointing import appoint
from guildmark.people.actions.employing import employ
from guildmark.people.actions.shaping import open_job_function, open_site, open_unit
from guildmark.people.facts import AdministratorFounded
from guildmark.people.models import JobFunction, OrgUnit, Person, RoleHeld, Site, company_day
from guildmark.people.permissions import Can


@transaction.atomic
def found_administrator(*, username: str, name: str, email: str, by: Actor, at: datetime) -> Person:
    """There is a person of this username who keeps the installation; where the directory was empty, it has a
    first unit, job function and site."""
    ensure(may(by, Can.APPOINT, Scope(), at=at))
    person = Person.objects.select_for_update().filter(username=username).first()
    if person is None:
        person = employ(
            username=username,
            employee_number=username,
            name=name,
            email=email,
            job_function=JobFunction.objects.first() or open_job_function(code="it", name="IT", by=by, at=at),
            site=Site.objects.first() or _first_site(by, at),
            unit=OrgUnit.objects.filter(parent=None).first() or open_unit(code="company", name="Company", by=by, at=at),
            starts_on=company_day(at),
            by=by,
            at=at,
        )
    if not RoleHeld.objects.at(at).filter(person=person, role=Role.ADMIN, program_id=None, unit=None).exists():
        appoint(person=person, role=Role.ADMIN, by=by, at=at)
    announce(AdministratorFounded(person.pk), by=by, at=at)
    return person


def _first_site(by: Actor, at: datetime) -> Site:
    return open_site(code="head-office", name="Head office", time_zone=settings.TIME_ZONE, by=by, at=at)
