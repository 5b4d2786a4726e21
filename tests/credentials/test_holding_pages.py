"""A credential as its holder, their manager and the owner of its program see it; and the register."""

import pytest

from guildmark.kernel.roles import Role
from tests.cast import a_person, holds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


def test_the_holder_finds_it_among_their_credentials(signed_in, ines, credential):
    text = signed_in(ines).get("/credentials/").content.decode()
    assert credential.ref in text
    assert "private" in text


def test_who_holds_none_is_told_how(signed_in, nadia):
    assert "You hold no credential yet" in signed_in(nadia).get("/credentials/").content.decode()


def test_the_holder_says_who_sees_it(signed_in, ines, credential, client):
    address = f"/credentials/{credential.ref}/visibility/"
    assert "Make it public" in signed_in(ines).get(f"/credentials/{credential.ref}/").content.decode()
    assert "Make it private again" in signed_in(ines).post(address, {"public": "yes"}, follow=True).content.decode()
    credential.refresh_from_db()
    assert credential.public
    signed_in(ines).post(address, {"public": "no"})
    credential.refresh_from_db()
    assert not credential.public


@pytest.mark.parametrize("who", ["nadia", "tomasz", "weiling", "yusuf", "daniel"])
def test_nobody_else_finds_it(signed_in, credential, request, who):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(f"/credentials/{credential.ref}/").status_code == 404
    assert client.post(f"/credentials/{credential.ref}/visibility/", {"public": "yes"}).status_code == 404


def test_the_manager_sees_that_it_is_there_but_not_the_reason(signed_in, henrik, credential):
    text = signed_in(henrik).get(f"/credentials/{credential.ref}/").content.decode()
    assert "Ines Carvalho" in text
    assert "All met." not in text
    assert "Make it public" not in text


def test_its_history_is_seen_by_those_who_see_it(signed_in, ines, henrik, nadia, credential):
    address = f"/history/credential/{credential.pk}/"
    assert "Credential issued" in signed_in(ines).get(address).content.decode()
    assert signed_in(henrik).get(address).status_code == 200
    assert signed_in(nadia).get(address).status_code == 404


def test_the_register_lists_filters_and_downloads(signed_in, priya, credential):
    client = signed_in(priya)
    assert credential.ref in client.get("/credentials/register/").content.decode()
    assert credential.ref in client.get("/credentials/register/?standing=active&text=ines&sort=until").content.decode()
    assert credential.ref not in client.get("/credentials/register/?standing=expired").content.decode()
    lines = client.get("/credentials/register/?format=csv").content.decode().splitlines()
    assert (
        lines[1] == f"{credential.ref},Ines Carvalho,Field Commissioning Engineer,1.0,2026-04-16,2028-04-15,active,no"
    )


def test_the_register_takes_the_role(signed_in, ines, credential):
    assert signed_in(ines).get("/credentials/register/").status_code == 403


def test_an_owner_of_another_program_sees_none_of_it(signed_in, credential):
    other = holds(a_person("Bo Ek", function="legal", at="leeds", in_unit="legal"), Role.PROGRAM_OWNER, program_id=999)
    assert credential.ref not in signed_in(other).get("/credentials/register/").content.decode()
    assert signed_in(other).get(f"/credentials/{credential.ref}/").status_code == 404
