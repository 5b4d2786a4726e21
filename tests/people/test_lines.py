"""Reporting lines as pure calculation, and as read from employment history."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from guildmark.kernel.roles import Role
from guildmark.people import queries
from guildmark.people.domain.lines import circles
from guildmark.people.domain.stretches import Stretch, first_clash
from guildmark.people.models import Employment
from tests.cast import LONG_AGO, TODAY, holds, unit

LINES = st.dictionaries(st.integers(0, 12), st.none() | st.integers(0, 12))


def line_above(person, manager_of):
    """The managers from the nearest up; ends where somebody comes round again."""
    line = []
    above = manager_of.get(person)
    while above is not None and above not in line:
        line.append(above)
        above = manager_of.get(above)
    return line


def test_a_circle_is_found_once():
    lines = {"a": "b", "b": "c", "c": "a", "d": "a", "e": None, "f": "f"}
    assert circles(lines) == [("a", "b", "c"), ("f",)]


@given(LINES)
def test_without_circles_everybody_has_a_top(lines):
    found = circles(lines)
    assert all(lines[member] in circle for circle in found for member in circle)
    members = {member for circle in found for member in circle}
    for person in lines:
        above = line_above(person, lines)
        ends_in_a_circle = bool(members & {person, *above})
        assert ends_in_a_circle or lines.get([person, *above][-1]) is None


def test_stretches_share_their_ends():
    year = Stretch(LONG_AGO, TODAY)
    assert year.meets(Stretch(TODAY)) and Stretch(TODAY).meets(year)
    assert not year.meets(Stretch(TODAY + timedelta(days=1)))
    assert first_clash(Stretch(TODAY), [Stretch(LONG_AGO, LONG_AGO), year]) == year


def test_managers_in_the_look_back_are_one_query(henrik, ines, nadia, saoirse, django_assert_num_queries):
    last_year = TODAY - timedelta(days=365)
    Employment.objects.filter(person=ines).update(ends_on=last_year)
    Employment.objects.create(person=ines, unit=unit("quality"), manager=saoirse, starts_on=TODAY)
    with django_assert_num_queries(1):
        led = queries.managers_of([ines.pk, nadia.pk], last_year, TODAY)
    assert [one.manager_id for one in led] == [henrik.pk, saoirse.pk]
    assert [one.manager_id for one in queries.managers_of([ines.pk], TODAY, TODAY)] == [saoirse.pk]


def test_somebody_works_in_a_unit_under_a_manager(henrik, ines, at):
    assert queries.unit_of(ines, at).code == "field"
    assert queries.manager_of(ines, at) == henrik


def test_managing_is_asked_of_the_history_once(henrik, ines, nadia, at, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert henrik.manages(ines.pk, at)
        assert not henrik.manages(nadia.pk, at)
        assert not henrik.manages(ines.pk, at - timedelta(days=4000))


def test_holders_of_a_role_by_program(tomasz, kwame, ines, at):
    holds(ines, Role.ASSESSOR, program_id=3)
    assert queries.holders(Role.ASSESSOR, at) == [ines, kwame, tomasz]
    assert queries.holders(Role.ASSESSOR, at, program_id=4) == [kwame, tomasz]
    assert queries.holders(Role.ASSESSOR, at, program_id=3) == [ines, kwame, tomasz]
