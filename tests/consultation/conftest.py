"""A draft whose criteria are tied to three indicators, and people of four functions who know the work."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from guildmark.consultation import actions
from guildmark.people.models import company_day
from guildmark.programs.models import Criterion, IndicatorReference
from tests import builders
from tests.cast import NOW, a_person

STATEMENTS = ("Isolates every source.", "Names one likely cause and tests it.", "Writes what to watch.")
KEYS = [str(UUID(int=number)) for number in (1, 2, 3)]
PURPOSE = "Site work done alone. Clients rely on it."


@pytest.fixture
def at():
    return NOW


@pytest.fixture
def story_time(monkeypatch, at):
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: at)


@pytest.fixture
def browse():
    def browse(person, **told) -> Client:
        client = Client(**told)
        client.force_login(person)
        return client

    return browse


def tied(version):
    criteria = Criterion.objects.filter(version=version).order_by("position")
    for number, (criterion, statement) in enumerate(zip(criteria, STATEMENTS, strict=True), start=1):
        IndicatorReference.objects.create(
            version=version, key=f"i-{number}", criterion=criterion, framework="Field work",
            framework_identifier=UUID(int=99), identifier=UUID(int=number), statement=statement, position=number,
        )  # fmt: skip
    return version


@pytest.fixture
def draft(priya):
    return tied(builders.a_draft_version(priya))


@pytest.fixture
def last_day(at):
    return company_day(at) + timedelta(days=14)


@pytest.fixture
def people(db):
    """Six of operations, six of care, one of finance."""
    made = []
    for number in range(6):
        made.append(a_person(f"Op{number} Vos", function="operations", at="leeds", in_unit="pumps"))
        made.append(a_person(f"Care{number} Vos", function="care", at="pune", in_unit="desk"))
    return [*made, a_person("Fin Vos", function="finance", at="rotterdam", in_unit="books")]


@pytest.fixture
def opened(draft, people, last_day, priya, at):
    return actions.open_round(
        version=draft, people=people, purpose=PURPOSE, last_day=last_day, by=priya, at=at
    )  # fmt: skip


@pytest.fixture
def says(at):
    """Somebody says all of it, and hands it in: how much each indicator matters, and a comment on the first."""

    def says(found, person, *importances, comment="", when=None):
        for key, importance in zip(KEYS, importances, strict=True):
            said = {"importance": importance, "frequency": 4, "clarity": 3}
            actions.say(round=found, item=key, said=said, by=person, at=when or at)
        if comment:
            actions.say(round=found, item=KEYS[0], said={"comment": comment}, by=person, at=when or at)
        return actions.hand_in(round=found, by=person, at=when or at)

    return says


@pytest.fixture
def spoken(opened, people, says, priya, at):
    """All call the first essential; operations alone the second; nobody the third. Closed."""
    for person in people:
        operations = person.job_function.code == "operations"
        comment = "Say which meter." if person.name == "Op0 Vos" else ""
        says(opened, person, 3, 3 if operations else 1, 1, comment=comment)
    return actions.close_round(round=opened, by=priya, at=at)
