"""Appointing to roles."""

from datetime import date, datetime

from django.db import transaction

from guildmark.kernel.access import Actor, Scope, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.kernel.roles import Role
from guildmark.people import lifecycle
from guildmark.people.domain.stretches import Stretch
from guildmark.people.facts import AppointmentEnded, RoleAppointed
from guildmark.people.models import Person, RoleHeld, company_day


@transaction.atomic
def appoint(
    *,
    person: Person,
    role: Role,
    program_id: int | None = None,
    unit_id: int | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: Actor,
    at: datetime,
) -> RoleHeld:
    """`person` holds `role` from `starts_on` (today) on: in the whole company, or in one program, or in one unit."""
    locked = lock(person)
    term = Stretch(starts_on or company_day(at), ends_on)
    ensure(lifecycle.in_order(term))
    ensure(lifecycle.may_appoint(locked, role, Scope(program=program_id, unit=unit_id), term, by=by, at=at))
    held = RoleHeld.objects.create(
        person=locked,
        role=role,
        program_id=program_id,
        unit_id=unit_id,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        appointed_at=at,
        appointed_by_id=by.pk,
    )
    person.forget()
    announce(RoleAppointed(held.pk, person.pk, role.value, program_id, unit_id), by=by, at=at)
    return held


@transaction.atomic
def end_appointment(*, held: RoleHeld, by: Actor, at: datetime) -> RoleHeld:
    """The appointment is over from this moment on; ended already, it stays as it is."""
    lock(held.person)
    held = lock(held, "person", "unit")
    ensure(lifecycle.may_end_appointment(held, by=by, at=at))
    if held.ended_at is None:
        held.ended_at, held.ended_by_id = at, by.pk
        held.save(update_fields=["ended_at", "ended_by"])
        announce(AppointmentEnded(held.pk, held.person_id, held.role, held.program_id, held.unit_id), by=by, at=at)
    held.person.forget()
    return held
