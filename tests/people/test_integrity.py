"""Each promise finds a tampering planted for it, by a road that no verb takes."""

from datetime import timedelta

import pytest
from django.db import connection

from guildmark.kernel.integrity import INVARIANTS
from guildmark.kernel.roles import Role
from guildmark.people.models import Employment, OrgUnit
from tests.cast import TODAY, holds, unit

OURS = ["people.units", "people.lines", "people.stretches", "people.apart"]


def breaches(name):
    return [(breach.thing, breach.sentence) for breach in INVARIANTS[name].check()]


@pytest.mark.parametrize("name", OURS)
def test_the_company_as_it_is_breaks_nothing(name, ines, weiling, tomasz):
    assert breaches(name) == []


def test_a_path_that_leads_elsewhere(ines):
    OrgUnit.objects.filter(code="field").update(path="/999/")
    assert [thing for thing, _ in breaches("people.units")] == ["unit field"]


def test_a_circle(ines, henrik):
    Employment.objects.filter(person=henrik).update(manager=ines)
    assert breaches("people.lines") == [("person henrik", "henrik → ines → henrik")]


def test_two_places_at_once(ines):
    with connection.cursor() as cursor:
        on = " ON people_employment" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER people_employment_overlap_insert{on}")
    Employment.objects.create(person=ines, unit=unit("field"), starts_on=TODAY, ends_on=TODAY + timedelta(days=3))
    assert breaches("people.stretches") == [("person ines", "Two stretches of employment share 2026-04-16.")]


def test_an_administrator_who_assesses(weiling):
    holds(weiling, Role.ASSESSOR)
    assert breaches("people.apart") == [("person weiling", "Holds admin together with assessor.")]
