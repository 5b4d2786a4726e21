"""Criteria are validated: somebody says on a phone whether they fit the work, the line drops midway, and the owner answers."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from guildmark.consultation import actions
from guildmark.consultation.models import Rating
from guildmark.people.models import company_day
from tests import builders
from tests.cast import NOW
from tests.consultation.conftest import KEYS, tied
from tests.journeys.axe import findings, overflow

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def asked(served, tomasz, kwame, priya):
    draft = tied(builders.a_draft_version(priya))
    return actions.open_round(
        version=draft, people=[tomasz, kwame], purpose="Site work done alone.",
        last_day=company_day(NOW) + timedelta(days=14), by=priya, at=NOW,
    )  # fmt: skip


def says(page: Page, key: str, **answers: int) -> None:
    for name, value in answers.items():
        page.locator(f'label:has(input[name="{key}.{name}"][value="{value}"])').click()


def sound(page: Page) -> None:
    assert findings(page) == [] and overflow(page) == 0
    page.emulate_media(color_scheme="dark")
    assert findings(page, colours_only=True) == []
    page.emulate_media(color_scheme="light")


def test_from_an_invitation_on_a_phone_to_an_answer(asked, tomasz, priya, opened):
    phone = opened(tomasz, "/", **PHONE)
    phone.get_by_role("link", name="fit the work").click()
    sound(phone)
    says(phone, KEYS[0], importance=3, frequency=4, clarity=2)
    expect(phone.locator("[data-left]")).to_have_text("2")
    expect(phone.locator("[data-saved]")).to_have_text("Saved")

    phone.context.set_offline(True)
    phone.locator("summary", has_text="Comment").first.click()
    phone.locator(f'textarea[name="{KEYS[0]}.comment"]').fill("Which meter?")
    says(phone, KEYS[1], importance=0)
    expect(phone.locator("[data-saved]")).to_have_attribute("data-state", "connection")
    phone.context.set_offline(False)
    phone.reload()
    expect(phone.locator(f'input[name="{KEYS[1]}.importance"][value="0"]')).to_be_checked()
    expect(phone.locator("[data-saved]")).to_have_text("Saved")
    assert Rating.objects.get(item=KEYS[0]).comment == "Which meter?"

    phone.get_by_role("button", name="Hand in").click()
    expect(phone.get_by_role("alert")).to_contain_text("Still to answer: 3.")
    says(phone, KEYS[2], importance=2, frequency=1, clarity=4)
    phone.get_by_role("button", name="Hand in").click()
    expect(phone.get_by_text("You have handed in.")).to_be_visible()

    page = opened(priya, f"/validations/{asked.pk}/", viewport={"width": 1280, "height": 900})
    sound(page)
    page.get_by_role("button", name="Close the round").click()
    expect(page.get_by_text("too few to tell agreement from chance")).to_be_visible()
    page.get_by_label("Changed").check()
    page.get_by_label("In words").fill("It names the meter now.")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("It names the meter now.")).to_be_visible()
    sound(page)
    phone.reload()
    expect(phone.get_by_text("It names the meter now.")).to_be_visible()
    page.goto("/validations/of/field-commissioning-engineer/1.0/new/?size=5")
    sound(page)
