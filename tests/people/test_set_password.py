import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from guildmark.kernel import clock, outbox
from guildmark.kernel.access import Refused
from guildmark.kernel.models import OutboxMessage
from guildmark.kernel.roles import Role
from guildmark.people import queries
from guildmark.people.actions import send_sign_in_link, set_password
from guildmark.people.models import Person

SECRET = "a sentence nobody guesses"
OTHER = "another one, just as long"


def twice(password):
    return {"password": password, "again": password}


def test_the_first_administrator_comes_by_a_link_that_works_once(client, db, facts_of):
    out = StringIO()
    call_command("createadmin", email="root@alderquay.example", stdout=out)
    link = re.search(r"http://localhost:8000(/sign-in/link/\S+)", out.getvalue())[1]

    assert "Welcome, Administrator" in client.get(link).content.decode()
    assert client.post(link, twice(SECRET)).headers["Location"] == "/"
    admin = Person.objects.get(username="admin")
    assert client.session["_auth_user_id"] == str(admin.pk)
    assert [held.role for held in admin.roles_held(clock.now())] == [Role.ADMIN]
    assert queries.knows_password(admin, SECRET)
    assert client.get(link).status_code == 410
    assert facts_of("PasswordSet") == [{"person_id": admin.pk}]


def test_the_command_again_gives_a_fresh_link_and_no_second_person(db):
    for _ in range(2):
        call_command("createadmin", email="root@alderquay.example", stdout=StringIO())
    assert Person.objects.count() == 1


def test_a_link_goes_to_the_person_and_nobody_else(client, ines, mailoutbox):
    assert "is on its way" in client.post("/sign-in/link/", {"login": "ines"}).content.decode()
    assert "link" not in str(OutboxMessage.objects.get().payload)
    outbox.deliver_due(at=clock.now())
    (message,) = mail.outbox
    assert message.to == ["ines@alderquay.example"]
    link = re.search(r"http://localhost:8000(/sign-in/link/\S+)", message.body)[1]
    assert client.post(link, twice(SECRET)).status_code == 302


def test_asking_for_nobody_answers_the_same(client, db):
    assert "is on its way" in client.post("/sign-in/link/", {"login": "nobody"}).content.decode()
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("link", ["1/x-y", "zzzzzzzzzzzzzzzzzzzz/abc-def", "0/0"])
def test_a_made_up_link(client, db, link):
    assert client.get(f"/sign-in/link/{link}/").status_code == 410


def test_who_may_send_one(weiling, ines, nadia, at, facts_of):
    send_sign_in_link(person=ines, by=weiling, at=at)
    send_sign_in_link(person=ines, by=weiling, at=at)
    assert OutboxMessage.objects.count() == 1, "a double click sends one"
    with pytest.raises(Refused, match="You may not have a sign-in link sent"):
        send_sign_in_link(person=ines, by=nadia, at=at)
    assert facts_of("SignInLinkSent")[0] == {"person_id": ines.pk}


def test_nobody_sets_anothers_password(weiling, ines, at):
    with pytest.raises(Refused, match="You may not choose the password"):
        set_password(person=ines, password=SECRET, by=weiling, at=at)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (twice("short"), "too short"),
        (twice("password123"), "too common"),
        (twice("ines.carvalho"), "too similar"),
        ({"password": OTHER, "again": SECRET}, "not the same"),
    ],
)
def test_weak_or_mistyped(client, ines, typed, sentence):
    number, token = queries.link_for(ines)
    answer = client.post(f"/sign-in/link/{number}/{token}/", typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_changing_it_takes_the_old_one_and_signs_other_browsers_out(client, ines, at):
    set_password(person=ines, password=SECRET, by=ines, at=at)
    ines.refresh_from_db()
    elsewhere = type(client)()
    for browser in (client, elsewhere):
        browser.force_login(ines)
    assert (
        "not your current password" in client.post("/me/password/", {"current": "x", **twice(OTHER)}).content.decode()
    )
    assert client.post("/me/password/", {"current": SECRET, **twice(OTHER)}).headers["Location"] == "/me/"
    assert client.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302
