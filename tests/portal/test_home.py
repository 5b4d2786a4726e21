"""Home: three lists, the next thing first, and a beginning for those for whom nothing waits."""

from datetime import date, timedelta

import pytest
from django.test import Client

from guildmark.kernel.roles import Role
from guildmark.kernel.turns import Turn, Waiting
from guildmark.portal.queries import home
from tests.builders import a_candidacy, a_published_version
from tests.cast import NOW, TODAY, holds

LATER = TODAY + timedelta(days=20)


def a_turn(title: str, waiting: Waiting = Waiting.ON_ME, due: date | None = None, **more) -> Turn:
    return Turn(waiting, title, "/programs/", due=due, **more)


@pytest.fixture
def turns(monkeypatch):
    said: list[Turn] = []
    monkeypatch.setattr(home, "rooms_with_turns", lambda: (lambda person, *, at: said,))
    return said


@pytest.fixture
def page(ines):
    client = Client()
    client.force_login(ines)
    return lambda: client.get("/").content.decode()


def test_whoever_starts_is_shown_where_to_begin(turns, page):
    assert "Choose a program" in page()


def test_what_is_due_first_is_the_next_thing(turns, ines):
    turns += [a_turn("Undated"), a_turn("Later", due=LATER), a_turn("Today", due=TODAY)]
    assert [turn.title for turn in home.waits_for(ines, at=NOW).on_me] == ["Today", "Later", "Undated"]


def test_who_has_waited_longest_for_others_comes_first(turns, ines):
    turns += [
        a_turn("New", Waiting.ON_OTHERS, since=NOW),
        a_turn("Old", Waiting.ON_OTHERS, since=NOW - timedelta(days=30)),
    ]
    assert [turn.title for turn in home.waits_for(ines, at=NOW).on_others] == ["Old", "New"]


def test_each_thing_says_with_whom_since_when_due_when_and_what_next(turns, page, ines):
    holds(ines, Role.ASSESSOR)
    turns.append(
        a_turn(
            "SUB-2041", Waiting.ON_OTHERS, LATER, whom="2 assessors", since=NOW, next="adjudication", hat="candidate"
        )
    )
    text = page()
    for said in ("with 2 assessors", "since", "due", "next: adjudication", "as candidate"):
        assert said in text


def test_the_number_of_things_is_the_headline(turns, page):
    turns += [a_turn("One"), a_turn("Two")]
    assert "2 things wait on you" in page()


def test_nothing_on_me_is_said_as_such(turns, page):
    turns.append(a_turn("Theirs", Waiting.ON_OTHERS))
    assert "Nothing waits on you" in page()


def test_home_costs_the_same_however_much_waits(turns, page, django_assert_num_queries):
    page()
    turns += [a_turn(f"Thing {n}") for n in range(30)]
    with django_assert_num_queries(6):
        page()


def test_what_is_left_shows_without_a_click(turns, page, ines, priya, marguerite):
    version = a_published_version(priya, marguerite, tasks=2)
    candidacy = a_candidacy(ines, version, settled_by=priya)
    turns.append(a_turn("Theirs", Waiting.ON_OTHERS))
    candidacy.fulfilments.create(node_key="task-1-node", source_kind="result", source_id=1, fulfilled_at=NOW)
    text = page()
    assert "1 of 2 met" in text and "left: Site project 2" in text


def test_a_line_that_stands_for_more_counts_them_all(turns, page):
    turns += [a_turn("One"), a_turn("4 more", count=4)]
    assert "5 things wait on you" in page()


def test_who_leads_people_sees_how_far_they_have_come_and_nobody_elses(henrik, ines, nadia, priya, marguerite):
    version = a_published_version(priya, marguerite, tasks=2)
    hers = a_candidacy(ines, version, settled_by=priya)
    a_candidacy(nadia, version, settled_by=priya)
    client = Client()
    client.force_login(henrik)
    text = client.get("/").content.decode()
    assert f'href="/candidacies/{hers.pk}/">Ines Carvalho: {version.program.title}' in text
    assert "0 of 2 met" in text and "Nadia" not in text


def test_the_first_step_is_that_of_the_hat_one_wears(turns, marguerite):
    client = Client()
    client.force_login(marguerite)
    text = client.get("/").content.decode()
    assert text.index("Decisions come when all is met") < text.index("Choose a program")
