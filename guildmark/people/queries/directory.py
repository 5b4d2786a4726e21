"""The directory: everybody who works here, as far as everyone may know."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, FilteredRelation, Q, QuerySet, Value

from guildmark.kernel.access import Actor, may
from guildmark.kernel.roles import HELD, PROSE, Role
from guildmark.people.models import JobFunction, OrgUnit, Person, RoleHeld, Site, company_day
from guildmark.people.permissions import Can

A_PAGE = 50
COLUMNS = {
    "name": "name",
    "function": "job_function__name",
    "site": "site__name",
    "unit": "now__unit__name",
    "manager": "now__manager__name",
}


@dataclass(frozen=True)
class DirectoryRow:
    person_id: int
    username: str
    name: str
    email: str
    function: str
    site: str
    unit: str
    manager: str
    manager_username: str
    is_active: bool
    roles: tuple[str, ...] = ()

    @property
    def initials(self) -> str:
        words = self.name.split()
        return (words[0][:1] + words[-1][:1]).upper() if words else "?"


@dataclass(frozen=True)
class Choices:
    """What the list can be narrowed to, as codes with names."""

    units: list[tuple[str, str]]
    functions: list[tuple[str, str]]
    sites: list[tuple[str, str]]
    roles: list[tuple[str, str]]


def directory(
    viewer: Actor, wanted: Mapping[str, str], *, sort: str = "name", page: Any = 1, at: datetime
) -> Page[DirectoryRow]:
    """One page of the people who match `wanted` (q, unit, function, site, role, closed). Four queries at most."""
    return Paginator(_Rows(_matching(viewer, wanted, sort, at), at), A_PAGE).get_page(page)  # type: ignore[arg-type]


def directory_rows(
    viewer: Actor, wanted: Mapping[str, str], *, sort: str = "name", at: datetime, most: int | None = None
) -> list[DirectoryRow]:
    """All of them, or the first `most`: for a file, or for what search finds."""
    return _rows(_matching(viewer, wanted, sort, at)[:most], at)


def choices() -> Choices:
    """What the directory can be narrowed to. One query."""
    listed: dict[str, list[tuple[str, str]]] = {"unit": [], "function": [], "site": []}
    kinds: Any = zip(listed, (OrgUnit, JobFunction, Site), strict=True)
    first, *others = (
        model.objects.annotate(kind=Value(kind)).order_by().values_list("kind", "code", "name") for kind, model in kinds
    )
    rows: Any = first.union(*others).order_by("name", "code")
    for kind, code, name in rows:
        listed[kind].append((code, name))
    roles = [(role.value, str(PROSE[role].title)) for role in HELD]
    return Choices(listed["unit"], listed["function"], listed["site"], roles)


class _Rows:
    """Rows made when a page of them is looked at."""

    def __init__(self, people: QuerySet[Person], at: datetime) -> None:
        self.people, self.at = people, at

    def count(self) -> int:
        return self.people.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[DirectoryRow]:
        return _rows(self.people[part], self.at)


def _matching(viewer: Actor, wanted: Mapping[str, str], sort: str, at: datetime) -> QuerySet[Person]:
    day = company_day(at)
    on_that_day = Q(employments__starts_on__lte=day) & (Q(employments__ends_on=None) | Q(employments__ends_on__gte=day))
    people: Any = Person.objects.annotate(now=FilteredRelation("employments", condition=on_that_day))
    people = people.filter(_closed(viewer, wanted, at), **_narrowed(wanted))
    for word in wanted.get("q", "").split()[:5]:
        people = people.filter(Q(name__icontains=word) | Q(username__icontains=word) | Q(email__icontains=word))
    if unit := wanted.get("unit"):
        people = people.filter(now__unit__path__startswith=_path_of(unit))
    if role := wanted.get("role"):
        people = people.filter(pk__in=RoleHeld.objects.at(at).filter(role=role).values("person_id"))
    return people.order_by(*_order(sort))


def _narrowed(wanted: Mapping[str, str]) -> dict[str, str]:
    lookups = {"function": "job_function__code", "site": "site__code"}
    return {lookup: wanted[name] for name, lookup in lookups.items() if wanted.get(name)}


def _closed(viewer: Actor, wanted: Mapping[str, str], at: datetime) -> Q:
    return Q(is_active=not (wanted.get("closed") and may(viewer, Can.CLOSE_ACCOUNT, at=at)))


def _path_of(unit: str) -> str:
    return OrgUnit.objects.filter(code=unit).values_list("path", flat=True).first() or "no such unit"


def _order(sort: str) -> list[Any]:
    column = F(COLUMNS.get(sort.removeprefix("-"), "name"))
    first = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return [first, "name", "pk"]


def _rows(people: QuerySet[Any], at: datetime) -> list[DirectoryRow]:
    found: list[Any] = list(
        people.values_list(
            "pk", "username", "name", "email", "job_function__name", "site__name", "now__unit__name",
            "now__manager__name", "now__manager__username", "is_active",
        )
    )  # fmt: skip
    roles = _roles_of((row[0] for row in found), at)
    return [
        DirectoryRow(*(*row[:6], *(cell or "" for cell in row[6:9]), row[9], tuple(roles[row[0]]))) for row in found
    ]


def _roles_of(person_ids: Iterable[int], at: datetime) -> dict[int, dict[str, None]]:
    titles: dict[int, dict[str, None]] = defaultdict(dict)
    ids = list(person_ids)
    held = RoleHeld.objects.at(at)
    if len(ids) <= A_PAGE:
        held = held.filter(person_id__in=ids)
    for person_id, role in held.order_by("role").values_list("person_id", "role"):
        titles[person_id][str(PROSE[Role(role)].title)] = None
    return titles
