"""The company before the story: its organisation, its people, who holds which role, and its three programs."""

import csv
import io
import json
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from guildmark.assessment import actions as assessment
from guildmark.competencies import actions as competencies
from guildmark.competencies.domain.sniff import read_package
from guildmark.kernel.access import SYSTEM
from guildmark.kernel.roles import Role
from guildmark.people import actions as people
from guildmark.people import queries as people_queries
from guildmark.people.domain.roster import COLUMNS
from guildmark.people.models import OrgUnit, Person
from guildmark.programs import actions as programs
from guildmark.programs.domain import document
from guildmark.programs.models import Program
from simulation import company
from simulation.cast import CAST
from simulation.purposes import tie_to_purposes
from simulation.story import CRL, FCE, RAP

HERE = Path(__file__).parent
FOUNDED = datetime(2023, 6, 1, 8, 0, tzinfo=UTC)
ASSESSING: dict[str, tuple[str, ...]] = {
    FCE: ("operations", "engineering", "quality-safety"),
    RAP: ("data", "finance", "product"),
    CRL: ("customer-care", "people", "sales"),
}
ASSESSORS, MENTORS = 31, 22
CAST_ASSESSES = {"tomasz": FCE, "kwame": FCE, "arjun": FCE, "leila": RAP}


@dataclass
class World:
    """What the story needs to know of the company: people by username, programs, who assesses what."""

    people: dict[str, Person]
    programs: dict[str, Program]
    assessors: dict[str, list[str]]
    mentors: list[str]
    contested: bool = False  # whether the disagreement that is open at the end has come up
    returned: bool = False  # whether the work that is back with its candidate at the end has been asked about


def found(rng: random.Random) -> World:
    """Found the company on 1 June 2023 and publish its programs a fortnight later."""
    _organise()
    crowd = company.people(rng)
    heads = {hire.unit: hire.username for hire in reversed(crowd) if hire.unit in company.DEPARTMENTS}
    _employ([*crowd, *(member.hired(number, heads) for number, member in enumerate(CAST, 1))])
    everyone = {person.username: person for person in Person.objects.select_related("job_function", "site")}
    _appoint_cast(everyone)
    _import_framework(everyone["priya"])
    made = _publish_programs(everyone["priya"], everyone["saoirse"])
    world = World(everyone, made, {slug: [] for slug in made}, ["adaeze"])
    _appoint_crowd(world, rng)
    return world


def _organise() -> None:
    for code, (name, zone, _language) in company.SITES.items():
        people.open_site(code=code, name=name, time_zone=zone, by=SYSTEM, at=FOUNDED)
    for code, name in company.FUNCTIONS.items():
        people.open_job_function(code=code, name=name, by=SYSTEM, at=FOUNDED)
    opened: dict[str, OrgUnit] = {}
    for unit in [*company.units(), company.Unit("field-commissioning", "Field Commissioning", "field-service")]:
        opened[unit.code] = people.open_unit(
            code=unit.code, name=unit.name, parent=opened.get(unit.parent), by=SYSTEM, at=FOUNDED
        )


def _employ(hires: list[company.Hire]) -> None:
    """Everybody enters the directory as from any HR system: by a CSV file."""
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS)
    writer.writeheader()
    numbers = {hire.username: hire.number for hire in hires}
    for hire in hires:
        writer.writerow(
            {
                "employee_number": hire.number, "username": hire.username, "name": hire.name, "email": hire.email,
                "unit": hire.unit, "job_function": hire.function, "site": hire.site, "language": hire.language,
                "time_zone": company.SITES[hire.site][1], "manager": numbers.get(hire.manager, ""),
                "since": hire.starts_on.isoformat(),
            }
        )  # fmt: skip
    found = people_queries.preview(table.getvalue().encode(), open_places=False, at=FOUNDED)
    people.import_people(sheet=found.sheet, open_places=False, file_digest=found.text.digest, by=SYSTEM, at=FOUNDED)


def _import_framework(owner: Person) -> None:
    path = HERE / "frameworks" / "alder-quay.csv"
    package = read_package(path.read_bytes(), name=path.stem)
    framework = competencies.import_framework(package=package, by=owner, at=FOUNDED).framework
    tie_to_purposes(framework, by=owner, at=FOUNDED + timedelta(days=1))


def _publish_programs(owner: Person, approver: Person) -> dict[str, Program]:
    made = {}
    for slug in (FCE, RAP, CRL):
        text = (HERE / "programs" / f"{slug}.yaml").read_text()
        checked = document.parse(text)
        assert checked.document, checked.problems
        at = FOUNDED + timedelta(days=2)
        version = programs.import_document(document=checked.document, by=owner, at=at)
        programs.consult(version=version, by=owner, at=at + timedelta(days=1))
        programs.approve(version=version, by=approver, at=at + timedelta(days=9))
        programs.publish(version=version, by=owner, at=at + timedelta(days=12))
        made[slug] = version.program
    return made


def _appoint_cast(everyone: dict[str, Person]) -> None:
    for member in CAST:
        for role in member.roles:
            people.appoint(
                person=everyone[member.username], role=Role(role), starts_on=FOUNDED.date(), by=SYSTEM, at=FOUNDED
            )
    lines = [{"username": member.username, "line": member.line} for member in CAST if member.line]
    (settings.DATA_DIR / "cast.json").write_text(json.dumps(lines, ensure_ascii=False, indent=1))


def _appoint_crowd(world: World, rng: random.Random) -> None:
    """Assessors from three job functions a program, and mentors; nobody of them is a candidate later."""
    at = FOUNDED + timedelta(days=16)
    taken = {member.username for member in CAST}
    for username, slug in CAST_ASSESSES.items():
        world.assessors[slug].append(username)
    quota = {FCE: 12, RAP: 10, CRL: 9}
    for slug, functions in ASSESSING.items():
        for number in range(quota[slug] - len(world.assessors[slug])):
            person = _someone(world, functions[number % len(functions)], taken, rng)
            people.appoint(person=person, role=Role.ASSESSOR, starts_on=at.date(), by=SYSTEM, at=at)
            world.assessors[slug].append(person.username)
    for number in range(MENTORS - 1):
        person = _someone(world, tuple(company.FUNCTIONS)[number % 8], taken, rng)
        people.appoint(person=person, role=Role.MENTOR, starts_on=at.date(), by=SYSTEM, at=at)
        world.mentors.append(person.username)
    for slug, usernames in world.assessors.items():
        for username in usernames:
            assessment.grant_qualification(
                person=world.people[username], program=world.programs[slug], basis=BASIS,
                starts_on=JOINED_LATER.get(username, at.date()), by=world.people["priya"], at=at,
            )  # fmt: skip


JOINED_LATER = {"kwame": date(2025, 5, 26)}
BASIS = "Founding list of the committee, after a calibration day on six reference submissions."


def _someone(world: World, function: str, taken: set[str], rng: random.Random) -> Person:
    """Anybody of a job function who has no part yet; taken from now on."""
    free = sorted(
        name for name, person in world.people.items() if person.job_function.code == function and name not in taken
    )
    chosen = rng.choice(free)
    taken.add(chosen)
    return world.people[chosen]
