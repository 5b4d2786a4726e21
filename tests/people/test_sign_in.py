"""Signing in by password: tests of the verbs and of the page in front of them."""

from datetime import timedelta

import pytest

from guildmark.kernel import clock
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.people import lifecycle, queries
from guildmark.people.actions import count_try, sign_in
from guildmark.people.models import SignInTally

SECRET = "a sentence nobody guesses"


@pytest.fixture
def ines(ines):
    ines.set_password(SECRET)
    ines.save()
    return ines


def give(client, login="ines", password=SECRET, **other):
    return client.post("/sign-in/", {"login": login, "password": password, **other})


@pytest.mark.parametrize("login", ["ines", " INES ", "Ines@AlderQuay.example"])
def test_by_username_or_address(client, ines, login, facts_of):
    assert give(client, login).headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(ines.pk)
    assert facts_of("PersonSignedIn") == [{"person_id": ines.pk, "way": "password"}]


@pytest.mark.parametrize(
    ("login", "password"), [("ines", "not-this-one"), ("nobody", SECRET), ("ines", SECRET.upper())]
)
def test_a_wrong_pair_gets_one_sentence_and_keeps_the_name(client, ines, login, password):
    answer = give(client, login, password)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Name and password don’t match" in page
    assert f'value="{login}"' in page
    assert password not in page


def test_the_way_back_is_kept_and_leads_only_here(client, ines):
    assert give(client, next="/people/?q=x").headers["Location"] == "/people/?q=x"
    client.logout()
    assert 'value="/candidacies/7/"' in give(client, password="no", next="/candidacies/7/").content.decode()
    for away in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "http:///evil.example"):
        client.logout()
        assert give(client, next=away).headers["Location"] == "/"


def test_signed_in_already_goes_on(client, ines):
    client.force_login(ines)
    assert client.get("/sign-in/?next=/me/").headers["Location"] == "/me/"


def test_a_closed_account_is_told_nothing_more(client, ines):
    ines.is_active = False
    ines.save()
    assert "don’t match" in give(client).content.decode()


@pytest.mark.parametrize("name", ["ines", "nobody"])
def test_too_many_tries_against_a_name_say_when_to_come_back(client, ines, name):
    for _ in range(lifecycle.TRIES_A_NAME):
        give(client, name, "wrong")
    page = give(client, name, SECRET).content.decode()
    assert "too many tries. Try again in 15 minutes, at " in page
    assert "_auth_user_id" not in client.session


def test_name_and_address_of_one_person_are_one_tally(client, ines):
    for number in range(lifecycle.TRIES_A_NAME):
        give(client, ["ines", "ines@alderquay.example"][number % 2], "wrong")
    assert "too many tries" in give(client).content.decode()


def test_too_many_tries_from_an_address(client, ines, monkeypatch):
    monkeypatch.setattr(lifecycle, "TRIES_AN_ADDRESS", 3)
    for number in range(3):
        give(client, f"nobody{number}", "wrong")
    assert "too many tries" in give(client).content.decode()
    assert client.post("/sign-in/", {"login": "ines", "password": SECRET}, REMOTE_ADDR="10.9.8.7").status_code == 302


def test_the_tally_starts_over_after_its_window(ines, at):
    def once(when):
        count_try(person=ines, login="ines", address="10.0.0.1", by=SYSTEM, at=when)

    for _ in range(lifecycle.TRIES_A_NAME):
        once(at)
    with pytest.raises(Refused, match="in 1 minute, at 09:15 CEST"):
        once(at + lifecycle.WINDOW - timedelta(seconds=20))
    once(at + lifecycle.WINDOW)


def test_signing_in_forgets_the_tries_against_the_name(client, ines):
    for _ in range(lifecycle.TRIES_A_NAME - 1):
        give(client, password="wrong")
    assert give(client).status_code == 302
    assert [tally.key for tally in SignInTally.objects.all()] == ["address:127.0.0.1"]


def test_what_was_typed_as_a_name_is_not_kept(client, db):
    give(client, login=SECRET, password="x")
    assert not any(SECRET in tally.key for tally in SignInTally.objects.all())


def test_an_unknown_name_costs_as_much_as_a_known_one(ines, monkeypatch):
    hashed = []
    monkeypatch.setattr(queries.accounts, "make_password", lambda *a: hashed.append("nobody"))
    monkeypatch.setattr(queries.accounts, "check_password", lambda *a: bool(hashed.append("somebody")))
    assert not queries.knows_password(None, "x")
    assert not queries.knows_password(ines, "x")
    assert hashed == ["nobody", "somebody"]


def test_a_closed_account_can_not_be_let_in(ines):
    ines.is_active = False
    ines.save()
    with pytest.raises(Refused, match="closed"):
        sign_in(person=ines, way="password", by=ines, at=clock.now())


def test_addresses_of_one_network_count_together():
    assert lifecycle.network_of("2001:db8:1:2:3::4") == lifecycle.network_of("2001:db8:1:2::ffff")
    assert lifecycle.network_of("10.0.0.1") != lifecycle.network_of("10.0.0.2")
    assert lifecycle.network_of("not an address") == "unknown"


def test_behind_a_proxy_the_last_hop_counts(client, ines, settings):
    settings.BEHIND_PROXY = True
    client.post("/sign-in/", {"login": "x", "password": "y"}, headers={"X-Forwarded-For": "1.1.1.1, 10.2.3.4"})
    assert SignInTally.objects.filter(key="address:10.2.3.4").exists()


def test_signing_out_takes_a_post(client, ines):
    client.force_login(ines)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert "_auth_user_id" not in client.session


def test_who_signs_in_again_in_a_new_tab_is_sent_back_to_the_first(client, ines):
    client.force_login(ines)
    assert client.get("/sign-in/?next=/signed-in/").url == "/signed-in/"
    assert "go back to your page" in client.get("/signed-in/").content.decode()
