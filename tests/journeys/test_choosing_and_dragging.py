"""Instruments of two pages in a real browser: a colleague chosen by keyboard, a requirement dragged and put back."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey
TREE = "/programs/field-commissioning-engineer/versions/1.1/editor/requirements/"


def test_a_colleague_is_chosen_by_keyboard(visitors):
    page = visitors("weiling").page
    page.goto("/people/roles/new/")
    box = page.get_by_role("combobox", name="Person")
    box.press_sequentially("carval")
    expect(page.get_by_role("option", name="Ines Carvalho")).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("ArrowDown")
    expect(page.get_by_role("option", name="Ines Carvalho")).to_be_visible()
    box.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("Field Commissioning")
    box.press("Enter")
    expect(box).to_have_value("Ines Carvalho (ines)")
    assert page.url.endswith("/people/roles/new/")


def order(page: Page) -> list[str]:
    return page.locator("[data-node]").evaluate_all("nodes => nodes.map(node => node.dataset.node)")


def test_a_requirement_is_dragged_before_another_and_back(visitors):
    page = visitors("priya").page
    page.goto(TREE)
    as_it_was = order(page)
    video, project = as_it_was.index("commissioning-video"), as_it_was.index("site-project")
    assert video < project
    target = page.locator('[data-node="commissioning-video"] > .node-line')
    with page.expect_navigation():
        page.locator('[data-node="site-project"] .node-grip').drag_to(target, target_position={"x": 40, "y": 3})
    dragged = order(page)
    assert dragged.index("site-project") < dragged.index("commissioning-video")
    with page.expect_navigation():
        page.get_by_role("button", name="Move Site project down").click()
    assert order(page) == as_it_was
