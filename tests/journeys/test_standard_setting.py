"""A cut is set: a judge says on a phone where it should lie, the line drops midway, and the owner chooses for a reason."""

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from guildmark.calibration import actions
from guildmark.calibration.models import Estimate, Study
from guildmark.programs.models import Rubric
from tests import builders
from tests.cast import NOW
from tests.journeys.axe import findings, overflow

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
WIDE = {"viewport": {"width": 1280, "height": 900}}
KEYS = [f"{key}-1" for key, _, _ in builders.CRITERIA]


@pytest.fixture
def study(request, served):
    """Asked of Tomasz, Kwame and Saoirse; the latter two have handed in."""
    priya, marguerite, tomasz, kwame, saoirse = map(
        request.getfixturevalue, ("priya", "marguerite", "tomasz", "kwame", "saoirse")
    )
    builders.a_published_version(priya, marguerite)
    draft = builders.a_draft_version(priya, number="1.1")
    study = actions.open_study(
        version=draft, task="task-1", borderline="Asks before a reading is signed off.",
        judges=(tomasz, kwame, saoirse), by=priya, at=NOW,
    )  # fmt: skip
    for judge, level in ((kwame, "3"), (saoirse, "2.5")):
        actions.say_levels(study=study, levels=dict.fromkeys(KEYS, Decimal(level)), by=judge, at=NOW)
        actions.hand_in_levels(study=study, by=judge, at=NOW)
    return study


def says(page: Page, criterion: str, level: str) -> None:
    page.locator(f'label:has(input[name="{criterion}"][value="{level}"])').click()


def sound(page: Page) -> None:
    assert findings(page) == [] and overflow(page) == 0
    page.emulate_media(color_scheme="dark")
    assert findings(page, colours_only=True) == []
    page.emulate_media(color_scheme="light")


def test_from_an_invitation_on_a_phone_to_the_owners_choice(study, tomasz, priya, opened):
    phone = opened(tomasz, "/", **PHONE)
    phone.get_by_role("link", name="Say where the cut of “Site project 1” should lie").click()
    sound(phone)
    saved = phone.locator("[data-saved]")
    says(phone, KEYS[0], "3.5")
    expect(saved).to_have_text("Saved")
    expect(phone.locator("[data-left-number]")).to_have_text("2")

    phone.context.set_offline(True)
    says(phone, KEYS[1], "2.5")
    expect(saved).to_have_attribute("data-state", "connection")
    phone.context.set_offline(False)
    phone.reload()
    expect(phone.locator(f'input[name="{KEYS[1]}"][value="2.5"]')).to_be_checked()
    expect(saved).to_have_text("Saved")
    assert dict(Estimate.objects.filter(answer__judge__person=tomasz).values_list("criterion", "level")) == {
        KEYS[0]: Decimal("3.5"),
        KEYS[1]: Decimal("2.5"),
    }

    phone.get_by_role("button", name="Hand in").click()
    expect(phone.get_by_role("alert")).to_contain_text("Still to say: Record.")
    says(phone, KEYS[2], "2.5")
    phone.get_by_role("button", name="Hand in").click()
    expect(phone.get_by_text("You have handed in round 1.")).to_be_visible()
    sound(phone)

    desk = opened(priya, f"/studies/{study.pk}/", **WIDE)
    expect(desk.get_by_text("3 of 3 judges have handed in")).to_be_visible()
    desk.get_by_role("button", name="Close round 1").click()
    expect(desk.get_by_role("heading", name="Round 1 recommends 2.78, give or take 0.15")).to_be_visible()
    assert desk.locator("circle.judge").count() == 3
    sound(desk)
    desk.get_by_label("The cut", exact=True).fill("2.8")
    desk.get_by_role("button", name="Choose it").click()
    expect(desk.get_by_label("The cut", exact=True)).to_have_value("2.8")
    sound(desk)
    desk.get_by_label("Why there").fill("As the judges say, rounded to a tenth.")
    desk.get_by_role("button", name="Choose it").click()
    expect(desk.get_by_text("Priya Raman chose 2.80")).to_be_visible()

    desk.goto("/programs/field-commissioning-engineer/versions/1.1/")
    cuts = desk.locator("#cuts")
    expect(cuts).to_contain_text("As the judges say, rounded to a tenth.")
    expect(cuts).to_contain_text("Round 1 of 3 judges recommends 2.78, standard error 0.15.")
    assert (Rubric.objects.get(version=study.version).cut, Study.objects.get().cut) == (Decimal("2.8"), Decimal("2.80"))

    phone.reload()
    expect(phone.get_by_text("The cut was chosen: 2.80.")).to_be_visible()
