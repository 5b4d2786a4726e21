"""The workspace in a real browser: nothing typed is lost, whatever happens to the tab, the connection or the session."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from guildmark.assessment.models import KeptText, Submission
from tests import builders
from tests.assessment.test_draft import PDF
from tests.journeys.axe import findings, overflow

pytestmark = pytest.mark.django_db(transaction=True)
LEFT, RIGHT = "From the left. ", "From the right. "
REFLECTION = "textarea[name=box-decided-1]"


def until(true, seconds=12):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)


class Workspace:
    """The page as a candidate uses it."""

    def __init__(self, page):
        self.page = page
        self.editor = page.locator("trix-editor")
        self.editor.wait_for()

    @property
    def state(self):
        return self.page.locator("[data-status]").get_attribute("data-state")

    @property
    def words(self):
        return self.page.locator("[data-status]").text_content()

    def write(self, text):
        self.page.bring_to_front()
        self.editor.click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(text)

    def is_asked_for(self, key):
        return self.page.locator(f'[data-item="{key}"]').get_attribute("data-done") is None

    def choose(self, name, content):
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self.page.locator("#file-input").set_input_files(files=[file])


@pytest.fixture
def draft(served, ines, priya, marguerite):
    return builders.a_draft(builders.a_candidacy(ines, builders.a_published_version(priya, marguerite)))


@pytest.fixture
def visit(draft, opened, ines):
    return lambda **options: Workspace(opened(ines, f"/submissions/{draft.pk}/", **options))


def text_of(draft):
    return draft.evidence.filter(kind="text").values_list("text", flat=True).first()


def reflection_of(draft):
    return draft.reflections.values_list("text", flat=True).first()


def test_text_is_saved_two_seconds_after_one_stops(visit, draft):
    workspace = visit()
    workspace.write("I isolated both feeds.")
    stopped = time.monotonic()
    until(lambda: workspace.state == "saved")
    assert time.monotonic() - stopped < 4
    assert text_of(draft) == "<div>I isolated both feeds.</div>"
    assert not workspace.is_asked_for("text")
    assert "4 words" in workspace.page.locator("[data-box=text] [data-count]").text_content()


def test_two_tabs_lose_nothing(visit, draft):
    left = visit()
    right = Workspace(second_tab(left))
    left.write(LEFT)
    until(lambda: left.state == "saved")
    right.write(RIGHT)
    until(lambda: right.state == "clash")
    assert RIGHT.strip() in KeptText.objects.get().text
    assert LEFT.strip() in right.page.locator("[data-theirs]").text_content()
    assert RIGHT.strip() in right.page.locator("[data-mine]").text_content()
    right.page.locator("[data-choose=both]").click()
    until(lambda: right.state == "saved" and not KeptText.objects.exists())
    assert LEFT.strip() in text_of(draft)
    assert RIGHT.strip() in text_of(draft)


def second_tab(workspace):
    page = workspace.page.context.new_page()
    page.goto(workspace.page.url)
    return page


def test_a_dropped_connection_is_said_as_such_and_what_was_typed_goes_out_later(visit, draft):
    workspace = visit()
    workspace.page.context.set_offline(True)
    workspace.page.locator(REFLECTION).fill("Written on the train.")
    until(lambda: workspace.state == "connection")
    assert "Your connection is interrupted" in workspace.words
    workspace.page.context.set_offline(False)
    until(lambda: workspace.state == "saved")
    assert reflection_of(draft) == "Written on the train."


def test_a_fault_of_ours_is_said_as_such_and_tried_again(visit, draft):
    workspace = visit()
    workspace.page.route("**/boxes/**", lambda route: route.fulfill(status=500, body="broken"))
    workspace.page.locator(REFLECTION).fill("Still here.")
    until(lambda: workspace.state == "ours")
    assert "something went wrong on our side, not yours" in workspace.words
    workspace.page.unroute("**/boxes/**")
    until(lambda: workspace.state == "saved", seconds=15)
    assert reflection_of(draft) == "Still here."


def test_a_killed_tab_loses_nothing(visit, draft):
    workspace = visit()
    workspace.page.evaluate("() => { window.fetch = () => new Promise(() => {}) }")
    workspace.page.locator(REFLECTION).fill("Typed just before.")
    workspace.write("Typed just before that.")
    page = workspace.page.context.new_page()
    workspace.page.close()
    page.goto(workspace.page.url)
    reopened = Workspace(page)
    until(lambda: reopened.state == "saved")
    assert reflection_of(draft) == "Typed just before."
    assert text_of(draft) == "<div>Typed just before that.</div>"
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_an_ended_session_loses_nothing(visit, draft, ines):
    workspace = visit()
    Session.objects.all().delete()
    workspace.page.locator(REFLECTION).fill("Typed after lunch.")
    until(lambda: workspace.state == "session")
    assert "Your session has ended" in workspace.words
    assert workspace.page.locator("#session-dialog").is_visible()
    client = Client()
    client.force_login(ines)
    cookie = {"name": "guildmark_session", "value": client.cookies["guildmark_session"].value}
    workspace.page.context.add_cookies([{**cookie, "url": workspace.page.url}])
    workspace.page.evaluate("() => { new BroadcastChannel('guildmark').postMessage('signed-in') }")
    until(lambda: workspace.state == "saved")
    assert reflection_of(draft) == "Typed after lunch."


def test_the_editor_never_takes_the_cursor_back_from_the_next_field(visit):
    workspace = visit()
    workspace.editor.click()
    place = workspace.page.evaluate(
        """async (next) => {
            document.execCommand("insertText", false, "Typed a frame ago.");
            document.querySelector(next).focus();
            for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
            return document.activeElement.matches(next);
        }""",
        REFLECTION,
    )
    assert place
    assert "Typed a frame ago." in workspace.editor.inner_text()


def test_a_file_goes_up_when_chosen_and_each_refusal_stands_by_itself(visit, draft):
    workspace = visit()
    workspace.choose("report.pdf", PDF)
    workspace.page.locator(".piece a", has_text="report.pdf").wait_for()
    assert not workspace.is_asked_for("file")
    workspace.choose("fake.pdf", b"MZ\x90\0")
    workspace.page.locator(".piece-refused", has_text="its content is a program").wait_for()
    workspace.choose("empty.pdf", b"")
    workspace.page.locator(".piece-refused", has_text="is empty (0 bytes)").wait_for()
    assert draft.evidence.get().title == "report.pdf"


def test_a_removed_file_comes_back_with_one_click(visit, draft):
    workspace = visit()
    workspace.choose("report.pdf", PDF)
    workspace.page.locator("[data-removal] button").click()
    workspace.page.locator(".toasts button", has_text="Put it back").click()
    workspace.page.locator(".piece a", has_text="report.pdf").wait_for()
    assert draft.evidence.count() == 1


def test_handing_in_waits_for_what_was_just_typed_and_happens_once(visit, draft):
    workspace = visit()
    workspace.write("Typed, and handed in at once.")
    workspace.page.locator(REFLECTION).fill("To test twice.")
    workspace.page.locator("#identity").check()
    workspace.page.locator("#original").check()
    workspace.page.locator("[data-submit]").dblclick()
    workspace.page.get_by_role("button", name="Recall it").wait_for()
    submission = Submission.objects.get()
    assert submission.state == "submitted"
    assert text_of(draft) == "<div>Typed, and handed in at once.</div>"
    workspace.page.get_by_role("button", name="Recall it").click()
    assert "Typed, and handed in at once." in Workspace(workspace.page).editor.inner_text()


def test_it_works_without_scripts(draft, opened, ines):
    page = opened(ines, f"/submissions/{draft.pk}/", java_script_enabled=False)
    page.locator("textarea[name=plain-text]").fill("By hand.")
    page.locator(REFLECTION).fill("To test twice.")
    page.locator("input[type=file]").set_input_files(
        files=[{"name": "report.pdf", "mimeType": "application/pdf", "buffer": PDF}]
    )
    page.get_by_role("button", name="Save draft").click()
    assert text_of(draft) == "<div>By hand.</div>"
    page.locator("#identity").check()
    page.locator("#original").check()
    page.get_by_role("button", name="Hand in").click()
    assert page.get_by_role("button", name="Recall it").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_anyones_way(visit, scheme):
    workspace = visit(color_scheme=scheme, reduced_motion="reduce")
    for width in (1280, 320):
        workspace.page.set_viewport_size({"width": width, "height": 900})
        assert not findings(workspace.page)
        assert not overflow(workspace.page)
