"""What may stand against joining, moving, leaving and being away, each as one sentence."""

from datetime import date, datetime

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildmark.kernel.access import YES, Actor, Decision, Scope, may
from guildmark.people.domain.stretches import Stretch, first_clash
from guildmark.people.models import Employment, JobFunction, Leave, OrgUnit, Person, Site, company_day
from guildmark.people.permissions import Can


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
                name=person.name, day=date_format(current.starts_on, "j F Y")
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


def may_end_employment(person: Person, last_day: date, *, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.EMPLOY, person.scope_on(company_day(at)), at=at)):
        return allowed
    current = Employment.objects.filter(person=person, ends_on=None).first()
    if current is None:
        return Decision(_("{name} has left already.").format(name=person.name))
    return in_order(Stretch(current.starts_on, last_day))


def may_grant_leave(person: Person, wanted: Stretch, *, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.GRANT_LEAVE, person.scope_on(company_day(at)), at=at)):
        return allowed
    taken = [Stretch(leave.starts_on, leave.ends_on) for leave in Leave.objects.filter(person=person)]
    if clash := first_clash(wanted, taken):
        return Decision(
            _("{name} is already on leave from {day}.").format(
                name=person.name, day=date_format(clash.starts_on, "j F Y")
            )
        )
    return YES


def in_order(stretch: Stretch) -> Decision:
    if stretch.ends_on is not None and stretch.ends_on < stretch.starts_on:
        return Decision(_("The last day lies before the first."))
    return YES


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


def is_free(model: type[OrgUnit] | type[JobFunction] | type[Site], code: str) -> Decision:
    if model.objects.filter(code=code).exists():
        return Decision(_("The code {code} is taken already.").format(code=code))
    return YES
