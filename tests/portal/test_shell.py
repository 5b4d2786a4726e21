"""What every page carries: hats, appearance, language; and what it says when something is refused or not there."""

import pytest
from django.test import Client

from guildmark.portal.pages import home


@pytest.fixture
def demo(settings):
    settings.DEBUG = True


@pytest.fixture
def browser(henrik):
    client = Client(raise_request_exception=False)
    client.force_login(henrik)
    return client


def test_the_shell_names_the_hats_of_the_person(browser, ines):
    page = browser.get("/").content.decode()
    assert "Line manager" in page and "Assessor" not in page


def test_the_shell_asks_few_questions(browser, django_assert_num_queries):
    browser.get("/")
    with django_assert_num_queries(5):  # session, person, roles, reports, unread
        browser.get("/ui/?nothing")


def test_a_chosen_appearance_is_there_in_the_first_byte(browser, demo):
    browser.post("/preferences/theme/", {"theme": "dark", "next": "/ui/"})
    assert 'data-theme="dark"' in browser.get("/ui/").content.decode()
    browser.post("/preferences/theme/", {"theme": ""})
    assert "data-theme=" not in browser.get("/ui/").content.decode().partition(">")[2].partition(">")[0]


def test_a_hat_once_put_on_stays_on(browser, tomasz, henrik):
    assert browser.get("/hats/nobody/").status_code == 404
    assert browser.get("/hats/candidate/").status_code == 302
    assert browser.cookies["guildmark_hat"].value == "candidate"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_a_preference_never_leads_to_another_site(browser, elsewhere):
    assert browser.post("/preferences/theme/", {"theme": "dark", "next": elsewhere})["Location"] == "/"


def test_a_refusal_no_page_caught_is_a_403_with_its_sentence(browser, demo):
    answer = browser.get("/ui/?refused")
    assert answer.status_code == 403
    assert "Only someone who did not assess Ines" in answer.content.decode()
    part = browser.get("/ui/?refused", headers={"HX-Request": "true"}).content.decode()
    assert "Only someone who did not assess Ines" in part and "<html" not in part


def test_what_is_not_there_says_so_in_our_voice(browser):
    answer = browser.get("/nowhere/")
    assert answer.status_code == 404 and "There is nothing here for you" in answer.content.decode()


def test_the_kit_is_for_builders_only(browser):
    assert browser.get("/ui/").status_code == 404


def test_our_fault_is_said_to_be_ours(browser, monkeypatch):
    def breaks(*args, **context):
        raise ZeroDivisionError

    monkeypatch.setattr(home, "render", breaks)
    answer = browser.get("/")
    assert answer.status_code == 500 and "on our side" in answer.content.decode()


def test_a_session_that_ended_answers_a_part_with_401(client, db):
    part = client.get("/", headers={"HX-Request": "true"})
    assert part.status_code == 401 and part["X-Guildmark-Session"] == "over"
    assert client.get("/").status_code == 302


def test_times_and_words_follow_the_person(ines, settings, demo):
    client = Client()
    client.force_login(ines)
    assert " CST" in client.get("/ui/").content.decode()


def test_an_address_that_only_takes_something_in_says_so_and_leads_on(browser):
    answer = browser.get("/sign-out/")
    assert answer.status_code == 405 and answer["Allow"] == "POST"
    assert "This address only takes something in" in answer.content.decode()
