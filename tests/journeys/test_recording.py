"""Recording in the browser, with Chromium's own pretended camera, microphone and screen."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from guildmark.assessment.models import Evidence, Upload
from guildmark.programs.models import Task
from scripts.machine import found
from tests import builders
from tests.journeys.test_workspace import until

pytestmark = pytest.mark.django_db(transaction=True)
PRETENDED = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(scope="module")
def with_devices(browser):
    """Chromium with a pretended camera, microphone and screen."""
    opened = browser.browser_type.launch(
        executable_path=found("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage", *PRETENDED]
    )
    yield opened
    opened.close()


@pytest.fixture
def draft(ines, priya, marguerite):
    version = builders.a_draft_version(priya)
    Task.objects.filter(version=version).update(formats=["text", "webm", "mp4"])
    return builders.a_draft(builders.a_candidacy(ines, builders.published(version, marguerite)))


@pytest.fixture
def recorder(with_devices, served, ines, draft):
    client = Client()
    client.force_login(ines)
    context = with_devices.new_context(base_url=served.url)
    context.add_cookies(
        [{"name": "guildmark_session", "value": client.cookies["guildmark_session"].value, "url": served.url}]
    )
    troubles = []
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    context.on("console", lambda m: "Content Security Policy" in m.text and troubles.append(m.text))
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"/submissions/{draft.pk}/recording/")
    yield page
    context.close()
    assert not troubles


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("what", ["camera", "screen", "both", "sound"])
def test_it_is_recorded_looked_at_and_kept(recorder, draft, what):
    recorder.locator(f"[name=what][value={what}]").check(force=True)
    press(recorder, "Start")
    until(lambda: Upload.objects.exists(), seconds=20)
    recorder.wait_for_timeout(2500)
    press(recorder, "Stop")
    expect(recorder.locator("[data-review]")).to_be_visible()
    press(recorder, "Keep it")
    recorder.wait_for_url(f"**/submissions/{draft.pk}/#files")
    piece = draft.evidence.get(kind="file")
    assert piece.blob.size > 2000
    recorder.get_by_text("Play", exact=True).click()
    recorder.wait_for_function(
        "() => { const m = document.querySelector('[data-player] :is(video, audio)'); return m.readyState >= 1; }"
    )
    recorder.wait_for_function(
        "() => { const m = document.querySelector('[data-player] :is(video, audio)');"
        " return Number.isFinite(m.duration) && m.duration > 1.5 && m.duration < 30; }"
    )


def test_a_pause_is_not_in_it_and_another_take_replaces_it(recorder, draft):
    press(recorder, "Start")
    recorder.wait_for_timeout(1500)
    press(recorder, "Pause")
    recorder.wait_for_timeout(500)
    paused = recorder.locator("[data-time]").text_content()
    recorder.wait_for_timeout(1500)
    assert recorder.locator("[data-time]").text_content() == paused != "0:00"
    press(recorder, "Go on")
    recorder.wait_for_timeout(1200)
    press(recorder, "Stop")
    first = Upload.objects.get().key
    press(recorder, "Record again")
    until(lambda: not Upload.objects.filter(key=first).exists())
    press(recorder, "Start")
    recorder.wait_for_timeout(1500)
    press(recorder, "Stop")
    press(recorder, "Keep it")
    recorder.wait_for_url(f"**/submissions/{draft.pk}/#files")
    assert draft.evidence.filter(kind="file").count() == 1


def test_a_browser_that_stops_midway_loses_seconds_only(recorder, draft):
    press(recorder, "Start")
    until(lambda: Upload.objects.exists(), seconds=20)
    recorder.wait_for_timeout(4000)
    context = recorder.context
    recorder.close()
    page = context.new_page()
    page.goto(f"/submissions/{draft.pk}/")
    left = page.locator("[data-unfinished]")
    expect(left).to_contain_text("broke off")
    left.get_by_role("button", name="Keep what arrived").click()
    expect(page.locator("[data-piece]")).to_be_visible()
    piece = Evidence.objects.get(kind="file")
    page.get_by_text("Play", exact=True).click()
    page.wait_for_function("() => document.querySelector('[data-player] video').duration > 2")
    assert piece.blob.size > 10_000


def test_only_this_page_may_use_the_devices(client, ines, draft):
    client.force_login(ines)
    there = client.get(f"/submissions/{draft.pk}/recording/").headers["Permissions-Policy"]
    elsewhere = client.get(f"/submissions/{draft.pk}/").headers["Permissions-Policy"]
    assert "camera=(self)" in there
    assert "display-capture=(self)" in there
    assert "camera=()" in elsewhere
    assert "microphone=()" in elsewhere
