import pytest
from django.http import Http404

from guildmark.kernel import clock
from guildmark.kernel.roles import Role
from guildmark.kernel.search import search
from guildmark.people import queries
from guildmark.people.models import Employment, RoleHeld
from tests.cast import NOW, TODAY, a_person, holds, unit


@pytest.fixture(autouse=True)
def story_time(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def names(client, ines, tomasz, nadia):
    client.force_login(ines)

    def listed(query=""):
        return [row.name for row in client.get(f"/people/{query}").context["page"]]

    return listed


def test_everybody_is_listed_by_name(names):
    assert names() == ["Henrik Lund", "Ines Carvalho", "Nadia Haddad", "Tomasz Bielak"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=carv", ["Ines Carvalho"]),
        ("?q=ines+CAR", ["Ines Carvalho"]),
        ("?q=tomasz@alder", ["Tomasz Bielak"]),
        ("?function=operations", ["Henrik Lund", "Ines Carvalho"]),
        ("?site=leeds", ["Tomasz Bielak"]),
        ("?unit=company&sort=-name", ["Tomasz Bielak", "Nadia Haddad", "Ines Carvalho", "Henrik Lund"]),
        ("?unit=field", ["Henrik Lund", "Ines Carvalho"]),
        ("?unit=none", []),
        ("?role=assessor", ["Tomasz Bielak"]),
        ("?sort=manager", ["Ines Carvalho", "Henrik Lund", "Nadia Haddad", "Tomasz Bielak"]),
        ("?sort=rubbish&page=99", ["Henrik Lund", "Ines Carvalho", "Nadia Haddad", "Tomasz Bielak"]),
    ],
)
def test_narrowed_and_sorted(names, query, found):
    assert names(query) == found


