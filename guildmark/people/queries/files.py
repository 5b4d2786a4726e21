"""One person, each part only for whom it is meant."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.http import Http404

from guildmark.kernel.access import Actor, Decision, Scope, may
from guildmark.people import lifecycle
from guildmark.people.models import Employment, Leave, OrgUnit, Person, company_day
from guildmark.people.permissions import Can
from guildmark.people.queries.roles import Appointment, appointments_of

Part = TypeVar("Part")


@dataclass(frozen=True)
class Worked:
    """A stretch of work: where, under whom, from when to when."""

    unit: str
    manager: str
    manager_username: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class PersonFile:
    """What the viewer may know of a person. A part that is `None` is not for them."""

    person: Person
    units: tuple[str, ...]
    now: Worked | None
    reports: tuple[tuple[str, str], ...]
    roles: tuple[Appointment, ...]
    past_roles: tuple[Appointment, ...] | None
    history: tuple[Worked, ...] | None
    leaves: tuple[Leave, ...] | None
    number: str | None
    away_until: date | None
    may_move: Decision
    may_grant_leave: Decision
    may_appoint: Decision
    may_close: Decision
    may_send_link: Decision


def person_called_exactly(viewer: Actor, username: str, *, at: datetime) -> Person:
    """The person of this username, as long as their account is open, or the viewer keeps accounts. Else a 404."""
    person = Person.objects.filter(username=username).select_related("job_function", "site").first()
    if person is None or not may(viewer, Can.SEE_DIRECTORY, person, at=at):
        raise Http404
    if not person.is_active and person.pk != viewer.pk and not may(viewer, Can.CLOSE_ACCOUNT, person, at=at):
        raise Http404
    return person


def get_person(viewer: Actor, username: str, *, at: datetime) -> PersonFile:
    """What `viewer` may know of this person. Nine queries at most."""
    person = person_called_exactly(viewer, username, at=at)
    day = company_day(at)
    stretches = list(Employment.objects.filter(person=person).select_related("unit", "manager").order_by("-starts_on"))
    current = next((stretch for stretch in stretches if stretch.covers(day)), None)
    about = Scope(subject=person.pk, unit=current.unit_id if current else None)
    held = appointments_of(person, viewer, at=at)
    leaves = list(Leave.objects.filter(person=person).order_by("-starts_on"))
    return PersonFile(
        person=person,
        units=_line_of_units(current.unit) if current else (),
        now=_worked(current) if current else None,
        reports=_reports(person, day),
        roles=tuple(one for one in held if one.holds),
        past_roles=_if(may(viewer, Can.SEE_PAST_ROLES, about, at=at), tuple(one for one in held if not one.holds)),
        history=_if(may(viewer, Can.SEE_HISTORY, about, at=at), tuple(_worked(one) for one in stretches)),
        leaves=_if(seen := may(viewer, Can.SEE_LEAVE, about, at=at), tuple(leaves)),
        number=_if(may(viewer, Can.SEE_NUMBER, about, at=at), person.employee_number),
        away_until=_away_until(leaves, day) if seen else None,
        may_move=may(viewer, Can.EMPLOY, about, at=at),
        may_grant_leave=may(viewer, Can.GRANT_LEAVE, about, at=at),
        may_appoint=_may_appoint_to_something(viewer, person, at=at),
        may_close=lifecycle.may_close_account(person, by=viewer, at=at),
        may_send_link=lifecycle.may_send_link(person, by=viewer, at=at),
    )


def get_person_with_record(viewer: Actor, pk: int, *, at: datetime) -> Person:
    """The person with this key, for whoever may read everything that happened about them. Else a 404."""
    person = Person.objects.filter(pk=pk).first()
    if person is None or not may(viewer, Can.SEE_RECORD, person, at=at):
        raise Http404
    return person


def _if(seen: Decision, part: Part) -> Part | None:
    return part if seen else None


def _may_appoint_to_something(viewer: Actor, person: Person, *, at: datetime) -> Decision:
    if viewer.pk == person.pk:
        return lifecycle.not_oneself()
    return may(viewer, Can.APPOINT, at=at) or may(viewer, Can.APPOINT_IN_PROGRAM, at=at)


def _worked(stretch: Employment) -> Worked:
    manager = stretch.manager
    return Worked(
        stretch.unit.name,
        manager.name if manager else "",
        manager.username if manager else "",
        stretch.starts_on,
        stretch.ends_on,
    )


def _line_of_units(unit: OrgUnit) -> tuple[str, ...]:
    ids = [int(part) for part in unit.path.split("/") if part]
    names = dict(OrgUnit.objects.filter(pk__in=ids).values_list("pk", "name"))
    return tuple(names[pk] for pk in ids if pk in names)


def _reports(person: Person, day: date) -> tuple[tuple[str, str], ...]:
    led = Employment.objects.on(day).filter(manager=person, person__is_active=True).order_by("person__name")
    return tuple(led.values_list("person__username", "person__name"))


def _away_until(leaves: list[Leave], day: date) -> date | None:
    away = [one for one in leaves if one.starts_on <= day and (one.ends_on is None or day <= one.ends_on)]
    return (away[0].ends_on or date.max) if away else None


def work_of(person: Person, *, at: datetime) -> dict[str, object]:
    """Where and under whom this person works, as a form starts from it."""
    current = Employment.objects.on(company_day(at)).filter(person=person).select_related("manager").first()
    if current is None:
        return {}
    return {"unit": current.unit_id, "manager": current.manager.username if current.manager else ""}


def get_leave(viewer: Actor, pk: int, *, at: datetime) -> Leave:
    """A leave that the viewer may see. Else a 404."""
    leave = Leave.objects.filter(pk=pk).select_related("person").first()
    if leave is None or not may(viewer, Can.SEE_LEAVE, leave.person.scope_on(company_day(at)), at=at):
        raise Http404
    return leave
