"""Who may see what about one person, by name where it can be said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.functional import Promise

from guildmark.kernel.access import Permission
from guildmark.kernel.matrix import ROOM_TITLES, Row, access_matrix
from guildmark.kernel.roles import PROSE, RELATIONS, Role
from guildmark.people.models import Person, RoleHeld
from guildmark.people.ports import program_titles
from guildmark.people.queries.lines import manager_of, unit_of
from guildmark.people.queries.roles import reach_in_words


@dataclass(frozen=True)
class Holder:
    """Somebody who carries a role that opens something: who, and how far the role reaches."""

    name: str
    username: str
    reach: str


@dataclass(frozen=True)
class Seen:
    """Something about one person that others may see, and in whose hands that lies today."""

    room: str | Promise
    sentence: str | Promise
    everyone: bool
    manager: Holder | None
    roles: tuple[tuple[str, tuple[Holder, ...]], ...]

    @property
    def nobody_else(self) -> bool:
        return not (self.everyone or self.manager or any(holders for _title, holders in self.roles))


def who_sees(person: Person, *, at: datetime) -> list[Seen]:
    """Each thing about `person` that a permission opens to others, and who those are today. Five queries at most."""
    about_me = [
        row
        for row in access_matrix()
        if _opens(row.permission) and (Role.SUBJECT in row.roles or Role.LINE_MANAGER in row.roles)
    ]
    held = _holders(person, at)
    manager = manager_of(person, at)
    leads = Holder(manager.name, manager.username, "") if manager else None
    return [
        Seen(
            ROOM_TITLES[row.room],
            row.sentence,
            Role.EVERYONE in row.roles,
            leads if Role.LINE_MANAGER in row.roles else None,
            tuple((str(PROSE[r].title), tuple(held.get(r, ()))) for r in row.roles if r not in RELATIONS),
        )
        for row in about_me
    ]


def _opens(one: Permission) -> bool:
    """Whether a permission is about seeing: by the naming law, its verb starts with `see` or `read`."""
    return one.name.partition(".")[2].startswith(("see", "read"))


def _holders(person: Person, at: datetime) -> dict[Role, list[Holder]]:
    unit = unit_of(person, at)
    held = RoleHeld.objects.at(at).filter(person__is_active=True).exclude(person=person)
    rows = list(held.select_related("person", "unit").order_by("person__name"))
    programs = program_titles() if any(one.program_id for one in rows) else {}
    found: dict[Role, list[Holder]] = {}
    for one in rows:
        if one.unit is None or (unit and f"/{one.unit_id}/" in unit.path):
            reach = reach_in_words(one, programs) if one.program_id or one.unit_id else ""
            found.setdefault(Role(one.role), []).append(Holder(one.person.name, one.person.username, reach))
    return found


def by_room(matrix: Iterable[Row]) -> list[tuple[str | Promise, list[Row]]]:
    """The rows of the matrix, room by room."""
    return [(ROOM_TITLES[room], list(rows)) for room, rows in groupby(matrix, key=lambda row: row.room)]
