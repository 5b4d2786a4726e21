"""What may stand against an act about people, each as one sentence."""

from datetime import date, datetime
from zoneinfo import available_timezones

from django.conf import settings
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, Scope, may
from guildmark.kernel.roles import NOT_FOR_ADMINS, PROSE, Role
from guildmark.people.domain.stretches import Stretch, first_clash
from guildmark.people.models import Employment, JobFunction, Leave, OrgUnit, Person, RoleHeld, Site, company_day
from guildmark.people.permissions import Can

IN_PROGRAMS = frozenset({Role.ASSESSOR, Role.MENTOR})
"""Roles to which the owner of a program may appoint for that program."""


def may_appoint(person: Person, role: Role, reach: Scope, term: Stretch, *, by: Actor, at: datetime) -> Decision:
    """Whether `by` may give `person` this role, as far as `reach` says, for `term`."""
    if by.pk == person.pk and by is not SYSTEM:
        return Decision(_("Nobody appoints themselves. Ask someone else who may appoint."))
    if not (allowed := may_fill(role, reach, by=by, at=at)):
        return allowed
    if not person.is_active:
        return Decision(_("The account of {name} is closed. Reopen it first.").format(name=person.name))
    return _fits_with_other_roles(person, role, reach, term)


def may_fill(role: Role, reach: Scope, *, by: Actor, at: datetime) -> Decision:
    """Whether `by` may appoint anybody to this role with this reach, or end such an appointment."""
    can = Can.APPOINT_IN_PROGRAM if role in IN_PROGRAMS and reach.program else Can.APPOINT
    return may(by, can, Scope(program=reach.program, unit=reach.unit), at=at)


def _fits_with_other_roles(person: Person, role: Role, reach: Scope, term: Stretch) -> Decision:
    for held in person.roles.filter(ended_at=None):
        if not term.meets(Stretch(held.starts_on, held.ends_on)):
            continue
        if held.role == role and (held.program_id, held.unit_id) == (reach.program, reach.unit):
            return Decision(_("{name} already holds this role in that time: {role}.").format(
                name=person.name, role=PROSE[role].title
            ))  # fmt: skip
        if _kept_apart(role, Role(held.role)):
            return Decision(
                _(
                    "{name} holds the role “{held}” in that time. Whoever keeps the installation sees no evidence and "
                    "no scores, so one person can’t hold it together with “{wanted}”."
                ).format(name=person.name, held=PROSE[Role(held.role)].title, wanted=PROSE[role].title)
            )
    return YES


def _kept_apart(one: Role, other: Role) -> bool:
    return (one is Role.ADMIN and other in NOT_FOR_ADMINS) or (other is Role.ADMIN and one in NOT_FOR_ADMINS)


def may_end_appointment(held: RoleHeld, *, by: Actor, at: datetime) -> Decision:
    """Whether `by` may end this appointment: who may appoint may, and so may whoever holds it."""
    allowed = may(by, Can.LAY_DOWN, held.scope, at=at) or may_fill(Role(held.role), held.scope, by=by, at=at)
    if allowed and held.role == Role.ADMIN and held.holds(at) and not _other_admins(held, at):
        return Decision(_("This is the last IT administrator. Appoint another one first."))
    return allowed


def _other_admins(held: RoleHeld, at: datetime) -> bool:
    others = RoleHeld.objects.at(at).filter(role=Role.ADMIN, program_id=None, unit=None, person__is_active=True)
    return others.exclude(person=held.person_id).exists()


def may_move(
    person: Person, unit: OrgUnit, manager: Person | None, starts_on: date, *, by: Actor, at: datetime
) -> Decision:
    """Whether `by` may put `person` into `unit` under `manager` from `starts_on` on."""
    day = company_day(at)
    for scope in (person.scope_on(day), Scope(unit=unit.pk)):
        if not (allowed := may(by, Can.EMPLOY, scope, at=at)):
            return allowed
    current = person.employments.order_by("-starts_on").first()
    if current and starts_on <= current.starts_on:
        return Decision(
            _("{name} is where they are now since {day}; a move has to start later than that.").format(
                name=person.name, day=date_format(current.starts_on)
            )
        )
    return may_lead(manager, person, starts_on)


def may_lead(manager: Person | None, person: Person, on: date) -> Decision:
    """Whether `manager` can be above `person` from `on` on: an open account, and no circle."""
    if manager is None:
        return YES
    if manager.pk == person.pk:
        return Decision(_("{name} can’t be their own manager.").format(name=person.name))
    if not manager.is_active:
        return Decision(_("The account of {name} is closed: choose another manager.").format(name=manager.name))
    line = [person, manager]
    while above := _manager_of(line[-1], on):
        if above.pk == person.pk:
            names = " → ".join(p.name for p in [*line, person])
            return Decision(_("That would be a circle of managers: {names}.").format(names=names))
        if above in line:
            return YES  # a circle that was there before and doesn't touch this person
        line.append(above)
    return YES


def _manager_of(person: Person, on: date) -> Person | None:
    stretch = Employment.objects.filter(person=person).filter(Q(ends_on=None) | Q(ends_on__gte=on))
    found = stretch.select_related("manager").order_by("-starts_on").first()
    return found.manager if found else None


def may_grant_leave(person: Person, wanted: Stretch, *, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.GRANT_LEAVE, person.scope_on(company_day(at)), at=at)):
        return allowed
    taken = [Stretch(leave.starts_on, leave.ends_on) for leave in Leave.objects.filter(person=person)]
    if clash := first_clash(wanted, taken):
        return Decision(
            _("{name} is already on leave from {day}.").format(name=person.name, day=date_format(clash.starts_on))
        )
    return YES


def may_close_account(person: Person, *, by: Actor, at: datetime) -> Decision:
    if by.pk == person.pk:
        return Decision(_("You can’t close your own account."))
    if not (allowed := may(by, Can.CLOSE_ACCOUNT, person.scope_on(company_day(at)), at=at)):
        return allowed
    if not person.is_active:
        return Decision(_("The account of {name} is closed already.").format(name=person.name))
    return YES


def in_order(stretch: Stretch) -> Decision:
    if stretch.ends_on is not None and stretch.ends_on < stretch.starts_on:
        return Decision(_("The last day lies before the first."))
    return YES


def may_end_employment(person: Person, last_day: date, *, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.EMPLOY, person.scope_on(company_day(at)), at=at)):
        return allowed
    current = Employment.objects.filter(person=person, ends_on=None).first()
    if current is None:
        return Decision(_("{name} has left already.").format(name=person.name))
    return in_order(Stretch(current.starts_on, last_day))


def may_be_called(username: str, employee_number: str, email: str) -> Decision:
    """Whether nobody in the directory has this username, number or address yet."""
    wanted = Q(username=username) | Q(employee_number=employee_number) | Q(email__iexact=email)
    if taken := Person.objects.filter(wanted).first():
        return Decision(
            _("{name} is in the directory already, with the same username, employee number or address.").format(
                name=taken.name
            )
        )
    return YES


def offers(language: str, time_zone: str) -> Decision:
    if language not in dict(settings.LANGUAGES):
        return Decision(_("Guildmark doesn’t speak that language yet."))
    if time_zone not in available_timezones():
        return Decision(_("There is no time zone of that name."))
    return YES


def is_free(model: type[OrgUnit] | type[JobFunction] | type[Site], code: str) -> Decision:
    if model.objects.filter(code=code).exists():
        return Decision(_("The code {code} is taken already.").format(code=code))
    return YES
