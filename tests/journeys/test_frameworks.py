"""Frameworks in a real browser: take one over, walk its tree, search as one types, tie, arrange, remove and put back."""

import json

import pytest

from guildmark.competencies import actions
from guildmark.competencies.models import Framework
from tests import cast
from tests.competencies.conftest import WATER
from tests.journeys.axe import findings, overflow

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def water(opened, priya):
    """Priya on the page of the framework that she has just imported through the browser."""
    page = opened(priya, "/frameworks/import/")
    page.set_input_files("input[type=file]", WATER)
    page.click("button[name=check]")
    page.get_by_text("This framework would be new here").wait_for()
    assert not Framework.objects.exists()
    page.click("button[name=import]")
    page.wait_for_url("**/frameworks/water-sampling/")
    page.get_by_text("Imported: 5 items added").wait_for()
    return page


def test_a_broken_file_is_reported_and_can_be_mended_at_once(opened, priya, tmp_path):
    tree = json.loads(WATER.read_text())
    tree["CFItems"][0]["identifier"] = "WS"
    broken = tmp_path / "water.json"
    broken.write_text(json.dumps(tree))
    page = opened(priya, "/frameworks/import/")
    page.set_input_files("input[type=file]", broken)
    page.click("button[name=import]")
    page.get_by_text("“WS” is not a UUID.").wait_for()
    assert page.locator("td.where").inner_text() == "$.CFItems[0].identifier"
    assert page.input_value("input[type=file]").endswith("water.json")
    assert not Framework.objects.exists()
    assert findings(page) == []


def test_the_tree_opens_branch_by_branch(water):
    twist = water.locator(".twist").first
    twist.click()
    water.get_by_text("Rinses the bottle three times").wait_for()
    assert twist.get_attribute("aria-expanded") == "true"
    assert findings(water) == []
    twist.click()
    water.get_by_text("Rinses the bottle three times").wait_for(state="hidden")


def test_search_answers_as_one_types(water):
    water.fill("#find-text", "bottle")
    water.get_by_text("3 items match").wait_for()
    water.select_option("#find-type", "Indicator")
    water.get_by_text("2 items match").wait_for()
    assert water.url.endswith("?q=bottle&type=Indicator&kind=")
    water.go_back()
    water.get_by_text("3 items match").wait_for()
    water.fill("#find-text", "")
    water.locator("[data-tree]").wait_for()


def test_cells_of_the_matrix_are_tied_by_keyboard(water, priya):
    actions.add_priority(title="Fewer repeat visits", by=priya, at=cast.NOW)
    water.click("text=Coverage")
    water.get_by_text("2 of 2 serve neither").wait_for()
    water.locator(".cell").first.focus()
    water.keyboard.press("Enter")
    water.get_by_text("1 of 2 serves neither").wait_for()
    assert water.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert findings(water) == []


def test_children_are_arranged_by_buttons(water):
    water.click("a:text-is('Representative sampling')")
    water.click("a:has-text('Arrange')")
    water.locator("#under button[name=down]").first.click()
    water.locator("#under li:first-child", has_text="Labels each bottle").wait_for()
    assert findings(water) == []


def test_an_item_is_removed_and_put_back(water):
    water.click("a:text-is('Representative sampling')")
    water.click("summary:has-text('More')")
    water.click("a:has-text('Remove')")
    water.click("button:has-text('Remove')")
    water.get_by_text("You removed an item.").wait_for()
    assert water.locator("a:text-is('Representative sampling')").count() == 0
    water.click("text=Put it back")
    water.get_by_text("It stands here again.").wait_for()
    assert Framework.objects.get().items.filter(code="WS").exists()


def test_frameworks_fit_a_phone(water, opened, priya):
    for scheme in ("light", "dark"):
        phone = opened(
            priya, "/frameworks/water-sampling/", viewport={"width": 320, "height": 700}, color_scheme=scheme
        )
        for path in ("/frameworks/", "/frameworks/water-sampling/", "/frameworks/water-sampling/coverage/"):
            phone.goto(path)
            assert overflow(phone) <= 0
            assert findings(phone) == []