def test_the_list_costs_the_same_for_one_and_for_thirty(
    client, ines, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(ines)
    client.get("/people/?unit=field")
    with django_assert_max_num_queries(10) as before:
        client.get("/people/?unit=field")
    for number in range(30):
        holds(a_person(f"P{number} Person", function="it", at="leeds", in_unit="field", under=ines), Role.ASSESSOR)
    with django_assert_num_queries(len(before)):
        client.get("/people/?unit=field")


def test_as_a_file_that_runs_no_formula(client, ines, henrik):
    henrik.name = "=HYPERLINK(1)"
    henrik.save()
    client.force_login(ines)
    answer = client.get("/people/?format=csv&sort=name")
    text = answer.content.decode("utf-8-sig")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert "\r\n'=HYPERLINK(1),henrik,henrik@alderquay.example,Field,Operations,Rotterdam,," in text


def test_nobody_matches(client, ines):
    client.force_login(ines)
    assert "Nobody matches" in client.get("/people/?q=zzz").content.decode()


def test_closed_accounts_are_for_those_who_keep_them(client, ines, nadia, weiling):
    nadia.is_active = False
    nadia.save()
    for viewer, found in ((ines, 404), (weiling, 200)):
        client.force_login(viewer)
        assert client.get("/people/nadia/").status_code == found
    assert [row.name for row in client.get("/people/?closed=1").context["page"]] == ["Nadia Haddad"]
    client.force_login(ines)
    assert "Nadia Haddad" not in [row.name for row in client.get("/people/?closed=1").context["page"]]


def test_search_finds_colleagues(ines, henrik, weiling, at):
    (hit,) = [hit for hit in search(weiling, "carvalho", at=at) if hit.kind == "person"]
    assert (hit.title, hit.url, hit.detail) == ("Ines Carvalho", "/people/ines/", "Operations · Field · Monterrey")


# ── one person ──


@pytest.mark.parametrize(
    ("viewer", "history", "leaves", "number", "past"),
    [
        ("ines", True, True, True, True),
        ("henrik", True, True, False, False),
        ("weiling", True, True, True, True),
        ("marguerite", False, False, False, True),
        ("nadia", False, False, False, False),
    ],
)
def test_each_part_only_for_whom_it_is_meant(request, ines, at, viewer, history, leaves, number, past):
    found = queries.get_person(request.getfixturevalue(viewer), "ines", at=at)
    parts = (found.history, found.leaves, found.number, found.past_roles)
    assert tuple(part is not None for part in parts) == (history, leaves, number, past)


def test_the_page_shows_no_more_than_the_file(client, ines, nadia, henrik):
    for viewer, seen in ((henrik, True), (nadia, False)):
        client.force_login(viewer)
        page = client.get("/people/ines/").content.decode()
        assert ("Where they worked" in page) is seen
        assert ("Record leave" in page) is seen
        assert "Henrik Lund" in page


def test_a_page_costs_the_same_however_long_the_history(client, ines, weiling, django_assert_max_num_queries):
    for year in range(2000, 2018):
        Employment.objects.create(
            person=ines,
            unit=unit("field"),
            starts_on=TODAY.replace(year=year),
            ends_on=TODAY.replace(year=year, day=20),
        )
        RoleHeld.objects.create(
            person=ines,
            role="mentor",
            starts_on=TODAY.replace(year=year),
            ends_on=TODAY.replace(year=year),
            appointed_at=NOW,
        )
    client.force_login(weiling)
    client.get("/people/ines/")
    with django_assert_max_num_queries(14):
        client.get("/people/ines/")


@pytest.mark.parametrize("path", ["", "employment/", "leave/", "account/", "sign-in-link/"])
def test_a_stranger_is_a_404(client, weiling, path):
    client.force_login(weiling)
    assert client.post(f"/people/nobody/{path}").status_code == 404


def test_moving_in_the_browser(client, weiling, ines, henrik, saoirse):
    client.force_login(weiling)
    page = client.get("/people/ines/employment/").content.decode()
    assert 'value="henrik"' in page
    typed = {"unit": unit("quality").pk, "manager": "saoirse", "starts_on": "2026-05-01"}
    refused = client.post("/people/ines/employment/", {**typed, "starts_on": "2018-01-01"})
    assert (refused.status_code, "has to start later" in refused.content.decode()) == (422, True)
    unknown = client.post("/people/ines/employment/", {**typed, "manager": "nobody"})
    assert "Nobody here has that name, username" in unknown.content.decode()
    assert client.post("/people/ines/employment/", typed).status_code == 302
    assert queries.manager_of(ines, NOW.replace(month=6)) == saoirse


def test_moving_says_why_not(client, henrik, ines):
    client.force_login(henrik)
    assert "You may not add people" in client.get("/people/ines/employment/").content.decode()


def test_leave_in_the_browser(client, henrik, ines, nadia):
    client.force_login(henrik)
    assert client.post("/people/ines/leave/", {"starts_on": "2026-04-10"}).status_code == 302
    again = client.post("/people/ines/leave/", {"starts_on": "2026-04-11"})
    assert (again.status_code, "already on leave" in again.content.decode()) == (422, True)
    assert "On leave, without an end so far" in client.get("/people/ines/").content.decode()
    leave = ines.leaves.get()
    client.force_login(nadia)
    assert client.post(f"/people/leave/{leave.pk}/end/").status_code == 404
    client.force_login(henrik)
    assert client.post(f"/people/leave/{leave.pk}/end/").status_code == 302
    leave.refresh_from_db()
    assert leave.ends_on == TODAY


def test_accounts_in_the_browser(client, weiling, ines, nadia):
    client.force_login(ines)
    assert client.post("/people/nadia/account/").status_code == 403
    elsewhere = type(client)()
    elsewhere.force_login(nadia)
    client.force_login(weiling)
    assert client.post("/people/nadia/account/").status_code == 302
    assert elsewhere.get("/me/").status_code == 302, "a closed account has no sessions"
    assert client.post("/people/nadia/account/", {"open": "yes"}).status_code == 302
    assert client.post("/people/nadia/sign-in-link/").status_code == 302


def test_everything_that_happened_is_for_oneself(ines, weiling, henrik, at):
    assert queries.get_person_with_record(ines, ines.pk, at=at) == ines
    for other in (weiling, henrik):
        with pytest.raises(Http404):
            queries.get_person_with_record(other, ines.pk, at=at)


def test_a_unit_role_reaches_its_people_only(client, weiling, ines, nadia, at):
    RoleHeld.objects.filter(person=weiling).update(unit=unit("field"))
    weiling.forget()
    assert queries.get_person(weiling, "ines", at=at).may_move
    assert not queries.get_person(weiling, "nadia", at=at).may_move
    assert queries.get_person(weiling, "nadia", at=at).history is None


def test_the_history_page_of_a_person_is_their_own(client, ines, weiling):
    for viewer, status in ((ines, 200), (weiling, 404)):
        client.force_login(viewer)
        assert client.get(f"/history/person/{ines.pk}/").status_code == status
