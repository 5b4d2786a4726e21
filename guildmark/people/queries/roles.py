"""Who holds which role, how far it reaches, for how long and by whose appointment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from guildmark.kernel.access import Actor, Decision, may
from guildmark.kernel.roles import PROSE, Role
from guildmark.people import lifecycle
from guildmark.people.models import Person, RoleHeld
from guildmark.people.permissions import Can
from guildmark.people.ports import program_titles

A_PAGE = 50
COLUMNS = {"person": "person__name", "role": "role", "since": "starts_on", "until": "ends_on"}


@dataclass(frozen=True)
class Appointment:
    """A role someone holds or held: how far it reaches, for how long, by whom."""

    pk: int
    role: str
    reach: str
    starts_on: date
    ends_on: date | None
    appointed_by: str
    ended_at: datetime | None
    person: str = ""
    username: str = ""
    may_end: Decision | None = None
    holds: bool = True


def appointments_of(person: Person, viewer: Actor, *, at: datetime) -> list[Appointment]:
    """Every appointment of this person, newest first."""
    return _appointments(_all().filter(person=person).order_by("-starts_on", "-pk"), viewer, at)


def roles_page(
    viewer: Actor, wanted: Mapping[str, str], *, sort: str = "person", page: Any = 1, at: datetime
) -> Page[Appointment]:
    """One page of the appointments that match `wanted` (q, role, past). Three queries."""
    found = _matching(viewer, wanted, sort, at)
    shown: Any = Paginator(found, A_PAGE).get_page(page)
    shown.object_list = _appointments(shown.object_list, viewer, at)
    return shown


def roles_rows(viewer: Actor, wanted: Mapping[str, str], *, sort: str = "person", at: datetime) -> list[Appointment]:
    """All of them, for a file."""
    return _appointments(_matching(viewer, wanted, sort, at), viewer, at)


def get_appointment(viewer: Actor, pk: int, *, at: datetime) -> RoleHeld:
    """An appointment that the viewer may see: everybody's as long as it holds, past ones for few. Else a 404."""
    held = _all().filter(pk=pk).first()
    if held is None or not (held.holds(at) or may(viewer, Can.SEE_PAST_ROLES, held.scope, at=at)):
        raise Http404
    return held


def _all() -> QuerySet[RoleHeld]:
    return RoleHeld.objects.select_related("person", "unit", "appointed_by")


def _matching(viewer: Actor, wanted: Mapping[str, str], sort: str, at: datetime) -> QuerySet[RoleHeld]:
    past = wanted.get("past") and may(viewer, Can.SEE_PAST_ROLES, at=at) and _sees_all_past(viewer, at)
    found = _all() if past else _all().filter(pk__in=RoleHeld.objects.at(at), person__is_active=True)
    if role := wanted.get("role"):
        found = found.filter(role=role)
    for word in wanted.get("q", "").split()[:5]:
        found = found.filter(Q(person__name__icontains=word) | Q(person__username__icontains=word))
    column = COLUMNS.get(sort.removeprefix("-"), "person__name")
    return found.order_by(f"-{column}" if sort.startswith("-") else column, "person__name", "pk")


def _sees_all_past(viewer: Actor, at: datetime) -> bool:
    return any(held.everything and held.role in Can.SEE_PAST_ROLES.roles for held in viewer.roles_held(at))


def _appointments(rows: Iterable[RoleHeld], viewer: Actor, at: datetime) -> list[Appointment]:
    found = list(rows)
    programs = program_titles() if any(one.program_id for one in found) else {}
    return [_appointment(one, viewer, programs, at) for one in found]


def _appointment(one: RoleHeld, viewer: Actor, programs: dict[int, str], at: datetime) -> Appointment:
    return Appointment(
        pk=one.pk,
        role=str(PROSE[Role(one.role)].title),
        reach=reach_in_words(one, programs),
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        appointed_by=one.appointed_by.name if one.appointed_by else "",
        ended_at=one.ended_at,
        person=one.person.name,
        username=one.person.username,
        may_end=may(viewer, Can.LAY_DOWN, one.scope, at=at)
        or lifecycle.may_fill(Role(one.role), one.scope, by=viewer, at=at),
        holds=one.holds(at),
    )


def reach_in_words(one: RoleHeld, programs: dict[int, str]) -> str:
    if one.program_id:
        return programs.get(one.program_id) or _("one program")
    if one.unit:
        return _("{unit} and everything below").format(unit=one.unit.name)
    return _("the whole company")


def program_choices() -> list[tuple[int, str]]:
    """What a role can be narrowed to, by title."""
    return sorted(program_titles().items(), key=lambda program: program[1])
