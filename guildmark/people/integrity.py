"""What always holds about people and the organisation, derived again from what is stored."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from guildmark.kernel.integrity import Breach, invariant
from guildmark.kernel.roles import NOT_FOR_ADMINS, Role
from guildmark.people.domain.lines import circles
from guildmark.people.domain.stretches import Stretch
from guildmark.people.models import Employment, Leave, OrgUnit, Person, RoleHeld


@invariant("people.units", "Each unit’s path leads from the top of the organisation down to it.")
def unit_paths() -> Iterator[Breach]:
    units = {unit.pk: unit for unit in OrgUnit.objects.all()}
    for unit in units.values():
        above = units.get(unit.parent_id) if unit.parent_id else None
        if unit.path != unit.path_below(above):
            yield Breach(f"unit {unit.code}", f"Its path is {unit.path}, and should be {unit.path_below(above)}.")


@invariant("people.lines", "Nobody is above themselves: present reporting lines have no circle.")
def reporting_lines() -> Iterator[Breach]:
    lines = dict(Employment.objects.filter(ends_on=None).order_by("person_id").values_list("person_id", "manager_id"))
    names = dict(Person.objects.values_list("pk", "username"))
    for circle in circles(lines):
        yield Breach(f"person {names[circle[0]]}", " → ".join(names[pk] for pk in (*circle, circle[0])))


@invariant("people.stretches", "Nobody works in two places on one day, nor is on leave twice.")
def stretches() -> Iterator[Breach]:
    for model, word in ((Employment, "employment"), (Leave, "leave")):
        of: dict[str, list[Stretch]] = defaultdict(list)
        rows = model.objects.order_by("starts_on", "pk").values_list("person__username", "starts_on", "ends_on")
        for username, starts_on, ends_on in rows:
            of[username].append(Stretch(starts_on, ends_on))
        for username, taken in of.items():
            for one, next_one in pairwise(taken):
                if one.meets(next_one):
                    yield Breach(f"person {username}", f"Two stretches of {word} share {next_one.starts_on}.")


@invariant("people.apart", "Nobody keeps the installation and sees evidence or scores at the same time.")
def roles_apart() -> Iterator[Breach]:
    keeps = RoleHeld.objects.filter(role=Role.ADMIN, ended_at=None)
    sees = defaultdict(list)
    for held in RoleHeld.objects.filter(role__in=NOT_FOR_ADMINS, ended_at=None, person__in=keeps.values("person")):
        sees[held.person_id].append(held)
    for admin in keeps.select_related("person"):
        for held in sees[admin.person_id]:
            if Stretch(admin.starts_on, admin.ends_on).meets(Stretch(held.starts_on, held.ends_on)):
                yield Breach(f"person {admin.person.username}", f"Holds {admin.role} together with {held.role}.")
