"""Sessions in a real browser: hours published in one zone, booked in another, moved, missed, given up, and raced for."""

import email
import email.policy
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import vobject
from django.core import mail
from playwright.sync_api import Page, expect

from guildmark.assessment.models import Submission
from guildmark.kernel import outbox
from guildmark.programs.models import Task
from guildmark.scheduling.models import Absence, Booking, PublishedAvailability, Wish
from tests import builders
from tests.cast import NOW
from tests.journeys.axe import findings, overflow

pytestmark = pytest.mark.django_db(transaction=True)
TUESDAY = datetime(2026, 4, 21, 14, 0, tzinfo=UTC)
"""08:00 in Monterrey, 15:00 in Leeds, 16:00 in Rotterdam."""


@pytest.fixture
def works(request, served):
    """Ines (Monterrey) and Nadia (Rotterdam) have handed in a live task; Tomasz (Leeds) and Kwame (Rotterdam) judge both."""
    ines, nadia, priya, marguerite, tomasz, kwame = map(
        request.getfixturevalue, ("ines", "nadia", "priya", "marguerite", "tomasz", "kwame")
    )
    version = builders.a_draft_version(priya)
    Task.objects.filter(version=version).update(kind="live_demonstration")
    version = builders.published(version, marguerite)
    works = [
        builders.a_submitted_submission(builders.a_candidacy(person, version, settled_by=priya))
        for person in (ines, nadia)
    ]
    for work in works:
        builders.a_panel(work, tomasz, kwame)
    return works


@pytest.fixture
def at_moment(monkeypatch):
    """`at_moment(then)`: the story goes on then, and the worker has done what was left for it."""

    def go(then: datetime) -> None:
        monkeypatch.setattr("guildmark.kernel.clock.now", lambda: then)
        while outbox.deliver_due(at=then):
            pass

    return go


@pytest.fixture
def delivered(at_moment):
    """What the worker has sent since one last asked: by whose name, its calendar's method and event."""

    def read(then: datetime) -> dict[str, tuple[str, icalendar.Event]]:
        mail.outbox.clear()
        at_moment(then)
        return {one.to[0].partition("@")[0]: event_in(one) for one in mail.outbox if one.alternatives}

    return read


def event_in(message) -> tuple[str, icalendar.Event]:
    """As a strict reader and a lenient one both understand it."""
    whole = email.message_from_bytes(message.message().as_bytes(), policy=email.policy.default)
    content = next(part for part in whole.walk() if part.get_content_type() == "text/calendar").get_content()
    vobject.readOne(content).validate(raiseException=True)
    calendar = icalendar.Calendar.from_ical(content)
    return str(calendar["METHOD"]), next(iter(calendar.walk("VEVENT")))


def publish(page: Page, hours: str, *days: int) -> None:
    """Typed by the day, as one does without the grid."""
    page.goto("/availability/")
    for day in days:
        page.locator(f"#id_day_{day}").fill(hours)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published. Candidates are offered these hours")).to_be_visible()


def choose(page: Page, starts: datetime, button: str) -> None:
    slot = page.locator(f'input[name=starts_at][value="{starts.isoformat()}"]')
    page.locator(".slot").filter(has=slot).click()
    page.get_by_role("button", name=button).click()


def session(work: Submission, query: str = "") -> str:
    return f"/submissions/{work.pk}/session/{query}"


def sound(page: Page) -> None:
    assert (findings(page), overflow(page)) == ([], 0)


def test_one_session_through_three_zones(works, opened, delivered, ines, tomasz, kwame):
    leeds, rotterdam = opened(tomasz, "/"), opened(kwame, "/")
    publish(leeds, "15-18", 1, 2, 3)
    publish(rotterdam, "16-19", 1, 2, 3)
    assert set(PublishedAvailability.objects.values_list("time_zone", flat=True)) == {
        "Europe/London",
        "Europe/Amsterdam",
    }
    phone = opened(ines, session(works[0]), viewport={"width": 360, "height": 740})
    expect(phone.get_by_text("All times are Monterrey time, yours.")).to_be_visible()
    first = phone.locator(".slot").first
    expect(first).to_contain_text("08:00")
    sound(phone)
    choose(phone, TUESDAY, "Book")
    expect(phone.get_by_text("15:00 in London")).to_be_visible()
    sent = delivered(NOW)
    hours = {name: (event["DTSTART"].params["TZID"], event["DTSTART"].dt.hour) for name, (_, event) in sent.items()}
    assert hours == {
        "ines": ("America/Monterrey", 8),
        "tomasz": ("Europe/London", 15),
        "kwame": ("Europe/Amsterdam", 16),
    }

    for moved in (1, 2):
        phone.get_by_role("link", name="Move it").click()
        choose(phone, TUESDAY + timedelta(days=moved), "Move it")
        expect(phone.get_by_text("Moved. Everybody gets a new invitation.")).to_be_visible()
        sent = delivered(NOW)
        assert {(method, int(event["SEQUENCE"])) for method, event in sent.values()} == {("REQUEST", moved)}
        assert {event["DTSTART"].dt.astimezone(UTC) for _, event in sent.values()} == {TUESDAY + timedelta(days=moved)}
    expect(phone.get_by_text("You have moved this session 2 times, which is as often")).to_be_visible()
    expect(phone.get_by_role("link", name="Move it")).to_have_count(0)

    phone.get_by_text("Cancel it").click()
    phone.get_by_role("button", name="Cancel the session").click()
    expect(phone.locator("[role=alert]").first).to_be_visible()
    sound(phone)
    phone.get_by_label("Why").fill("The plant is shut that day.")
    phone.get_by_role("button", name="Cancel the session").click()
    expect(phone.get_by_text("Cancelled, and everybody is told.")).to_be_visible()
    gone = delivered(NOW)
    assert {method for method, _ in gone.values()} == {"CANCEL"} and set(gone) == {"ines", "tomasz", "kwame"}
    assert {str(event["UID"]) for _, event in gone.values()} == {str(event["UID"]) for _, event in sent.values()}


