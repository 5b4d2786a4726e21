import pytest

from guildmark.kernel import clock
from guildmark.kernel.roles import Role
from guildmark.people import ports, queries
from tests.cast import NOW, a_person, holds, unit


@pytest.fixture(autouse=True)
def story_time(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(ports.PROGRAMS, "_answerers", [lambda: {7: "Incident Responder"}])


def test_everyone_reads_who_holds_what(client, ines, tomasz, marguerite):
    client.force_login(ines)
    page = client.get("/people/roles/")
    assert [(row.person, row.role, row.reach) for row in page.context["page"]] == [
        ("Marguerite Osei", "Certification committee", "the whole company"),
        ("Tomasz Bielak", "Assessor", "the whole company"),
    ]
    assert "/end/" not in page.content.decode()
    assert [row.person for row in client.get("/people/roles/?role=assessor&sort=-since").context["page"]] == [
        "Tomasz Bielak"
    ]
    assert "Nobody holds such a role" in client.get("/people/roles/?q=zzz").content.decode()
    assert "Tomasz Bielak,tomasz,Assessor," in client.get("/people/roles/?format=csv").content.decode()


def test_appointing_in_the_browser(client, weiling, ines):
    client.force_login(weiling)
    assert 'value="ines"' in client.get("/people/roles/new/?person=ines").content.decode()
    typed = {"person": "ines", "role": "assessor", "program_id": "7", "ends_on": "2027-04-15"}
    assert client.post("/people/roles/new/", typed).headers["Location"] == "/people/ines/"
    page = client.get("/people/ines/").content.decode()
    assert "Incident Responder" in page
    assert "through" in page
    assert "already holds this role" in client.post("/people/roles/new/", typed).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"person": "weiling", "role": "analyst"}, "Nobody appoints themselves"),
        ({"person": "weiling", "role": "assessor"}, "Nobody appoints themselves"),
        ({"person": "tomasz", "role": "admin"}, "sees no evidence"),
        ({"person": "nobody", "role": "analyst"}, "Nobody here has that name, username"),
        ({"person": "tomasz", "role": "king"}, "not one of the available choices"),
        ({"person": "tomasz", "role": "analyst", "program_id": "7", "unit": "field"}, "not both at once"),
        ({"person": "tomasz", "role": "analyst", "program_id": "9"}, "not one of the available choices"),
    ],
)
def test_each_wrong_input_ends_in_a_sentence_and_keeps_what_was_typed(client, weiling, tomasz, ines, typed, sentence):
    client.force_login(weiling)
    if "unit" in typed:
        typed = {**typed, "unit": unit(typed["unit"]).pk}
    answer = client.post("/people/roles/new/", typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{typed["person"]}"' in answer.content.decode()


def test_ines_is_told_why_not(client, ines, tomasz):
    client.force_login(ines)
    assert "You may not appoint" in client.get("/people/roles/new/").content.decode()
    assert client.post("/people/roles/new/", {"person": "tomasz", "role": "analyst"}).status_code == 422
    assert client.post(f"/people/roles/{tomasz.roles.get().pk}/end/").status_code == 403


def test_ending_and_what_was_before(client, weiling, tomasz, ines):
    held = tomasz.roles.get()
    client.force_login(weiling)
    assert client.post(f"/people/roles/{held.pk}/end/").headers["Location"] == "/people/tomasz/"
    assert "Roles before" in client.get("/people/tomasz/").content.decode()
    assert [row.person for row in client.get("/people/roles/?past=1").context["page"]] == [
        "Tomasz Bielak",
        "Wei-Ling Tan",
    ]
    client.force_login(ines)
    assert "Roles before" not in client.get("/people/tomasz/").content.decode()
    assert [row.person for row in client.get("/people/roles/?past=1").context["page"]] == ["Wei-Ling Tan"]
    assert client.post(f"/people/roles/{held.pk}/end/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_thirty(
    client, weiling, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(weiling)
    holds(a_person("P Person", function="it", at="leeds", in_unit="it"), Role.MENTOR, in_unit=unit("it"))
    client.get("/people/roles/")
    with django_assert_max_num_queries(9) as before:
        client.get("/people/roles/")
    for number in range(30):
        person = a_person(f"P{number} Person", function="it", at="leeds", in_unit="it")
        holds(person, Role.ASSESSOR, in_unit=unit("it"))
    with django_assert_num_queries(len(before)):
        assert len(client.get("/people/roles/").context["page"]) == 32


def test_reach_in_words(ines, at, weiling):
    holds(ines, Role.ASSESSOR, program_id=7)
    holds(ines, Role.ANALYST, in_unit=unit("field"))
    holds(ines, Role.MENTOR, program_id=99)
    words = {held.role: held.reach for held in queries.appointments_of(ines, weiling, at=at)}
    assert words == {"Assessor": "Incident Responder", "Analyst": "Field and everything below", "Mentor": "one program"}
