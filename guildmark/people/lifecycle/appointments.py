"""What may stand against an appointment, each as one sentence."""

from datetime import datetime

from django.utils.translation import gettext as _

from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, Scope, may
from guildmark.kernel.roles import NOT_FOR_ADMINS, PROSE, Role
from guildmark.people.domain.stretches import Stretch
from guildmark.people.models import Person, RoleHeld
from guildmark.people.permissions import Can

IN_PROGRAMS = frozenset({Role.ASSESSOR, Role.MENTOR})
"""Roles to which the owner of a program may appoint for that program."""


def may_appoint(person: Person, role: Role, reach: Scope, term: Stretch, *, by: Actor, at: datetime) -> Decision:
    """Whether `by` may give `person` this role, as far as `reach` says, for `term`."""
    if by.pk == person.pk and by is not SYSTEM:
        return not_oneself()
    if not (allowed := may_fill(role, reach, by=by, at=at)):
        return allowed
    if not person.is_active:
        return Decision(_("The account of {name} is closed. Reopen it first.").format(name=person.name))
    return _fits_with_other_roles(person, role, reach, term)


def not_oneself() -> Decision:
    return Decision(_("Nobody appoints themselves. Ask someone else who may appoint."))


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
