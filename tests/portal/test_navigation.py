"""Hats, and where they lead."""

import pytest

from guildmark.kernel.roles import HELD, Role
from guildmark.kernel.turns import ACTING
from guildmark.portal.navigation import BY_CODE, CANDIDATE, HATS, current, hat_for, hats_of
from guildmark.rooms import ROOMS


@pytest.mark.parametrize("hat", HATS, ids=lambda hat: hat.code)
def test_a_hat_leads_home_first_and_then_along_the_rooms(hat):
    home, *others = hat.entries
    assert home.url == "/"
    order = [ROOMS.index(entry.room) for entry in others]
    assert order == sorted(order), "navigation follows the order in which work flows"
    assert len(hat.entries) <= 6


@pytest.mark.parametrize("hat", HATS, ids=lambda hat: hat.code)
def test_each_key_leads_to_one_place(hat):
    assert len({entry.key for entry in hat.entries}) == len(hat.entries)


def test_every_role_that_one_holds_has_its_hat():
    assert {hat.role for hat in HATS} == {*HELD, Role.EVERYONE, Role.LINE_MANAGER}


def test_everyone_is_a_candidate_and_who_leads_someone_a_manager():
    assert [hat.code for hat in hats_of(frozenset(), leads=False)] == ["candidate"]
    assert [hat.code for hat in hats_of(frozenset({Role.ASSESSOR}), leads=True)] == ["candidate", "assessor", "manager"]


def test_one_acts_under_the_hat_that_leads_to_the_page():
    hats = hats_of(frozenset({Role.ASSESSOR, Role.COMMITTEE}), leads=False)
    assert hat_for("/queue/", hats, "").code == "assessor"
    assert hat_for("/docket/7/", hats, "assessor").code == "committee"
    assert hat_for("/programs/", hats, "committee").code == "committee"
    assert hat_for("/somewhere/", hats, "").code == "assessor"
    assert hat_for("/somewhere/", (CANDIDATE,), "") == CANDIDATE
    assert hat_for("/credentials/register/", hats, "").code == "committee"
    assert hat_for("/credentials/", hats, "committee").code == "candidate"


def test_a_turn_can_say_every_hat():
    assert set(ACTING) == set(BY_CODE)


@pytest.mark.parametrize("hat", HATS, ids=lambda hat: hat.code)
def test_on_its_own_page_an_entry_is_the_current_one(hat):
    assert [current(entry.url, hat) for entry in hat.entries] == list(hat.entries)


def test_who_only_leads_a_team_acts_as_its_manager():
    assert hat_for("/", hats_of(frozenset(), leads=True), "").code == "manager"
