"""Finding things, and reading what happened to them."""

from collections import defaultdict
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.http import Http404
from django.test import Client

from guildmark.assessment.facts import SheetSealed, SubmissionSubmitted
from guildmark.candidacy.facts import CandidacyAdmitted, CandidacyConcluded, PlanStepSet
from guildmark.kernel import facts, search
from guildmark.kernel.facts import Fact, announce
from guildmark.kernel.search import Hit
from guildmark.portal import things
from guildmark.portal.history import WORDS
from guildmark.portal.queries import history_of
from guildmark.rooms import ROOMS
from tests.builders import a_candidacy, a_draft, a_published_version
from tests.cast import NOW


@pytest.fixture
def browser(ines):
    client = Client()
    client.force_login(ines)
    return client


@pytest.fixture
def found(monkeypatch):
    hits: list[Hit] = []
    monkeypatch.setattr(search.SEARCH, "_answerers", [lambda person, text, at: hits])
    return hits


def test_search_shows_what_the_rooms_find(browser, found):
    found += [Hit("Program", "Field Commissioning Engineer", "/programs/fce/", "24 months")]
    page = browser.get("/search/?q=field").content.decode()
    assert "One match" in page and 'href="/programs/fce/"' in page and "24 months" in page


def test_search_answers_a_part_as_one_types(browser, found):
    part = browser.get("/search/?q=nothing", headers={"HX-Request": "true"}).content.decode()
    assert "Nothing matches “nothing”" in part and "<html" not in part


def test_a_search_text_is_never_markup(browser, found):
    page = browser.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


@pytest.fixture
def journal(ines, priya, monkeypatch):
    """A candidacy and a submission that exist in the journal alone; nobody reacts."""
    monkeypatch.setattr(facts, "_reactions", defaultdict(list))
    announce(CandidacyAdmitted(70, ines.pk), by=priya, at=NOW)
    announce(CandidacyConcluded(70, False), by=priya, at=NOW)
    announce(SubmissionSubmitted(41, 70, "d"), by=ines, at=NOW)
    announce(SheetSealed(9, 41, "d"), by=priya, at=NOW)


def test_history_reads_newest_first_with_names(journal, django_assert_num_queries):
    with django_assert_num_queries(3):  # entries, names, the tasks they are about
        happenings = history_of("candidacy", 70)
    assert [(h.words, h.who) for h in happenings][1:] == [
        ("Not yet certified", "Priya Raman"),
        ("Admitted", "Priya Raman"),
    ]


def test_history_of_a_candidacy_says_which_task_it_is_about(ines, priya, marguerite, monkeypatch):
    monkeypatch.setattr(facts, "_reactions", defaultdict(list))
    hers = a_candidacy(ines, a_published_version(priya, marguerite), settled_by=priya)
    draft = a_draft(hers)
    announce(SubmissionSubmitted(draft.pk, hers.pk, "d"), by=ines, at=NOW)
    announce(PlanStepSet(hers.pk, "task-1-node", "2026-06-01"), by=ines, at=NOW)
    assert [h.about for h in history_of("candidacy", hers.pk)] == [draft.task.title, draft.task.title]
    assert [h.about for h in history_of("submission", draft.pk)] == [""]


def test_history_of_a_submission_names_neither_assessor_nor_candidate(journal):
    assert {h.who for h in history_of("submission", 41)} == {"an assessor", "the candidate"}


def test_history_is_there_for_who_may_see_the_thing(browser, monkeypatch, journal):

    class Plan:
        ref, pk = "CAN-0070", 70

        class program:
            title = "Field"

    monkeypatch.setattr(things, "getter_of", lambda kind: lambda person, pk, at: Plan)
    page = browser.get("/history/candidacy/70/").content.decode()
    assert "History of CAN-0070 Field" in page and "Admitted" in page
    part = browser.get("/history/candidacy/70/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "Admitted" in part


def test_history_hides_behind_the_getter_of_its_room(browser, monkeypatch):
    def not_for_you(person, pk, at):
        raise Http404

    monkeypatch.setattr(things, "getter_of", lambda kind: not_for_you)
    assert browser.get("/history/candidacy/70/").status_code == 404


@pytest.mark.parametrize("kind", ["session", "nothing", "sheet"])
def test_what_has_no_history_page_is_not_there(browser, kind):
    assert browser.get(f"/history/{kind}/1/").status_code == 404


def all_facts() -> list[type[Fact]]:
    for room in ROOMS:
        if find_spec(f"guildmark.{room}.facts"):
            import_module(f"guildmark.{room}.facts")
    found, waiting = [], [Fact]
    while waiting:
        below = waiting.pop().__subclasses__()
        found += [fact for fact in below if fact.__module__.startswith("guildmark.")]
        waiting += below
    return found


@pytest.mark.parametrize("fact", all_facts(), ids=lambda fact: fact.__name__)
def test_every_fact_has_its_line_in_history(fact):
    assert fact.__name__ in WORDS, "say in portal/history.py how it reads, or that it is NOT_SHOWN"


def test_history_speaks_of_nothing_that_nobody_announces():
    assert set(WORDS) == {fact.__name__ for fact in all_facts()}