def test_who_waits_is_told_and_the_first_to_book_has_it(works, opened, delivered, ines, nadia, tomasz, kwame):
    for person in (tomasz, kwame):
        publish(opened(person, "/"), "15-16" if person is tomasz else "16-17", 1)
    first = opened(ines, session(works[0]))
    choose(first, TUESDAY, "Book")
    expect(first.get_by_text("Booked.")).to_be_visible()

    second = opened(nadia, session(works[1]))
    second.get_by_role("button", name="Tell me").click()
    expect(second.get_by_text("You are told as soon as one opens.")).to_be_visible()
    assert Wish.objects.get().earliest_known == TUESDAY + timedelta(weeks=1)

    first.get_by_text("Cancel it").click()
    first.get_by_label("Why").fill("I am on leave then.")
    first.get_by_role("button", name="Cancel the session").click()
    expect(first.get_by_text("Cancelled, and everybody is told.")).to_be_visible()
    delivered(NOW)
    assert Wish.objects.get().told_at == NOW
    second.goto("/notifications/")
    second.get_by_role("link", name="a time has opened").first.click()
    choose(second, TUESDAY, "Book")
    expect(second.get_by_text("Booked.")).to_be_visible()
    assert Wish.objects.get().ended_at is not None
    first.goto(session(works[0]))
    assert first.locator(f'input[value="{TUESDAY.isoformat()}"]').count() == 0


def test_two_race_for_one_slot(works, opened, ines, nadia, tomasz, kwame):
    """Both have it on the screen, both press: one has it, the other reads so and keeps an up-to-date list."""
    for person in (tomasz, kwame):
        publish(opened(person, "/"), "15-16" if person is tomasz else "16-17", 1)
    pages = [opened(person, session(work)) for person, work in zip((ines, nadia), works, strict=True)]
    for page in pages:
        page.locator(".slot").filter(has=page.locator(f'input[value="{TUESDAY.isoformat()}"]')).click()
    for page in pages:  # neither waits for the other's answer
        page.evaluate("() => { document.querySelector('[data-slots]').requestSubmit(); }")
    for page in pages:
        page.wait_for_load_state("networkidle")
    told = [page for page in pages if page.get_by_text("not free any more").count()]
    assert (len(told), Booking.objects.count()) == (1, 1)
    expect(told[0].locator(f'input[value="{TUESDAY.isoformat()}"]')).to_have_count(0)
    expect(told[0].locator(f'input[value="{(TUESDAY + timedelta(weeks=1)).isoformat()}"]')).to_have_count(1)
    sound(told[0])


def test_nobody_came_and_a_person_decides(works, opened, at_moment, ines, tomasz, kwame, priya):
    for person in (tomasz, kwame):
        publish(opened(person, "/"), "15-18" if person is tomasz else "16-19", 1)
    choosing = opened(ines, session(works[0]))
    choose(choosing, TUESDAY, "Book")
    expect(choosing.get_by_text("Booked.")).to_be_visible()
    at_moment(TUESDAY + timedelta(minutes=5))
    panel = opened(tomasz, session(works[0]))
    expect(panel.get_by_text("Wait 15 minutes after the beginning")).to_be_visible()
    at_moment(TUESDAY + timedelta(minutes=20))
    panel.reload()
    panel.get_by_text("Somebody did not come").click()
    panel.get_by_role("button", name="Report it").click()
    expect(panel.get_by_text("Say who did not come.").first).to_be_visible()
    sound(panel)
    panel.get_by_label("Ines Carvalho").check()
    panel.get_by_label("What you know about it").fill("No answer on the phone.")
    panel.get_by_role("button", name="Report it").click()
    expect(panel.get_by_text("Noted. The program owner decides what follows.")).to_be_visible()

    owner = opened(priya, "/")
    owner.locator("a.turn-title").filter(has_text="Session missed").click()
    owner.get_by_text("Another date").click()
    owner.get_by_label("Why").fill("The trains did not run.")
    owner.get_by_role("button", name="Decide").click()
    expect(owner.get_by_text("Decided, and the candidate is told.")).to_be_visible()
    assert Absence.objects.get().outcome == "another_date"
    choosing.goto(session(works[0]))
    expect(choosing.get_by_text("The trains did not run.")).to_be_visible()
    choose(choosing, TUESDAY + timedelta(weeks=1), "Book")
    expect(choosing.get_by_text("Booked.")).to_be_visible()
