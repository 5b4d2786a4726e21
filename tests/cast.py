"""The fixed cast in the fixed company: Alder & Quay Instruments. Tests read as short stories about these people."""

from datetime import UTC, date, datetime

import pytest

from guildmark.kernel.roles import Role
from guildmark.people.models import Employment, JobFunction, OrgUnit, Person, RoleHeld, Site

NOW = datetime(2026, 4, 16, 7, 0, tzinfo=UTC)
TODAY = date(2026, 4, 16)
LONG_AGO = date(2019, 1, 1)

SITES = {
    "rotterdam": "Europe/Amsterdam",
    "leeds": "Europe/London",
    "pune": "Asia/Kolkata",
    "monterrey": "America/Monterrey",
}


def job_function(code: str) -> JobFunction:
    return JobFunction.objects.get_or_create(code=code, defaults={"name": code.replace("-", " ").capitalize()})[0]


def site(code: str) -> Site:
    return Site.objects.get_or_create(code=code, defaults={"name": code.capitalize(), "time_zone": SITES[code]})[0]


def unit(code: str, parent: str | None = None) -> OrgUnit:
    above = unit(parent) if parent else None
    found, made = OrgUnit.objects.get_or_create(code=code, defaults={"name": code.capitalize(), "parent": above})
    if made:
        found.path = f"{above.path if above else '/'}{found.pk}/"
        found.save()
    return found


def a_person(name: str, *, function: str, at: str, in_unit: str, under: Person | None = None) -> Person:
    """Someone employed since long ago; the username is the first name."""
    username = name.split()[0].lower().replace("-", "")
    person = Person.objects.create(
        username=username,
        employee_number=f"E-{username}",
        name=name,
        email=f"{username}@alderquay.example",
        job_function=job_function(function),
        site=site(at),
        time_zone=SITES[at],
        created_at=NOW,
    )
    Employment.objects.create(person=person, unit=unit(in_unit, "company"), manager=under, starts_on=LONG_AGO)
    return person


def holds(person: Person, role: Role, *, program_id: int | None = None, in_unit: OrgUnit | None = None) -> Person:
    """Appoint to a role, company-wide unless a program or unit is given."""
    RoleHeld.objects.create(
        person=person, role=role, program_id=program_id, unit=in_unit, starts_on=LONG_AGO, appointed_at=NOW
    )
    person.forget()
    return person


@pytest.fixture
def henrik(db):
    """Line manager of Ines."""
    return a_person("Henrik Lund", function="operations", at="rotterdam", in_unit="field")


@pytest.fixture
def ines(henrik):
    """A candidate in Monterrey."""
    return a_person("Ines Carvalho", function="operations", at="monterrey", in_unit="field", under=henrik)


@pytest.fixture
def nadia(db):
    """Another candidate."""
    return a_person("Nadia Haddad", function="customer-care", at="rotterdam", in_unit="care")


@pytest.fixture
def tomasz(db):
    """An assessor in Leeds, from engineering."""
    return holds(a_person("Tomasz Bielak", function="engineering", at="leeds", in_unit="engineering"), Role.ASSESSOR)


@pytest.fixture
def kwame(db):
    """A severe assessor, from customer care."""
    return holds(a_person("Kwame Mensah", function="customer-care", at="rotterdam", in_unit="service"), Role.ASSESSOR)


@pytest.fixture
def saoirse(db):
    """A further assessor, from quality."""
    return holds(a_person("Saoirse Doyle", function="quality", at="leeds", in_unit="quality"), Role.ASSESSOR)


@pytest.fixture
def adaeze(db):
    """A mentor."""
    return holds(a_person("Adaeze Okonkwo", function="engineering", at="pune", in_unit="learning"), Role.MENTOR)


@pytest.fixture
def priya(db):
    """The program owner."""
    return holds(a_person("Priya Raman", function="people", at="pune", in_unit="academy"), Role.PROGRAM_OWNER)


@pytest.fixture
def marguerite(db):
    """Chair of the certification committee."""
    return holds(a_person("Marguerite Osei", function="legal", at="rotterdam", in_unit="legal"), Role.COMMITTEE)


@pytest.fixture
def daniel(db):
    """An executive."""
    return holds(a_person("Daniel Achterberg", function="management", at="rotterdam", in_unit="board"), Role.EXECUTIVE)


@pytest.fixture
def yusuf(db):
    """An analyst."""
    return holds(a_person("Yusuf Demir", function="people", at="rotterdam", in_unit="analytics"), Role.ANALYST)


@pytest.fixture
def weiling(db):
    """An IT administrator."""
    return holds(a_person("Wei-Ling Tan", function="it", at="leeds", in_unit="it"), Role.ADMIN)
