"""The shell in a real browser: appearance without a flash, keys, live search, and what is said when things go wrong."""

import re

import pytest

from tests.journeys.axe import findings, overflow

WIDTHS = (320, 1280)
PAGES = ("/", "/notifications/", "/search/?q=er", "/ui/", "/history/person/0/", "/nowhere/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_the_portal_is_accessible_and_fits(as_person, width, scheme):
    page = as_person("priya", viewport={"width": width, "height": 800}, color_scheme=scheme)
    for path in PAGES:
        page.goto(path)
        assert findings(page) == [], path
        assert overflow(page) == 0, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_menus_and_dialogs_are_accessible(as_person, scheme):
    page = as_person("priya", color_scheme=scheme)
    page.locator("summary.bar-btn").click()
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.locator("summary.hat").click()
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#keys-dialog").is_visible() and findings(page) == []


def test_an_appearance_chosen_stays_and_comes_with_the_first_byte(as_person):
    page = as_person("ines", color_scheme="light")
    page.locator("summary.bar-btn").click()
    page.locator("[data-theme-choice] button[value=dark]").first.click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    served = page.goto("/notifications/").text()
    assert 'data-theme="dark"' in served[:200]


def test_keys_lead_and_never_act_while_one_types(as_person):
    page = as_person("ines")
    page.keyboard.press("/")
    page.keyboard.type("g n ?")
    assert page.locator("#search-top").input_value() == "g n ?"
    assert not page.locator("#keys-dialog").is_visible()
    page.locator("#search-top").blur()
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url("**/notifications/")


def test_single_keys_can_be_switched_off(as_person):
    page = as_person("ines")
    page.locator("summary.bar-btn").click()
    page.locator("[action='/preferences/shortcuts/'] button").click()
    page.keyboard.press("?")
    assert not page.locator("#keys-dialog").is_visible()
    page.locator("summary.bar-btn").click()
    page.locator("[action='/preferences/shortcuts/'] button").click()


def test_search_answers_as_one_types(as_person):
    page = as_person("ines")
    page.goto("/search/")
    page.locator("#search-page").press_sequentially("zzzz")
    page.get_by_text("Nothing matches “zzzz”").wait_for()
    assert re.search(r"q=zzzz$", page.url)


def test_a_session_that_ends_asks_to_sign_in_and_keeps_what_is_typed(as_person):
    page = as_person("ines")
    page.goto("/search/")
    page.context.clear_cookies(name="guildmark_session")
    page.locator("#search-page").press_sequentially("isolation")
    page.locator("#session-dialog").wait_for()
    assert findings(page) == []
    assert page.locator("#search-page").input_value() == "isolation"


def test_a_lost_connection_is_told_apart_from_our_fault(visitors):
    ines = visitors("ines")
    page = ines.page
    page.goto("/search/")
    page.context.set_offline(True)
    page.locator("#search-page").press_sequentially("isolation")
    page.get_by_text("Your connection was interrupted").first.wait_for()
    page.context.set_offline(False)
    page.route("**/search/?q=*", lambda route: route.fulfill(status=500, body="broken"))
    page.locator("#search-page").press_sequentially(" of")
    page.get_by_text("Something went wrong on our side").first.wait_for()
    ines.troubles.clear()  # that one was planted


def test_the_language_changes_for_good(as_person):
    page = as_person("nadia")
    page.locator("summary.bar-btn").click()
    page.locator("button[name=language][value=nl]").first.click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == "nl"
    page.locator("summary.bar-btn").click()
    page.locator("button[name=language][value=en]").first.click()
