"""Who may do what: the registry keeps its promises, and the pages say what it says."""

import pytest
from django.apps import apps

from guildmark.kernel.access import PERMISSIONS, Duty
from guildmark.kernel.matrix import QUESTIONS, ROOM_TITLES, access_matrix, carriers, hands
from guildmark.kernel.roles import HELD, NOT_FOR_ADMINS, PROSE, Role
from guildmark.people import queries
from tests.cast import holds

SEEING = (Duty.SEES_EVIDENCE, Duty.SEES_SCORES)


@pytest.mark.parametrize("duty", SEEING)
def test_evidence_and_scores_are_closed_to_those_who_only_keep_or_lead(duty):
    assert not carriers(duty) & {Role.ADMIN, Role.LINE_MANAGER, Role.ANALYST, Role.EXECUTIVE, Role.EVERYONE}


def test_roles_that_see_evidence_or_scores_are_kept_from_administrators():
    sees = frozenset().union(*(carriers(duty) for duty in SEEING)) & frozenset(HELD)
    assert sees <= NOT_FOR_ADMINS


def test_who_decides_neither_admits_assigns_nor_assesses():
    assert carriers(Duty.DECIDES) == {Role.COMMITTEE}
    assert not carriers(Duty.DECIDES) & (carriers(Duty.ADMITS) | carriers(Duty.ASSIGNS))
    assert not PERMISSIONS["credentials.decide"].roles & PERMISSIONS["assessment.assess"].roles


def test_each_duty_lies_in_somebodys_hands_and_has_its_words():
    assert set(QUESTIONS) == set(Duty)
    assert all(one.roles and one.never for one in hands())


def test_the_matrix_holds_every_permission_in_the_order_of_the_rooms():
    matrix = access_matrix()
    assert {row.permission.name for row in matrix} == set(PERMISSIONS)
    rooms = [config.label for config in apps.get_app_configs() if config.label in ROOM_TITLES]
    assert sorted({row.room for row in matrix}, key=rooms.index) == list(dict.fromkeys(row.room for row in matrix))


def test_every_employee_reads_the_matrix(client, ines):
    client.force_login(ines)
    page = client.get("/access/").content.decode()
    for row in access_matrix():
        assert str(row.sentence).replace("'", "&#x27;") in page
    for prose in PROSE.values():
        assert str(prose.title) in page
    for question in ("Who admits", "Who assigns", "Who decides", "Who sees evidence"):
        assert question in page


def test_who_may_see_what_about_ines_by_name(client, ines, henrik, weiling, tomasz, kwame, at):
    holds(kwame, Role.PROGRAM_OWNER, program_id=7)
    seen = {str(one.sentence): one for one in queries.who_sees(ines, at=at)}
    leave = seen["see when someone is on leave"]
    assert leave.manager.name == "Henrik Lund"
    assert [(title, [h.name for h in holders]) for title, holders in leave.roles] == [
        ("IT administrator", ["Wei-Ling Tan"])
    ]
    evidence = seen["read this evidence"]
    assert evidence.manager is None
    assert "Wei-Ling Tan" not in str(evidence.roles)
    assert "Tomasz Bielak" in str(evidence.roles)
    client.force_login(ines)
    page = client.get("/access/me/").content.decode()
    assert "Henrik Lund" in page
    assert "one program" in page


def test_the_page_costs_the_same_whoever_holds_what(client, ines, tomasz, kwame, django_assert_max_num_queries):
    client.force_login(ines)
    client.get("/access/me/")
    with django_assert_max_num_queries(9):
        client.get("/access/me/")
