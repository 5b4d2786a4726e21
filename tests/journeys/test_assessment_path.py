"""One task from a recording to what was not yet met: each step by the person whose job it is, in the real pages."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from guildmark.assessment.models import CarriedCredit, Seat, Submission
from guildmark.kernel import outbox
from guildmark.kernel.integrity import INVARIANTS
from guildmark.kernel.roles import Role
from guildmark.programs.models import Task
from guildmark.scheduling.models import Booking
from scripts.machine import found
from tests import builders
from tests.cast import NOW, a_person, holds

pytestmark = pytest.mark.django_db(transaction=True)
PRETENDED = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
FIRST = datetime(2026, 4, 21, 14, 0, tzinfo=UTC)
"""When they meet: 08:00 in Monterrey, 15:00 in Leeds, 16:00 in Rotterdam."""
COOLED = timedelta(days=19)
"""Long enough after it to be handed in again."""


@pytest.fixture(scope="module")
def browser(browser):
    """Chromium with a pretended camera and microphone."""
    arguments = ["--no-sandbox", "--disable-dev-shm-usage", *PRETENDED]
    opened = browser.browser_type.launch(executable_path=found("chromium"), args=arguments)
    yield opened
    opened.close()


@pytest.fixture
def at_moment(served, monkeypatch):
    """`at_moment(then)`: the story goes on then, and the worker has done what was left for it."""

    def go(then: datetime) -> None:
        monkeypatch.setattr("guildmark.kernel.clock.now", lambda: then)
        while outbox.deliver_due(at=then):
            pass

    return go


@pytest.fixture
def people(request, served):
    """Tomasz, Kwame, Jun and Lea judge a live demonstration that Ines is working towards."""
    ines, priya, marguerite, tomasz, kwame = map(
        request.getfixturevalue, ("ines", "priya", "marguerite", "tomasz", "kwame")
    )
    version = builders.a_draft_version(priya, judging={"straight_to_discussion": True})
    Task.objects.filter(version=version).update(kind="live_demonstration", formats=["text", "webm", "mp4"])
    version = builders.published(version, marguerite)
    builders.a_candidacy(ines, version, settled_by=priya)
    jun = holds(a_person("Jun Sato", function="quality", at="rotterdam", in_unit="plant"), Role.ASSESSOR)
    lea = holds(a_person("Lea Vogt", function="legal", at="leeds", in_unit="lab"), Role.ASSESSOR)
    for one in (tomasz, kwame, jun, lea):
        builders.qualified(one, version, by=priya)
    return {one.username: one for one in (ines, tomasz, kwame, jun, lea)}


def test_from_a_recording_to_what_was_not_yet_met(people, opened, at_moment):
    pages = {name: opened(person, "/") for name, person in people.items()}
    ines = pages["ines"]
    work = begin(ines, "Begin")
    record(ines, work)
    hand_in(ines, work, "I would test the meter twice.")
    at_moment(NOW)

    readers = [pages[name] for name in seated(work)]
    for page in readers:
        publish_hours(page)
    book(ines, work, FIRST)
    at_moment(FIRST + timedelta(minutes=5))
    observe(readers[0], work, "Reads the meter before the test only.", at_moment)
    say_it_was_held(readers[1], work)

    score(readers[0], work, [4, 2, 3], "One cause only, at 00:04.")
    score(readers[1], work, [4, 4, 3])
    settle(readers[0], readers[1], work)
    read_feedback(ines, work)

    at_moment(FIRST + COOLED)
    again = prepare_another(ines, work)
    at_moment(FIRST + COOLED)
    others = [pages[name] for name in seated(again)]
    assert not set(others) & set(readers)
    for page in others:
        publish_hours(page)
    book(ines, again, FIRST + timedelta(days=21))
    at_moment(FIRST + timedelta(days=21, minutes=30))
    say_it_was_held(others[0], again)
    for page in others:
        score(page, again, [3])
    ines.goto("/")
    ines.get_by_role("link", name="My plan").first.click()
    ines.get_by_role("link", name="See the result").first.click()
    expect(ines.get_by_role("heading", name="Met", exact=True)).to_be_visible()
    expect(ines.get_by_text("carried over")).to_have_count(2)
    here = [one for one in INVARIANTS if one.startswith(("assessment.", "scheduling.", "candidacy."))]
    assert [name for name in here if list(INVARIANTS[name].check())] == []


def from_home(page: Page, title: str) -> None:
    page.goto("/")
    page.locator("a.turn-title").filter(has_text=title).first.click()


def begin(ines: Page, button: str) -> Submission:
    """From her plan into the workspace."""
    ines.goto("/")
    ines.get_by_role("link", name="My plan").first.click()
    ines.get_by_role("button", name=button).first.click()
    ines.wait_for_url("**/submissions/*/")
    return Submission.objects.get(pk=int(ines.url.rstrip("/").rsplit("/", 1)[1]))


def record(ines: Page, work: Submission) -> None:
    ines.get_by_role("link", name="Record film or sound here").click()
    ines.get_by_role("button", name="Start", exact=True).click()
    ines.wait_for_timeout(3000)
    ines.get_by_role("button", name="Stop", exact=True).click()
    expect(ines.locator("[data-review]")).to_be_visible()
    ines.get_by_role("button", name="Keep it", exact=True).click()
    ines.wait_for_url(f"**/submissions/{work.pk}/#files")
    expect(ines.locator("[data-pieces=file] [data-piece]")).to_have_count(1)


def hand_in(ines: Page, work: Submission, reflection: str) -> None:
    ines.goto(f"/submissions/{work.pk}/")
    ines.get_by_label("What did you decide?").fill(reflection)
    ines.locator("#identity").check()
    ines.locator("#original").check()
    ines.locator("[data-submit]").click()
    expect(ines.get_by_text("Handed in. You can recall it")).to_be_visible()


def seated(work: Submission) -> list[str]:
    seats = Seat.objects.filter(panel__submission=work).exclude(state="declined").order_by("number")
    names = list(seats.values_list("assessor__username", flat=True))
    assert len(names) == 2, names
    return names


def publish_hours(page: Page) -> None:
    """Each in their own zone, from the line on their Home."""
    from_home(page, "Say when you can hold sessions")
    page.get_by_role("button", name="Weekdays 9–17").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published. Candidates are offered these hours")).to_be_visible()


def book(ines: Page, work: Submission, starts: datetime) -> None:
    """In her own zone, though nobody else is in it."""
    from_home(ines, "Field Commissioning Engineer: Site project 1")
    slot = ines.locator(f'input[name=starts_at][value="{starts.isoformat()}"]')
    for folded in ines.locator("form[data-slots] details:not([open]) summary").all():
        folded.click()
    ines.locator(".slot").filter(has=slot).click()
    ines.get_by_role("button", name="Book").click()
    expect(ines.get_by_text("Booked. Everybody gets an invitation")).to_be_visible()
    expect(ines.get_by_role("heading", level=1)).to_contain_text("08:00 (Monterrey time)")
    assert Booking.objects.get(submission=work, state="booked").starts_at == starts


def open_seat(page: Page, work: Submission) -> None:
    page.goto("/queue/")
    page.locator(".queue a.turn-title").first.click()
    begin = page.get_by_role("button", name="Start", exact=True)
    if begin.count():
        begin.click()
    expect(page.locator("#desk[data-ready]")).to_be_visible()


def observe(page: Page, work: Submission, words: str, at_moment) -> None:
    """One tap marks the moment; words follow."""
    open_seat(page, work)
    page.get_by_role("link", name="Observe the session").click()
    page.get_by_role("button", name="It begins now").click()
    at_moment(FIRST + timedelta(minutes=9))
    page.reload()
    page.get_by_role("button", name="Mark this moment").click()
    page.locator("[data-moments] textarea").fill(words)
    expect(page.locator("[data-status]")).to_have_text("Saved")
    page.get_by_label("The candidate").select_option("yes")
    page.get_by_role("button", name="Save", exact=True).click()


def say_it_was_held(page: Page, work: Submission) -> None:
    from_home(page, "Site project 1: session on")
    page.get_by_role("button", name="It was held, with everybody").click()
    expect(page.get_by_text("Noted: the session was held.")).to_be_visible()


def score(page: Page, work: Submission, levels: list[int], reason: str = "") -> None:
    """By keyboard alone; a level below what is needed is explained."""
    open_seat(page, work)
    seat = page.url
    for level in levels:
        page.keyboard.press(str(level))
        if level < 3:
            page.keyboard.type(reason)
            page.keyboard.press("Escape")
            page.keyboard.press("]")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: url != seat)
    assert Seat.objects.get(pk=int(seat.rstrip("/").rsplit("/", 1)[1])).state == "sealed"


def settle(proposing: Page, confirming: Page, work: Submission) -> None:
    """Only the criterion on which they differ; both sheets stay."""
    proposing.goto("/queue/")
    proposing.get_by_role("link", name="Open", exact=True).first.click()
    expect(proposing.locator(".sheets-beside")).to_have_count(1)
    proposing.get_by_text("2 · judgement at level 2").click()
    proposing.get_by_label("Why this level for Judgement").fill("A second cause is never ruled out.")
    proposing.get_by_role("button", name="Propose", exact=True).click()
    expect(proposing.get_by_text("Another member of the panel confirms what you proposed.")).to_be_visible()
    confirming.goto("/queue/")
    confirming.get_by_role("link", name="Open", exact=True).first.click()
    confirming.get_by_role("button", name="Confirm: these are our levels").click()
    confirming.wait_for_url(f"**/submissions/{work.pk}/result/")


def read_feedback(ines: Page, work: Submission) -> None:
    """One criterion decides; what the next level asks and what the panel saw stand beneath it."""
    ines.goto("/")
    ines.get_by_role("link", name="My plan").first.click()
    ines.get_by_role("link", name="result of attempt 1").first.click()
    expect(ines.get_by_role("heading", name="Not yet met", level=1)).to_be_visible()
    below = ines.locator(".result-not-yet")
    expect(below).to_have_count(1)
    for words in ("judgement at level 3", "A second cause is never ruled out.", "One cause only, at 00:04."):
        expect(below.get_by_text(words)).to_be_visible()
    for name in ("Tomasz", "Kwame"):
        expect(ines.get_by_text(name)).to_have_count(0)


def prepare_another(ines: Page, work: Submission) -> Submission:
    """Only judgement is judged again; what was shown is carried."""
    ines.get_by_role("link", name="Plan the next attempt").click()
    ines.get_by_role("button", name="Prepare attempt 2").first.click()
    ines.wait_for_url("**/submissions/*/")
    again = Submission.objects.get(pk=int(ines.url.rstrip("/").rsplit("/", 1)[1]))
    expect(ines.locator(".carried li")).to_have_count(2)
    hand_in(ines, again, "I ruled out a second cause with the log.")
    assert CarriedCredit.objects.filter(submission=again).count() == 2
    return again
