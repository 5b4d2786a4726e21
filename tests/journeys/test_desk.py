"""The scoring desk in a real browser: keys, and the defects that scoring tools have shipped before."""

import pytest

from guildmark.assessment import actions
from guildmark.assessment.models import CriterionScore, Mark, Seat, Submission
from guildmark.programs.models import Criterion, Level
from tests import builders, cast
from tests.journeys.axe import findings, overflow

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = ("isolation-1", "judgement-1", "record-1")


@pytest.fixture
def seats(served, ines, nadia, tomasz, kwame, priya, marguerite):
    """Tomasz has two seats, on the work of Ines and of Nadia; both started."""
    version = builders.a_published_version(priya, marguerite)
    taken = []
    for candidate in (ines, nadia):
        work = builders.a_submitted_submission(builders.a_candidacy(candidate, version, settled_by=priya))
        seat, _ = builders.a_panel(work, tomasz, kwame)
        taken.append(actions.start_seat(seat=seat, by=tomasz, at=cast.NOW))
    return taken


@pytest.fixture
def desk(seats, opened, tomasz):
    page = opened(tomasz, f"/seats/{seats[0].pk}/")
    return ready(page)


def ready(page):
    page.wait_for_selector("#desk[data-ready]")
    return page


def saved(page):
    page.wait_for_selector("#desk-saved[data-state=saved]")


def level(seat, key):
    return CriterionScore.objects.filter(sheet__seat=seat, criterion__key=key).values_list("level", flat=True).first()


def eventually(page, ask, wanted):
    for _ in range(60):
        if ask() == wanted:
            return
        page.wait_for_timeout(50)
    assert ask() == wanted


def test_three_criteria_take_four_key_presses(desk, seats):
    for key in ("4", "3", "3", "Control+Enter"):
        desk.keyboard.press(key)
    desk.wait_for_url(f"**/seats/{seats[1].pk}/")
    assert Seat.objects.get(pk=seats[0].pk).state == "sealed"
    assert [level(seats[0], key) for key in KEYS] == [4, 3, 3]


def test_a_fast_next_does_not_drop_the_score(desk, seats):
    desk.keyboard.press("4")
    desk.keyboard.press("j")
    desk.wait_for_url(f"**/seats/{seats[1].pk}/")
    assert level(seats[0], "isolation-1") == 4


def test_a_wheel_over_the_levels_changes_nothing(desk, seats):
    desk.keyboard.press("4")
    saved(desk)
    chosen = desk.locator("#criterion-isolation-1 label.level").nth(3)
    chosen.scroll_into_view_if_needed()
    chosen.locator("input").focus()
    chosen.hover()
    for _ in range(6):
        desk.mouse.wheel(0, 120)
    desk.wait_for_timeout(150)
    assert desk.locator("#criterion-isolation-1 input:checked").get_attribute("value") == "4"
    assert level(seats[0], "isolation-1") == 4


def test_leaving_keeps_an_open_comment(desk, seats):
    desk.keyboard.press("c")
    desk.keyboard.type("The tag on the battery")
    desk.goto("/queue/")
    written = CriterionScore.objects.filter(sheet__seat=seats[0], criterion__key="isolation-1")
    eventually(desk, lambda: written.values_list("rationale", flat=True).first(), "The tag on the battery")


def test_closing_the_tab_leaves_the_work_where_it_was(desk, seats, opened, tomasz):
    desk.keyboard.press("4")
    desk.close()
    queue = opened(tomasz, "/queue/")
    eventually(queue, lambda: level(seats[0], "isolation-1"), 4)
    queue.reload()
    assert queue.get_by_text("1 of 3 scored").is_visible()
    assert queue.get_by_role("link", name="Continue", exact=True).count() == 2


def test_saving_does_not_fold_the_rubric_away(desk):
    before = desk.locator("label.level").count()
    desk.keyboard.press("2")
    saved(desk)
    assert desk.locator("label.level:visible").count() == before == 12
    assert desk.locator("#why-isolation-1").evaluate("box => box === document.activeElement")


def test_two_quick_clicks_are_taken_one_after_the_other(desk, seats):
    labels = desk.locator("#criterion-judgement-1 label.level")
    labels.nth(1).click()
    labels.nth(3).click()
    saved(desk)
    assert level(seats[0], "judgement-1") == 4
    assert desk.locator("#criterion-judgement-1 input:checked").get_attribute("value") == "4"


def test_the_running_total_stands_against_the_threshold(desk):
    for key in ("4", "3"):
        desk.keyboard.press(key)
    saved(desk)
    assert desk.locator("[data-part=scored]").inner_text() == "2 of 3 scored"
    assert desk.locator("[data-part=total]").inner_text() == "3.5"
    assert desk.locator("[data-part=verdict]").inner_text() == "unfinished"
    desk.keyboard.press("2")
    saved(desk)
    assert desk.locator("[data-part=verdict]").inner_text() == "would be met"


def test_below_what_is_needed_it_asks_why_before_it_seals(desk, seats):
    for key in ("3", "Escape", "]", "3", "3", "Control+Enter"):
        desk.keyboard.press(key)
    assert desk.locator("#hint-isolation-1").is_visible()
    desk.keyboard.type("Sign each tag.")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url(f"**/seats/{seats[1].pk}/")
    assert Seat.objects.get(pk=seats[0].pk).sheet.scores.get(criterion__key="isolation-1").rationale == "Sign each tag."


def test_digits_typed_in_a_comment_are_text(desk, seats):
    desk.keyboard.press("c")
    desk.keyboard.type("At 12:34 3 tags")
    desk.keyboard.press("Escape")
    saved(desk)
    assert level(seats[0], "isolation-1") is None


def test_undo_takes_back_the_last_level(desk, seats):
    desk.keyboard.press("4")
    saved(desk)
    desk.keyboard.press("u")
    eventually(desk, lambda: level(seats[0], "isolation-1"), None)
    assert desk.locator("#criterion-isolation-1 input:checked").count() == 0


def test_a_line_interrupted_loses_nothing(desk, seats):
    desk.context.set_offline(True)
    desk.keyboard.press("4")
    desk.wait_for_selector("#desk-saved[data-state=connection]")
    assert "connection" in desk.locator("#desk-saved").inner_text()
    desk.context.set_offline(False)
    saved(desk)
    assert level(seats[0], "isolation-1") == 4


def test_what_could_not_be_sent_is_sent_when_one_comes_back(desk, seats):
    desk.route("**/scores/**", lambda route: route.abort())
    desk.keyboard.press("4")
    desk.wait_for_selector("#desk-saved[data-state=connection]")
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.unroute("**/scores/**")
    desk.goto(f"/seats/{seats[0].pk}/")
    ready(desk)
    eventually(desk, lambda: level(seats[0], "isolation-1"), 4)


def test_two_tabs_show_both_versions(desk, seats):
    other = desk.context.new_page()
    other.goto(f"/seats/{seats[0].pk}/")
    ready(other)
    other.keyboard.press("4")
    saved(other)
    desk.bring_to_front()
    desk.keyboard.press("2")
    notice = desk.locator("#criterion-isolation-1 .notice")
    notice.wait_for()
    assert "There: level 4." in notice.inner_text()
    notice.get_by_role("button", name="Take what is there").click()
    assert desk.locator("#criterion-isolation-1 input:checked").get_attribute("value") == "4"
    assert level(seats[0], "isolation-1") == 4


def test_panes_are_moved_by_keyboard_and_remembered(desk):
    divider = desk.locator("[data-resizes=evidence]")
    divider.focus()
    for _ in range(3):
        desk.keyboard.press("ArrowRight")
    assert divider.get_attribute("aria-valuenow") == "48"
    wide = desk.locator("#pane-evidence").bounding_box()["width"]
    desk.reload()
    ready(desk)
    assert desk.locator("#pane-evidence").bounding_box()["width"] == pytest.approx(wide, abs=1)


def test_single_keys_can_be_switched_off(seats, opened, tomasz):
    type(tomasz).objects.filter(pk=tomasz.pk).update(single_key_shortcuts=False)
    page = ready(opened(tomasz, f"/seats/{seats[0].pk}/"))
    page.keyboard.press("4")
    assert page.locator("input:checked").count() == 0


def test_the_page_lists_its_keys(desk):
    desk.keyboard.press("?")
    listed = desk.locator("#keys-dialog").inner_text()
    assert "choose a level and go on" in listed
    assert "Ctrl+Enter" in listed


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_everyone_can_use_it(seats, opened, tomasz, theme, width):
    page = opened(tomasz, f"/seats/{seats[0].pk}/", color_scheme=theme, viewport={"width": width, "height": 800})
    ready(page)
    assert findings(page) == []
    assert overflow(page) == 0


@pytest.fixture
def contested(seats, saoirse, priya):
    """The work of Ines, read by three, parted on the record; that of Nadia still with its two assessors."""
    version = seats[0].panel.submission.candidacy.version
    builders.qualified(saoirse, version, by=priya)
    work = seats[0].panel.submission
    for assessor, levels in (("tomasz", (4, 4, 4)), ("kwame", (4, 4, 2)), ("saoirse", (4, 3, 4))):
        seat = Seat.objects.get(panel__submission=work, assessor__username=assessor)
        actions.start_seat(seat=seat, by=seat.assessor, at=cast.NOW)
        for key, given in zip(KEYS, levels, strict=True):
            line = {"criterion": key, "level": given, "rationale": "The table lacks units.", "revision": 0}
            actions.save_score(seat=seat, **line, by=seat.assessor, at=cast.NOW)
        actions.seal_sheet(seat=seat, by=seat.assessor, at=cast.NOW)
    return work


@pytest.fixture
def decided(contested, tomasz, kwame):
    agreed = {KEYS[2]: (3, "The log has the units.")}
    proposal = actions.propose_consensus(adjudication=contested.adjudication, agreed=agreed, by=tomasz, at=cast.NOW)
    actions.confirm_consensus(proposal=proposal, by=kwame, at=cast.NOW)
    return contested


PAGES = {
    "queue": ("tomasz", "/queue/"),
    "cover": ("kwame", "/seats/{kwames}/"),
    "sealed sheet": ("tomasz", "/seats/{sealed}/"),
    "panels": ("priya", "/panels/"),
    "panel": ("priya", "/panels/{work}/"),
    "assessors": ("priya", "/assessors/"),
    "conflicts": ("tomasz", "/conflicts/"),
    "adjudication": ("saoirse", "/adjudications/{work}/"),
}


def grave(page):
    """Findings, and by how much the page is too wide, light and dark, on the smallest phone and on a desk."""
    found = []
    for theme in ("light", "dark"):
        for width in (320, 1280):
            page.emulate_media(color_scheme=theme)
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{theme} {width}: {one}" for one in findings(page)]
            if overflow(page):
                found.append(f"{width}: {overflow(page)} px too wide")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_everyone_can_use_the_pages_around_it(contested, seats, opened, request, name):
    who, path = PAGES[name]
    kwames = Seat.objects.get(assessor__username="kwame", state="assigned")
    page = opened(request.getfixturevalue(who), path.format(kwames=kwames.pk, sealed=seats[0].pk, work=contested.pk))
    assert page.locator("h1").count() == 1
    assert grave(page) == []


def test_everyone_can_use_the_result(decided, opened, ines, priya):
    for person in (ines, priya):
        page = opened(person, f"/submissions/{decided.pk}/result/")
        assert page.locator("h1").inner_text() == "Met"
        assert grave(page) == []


def test_a_disagreement_is_settled_in_the_browser(contested, opened, tomasz, kwame):
    page = opened(tomasz, "/queue/")
    page.get_by_role("link", name="Open", exact=True).first.click()
    page.get_by_text("3 · record at level 3").click()
    page.get_by_label("Why this level for Record").fill("The log has the units.")
    page.get_by_role("button", name="Propose").click()
    page.get_by_text("Another member of the panel confirms what you proposed.").wait_for()
    other = opened(kwame, f"/adjudications/{contested.pk}/")
    other.get_by_role("button", name="Confirm: these are our levels").click()
    other.wait_for_url(f"**/submissions/{contested.pk}/result/")
    assert other.locator("h1").inner_text() == "Met"
    assert other.get_by_text("agreed by the panel").is_visible()


# Keys of the finished desk, on a five-criterion sheet whose evidence is a written account


@pytest.fixture
def five(served, ines, tomasz, kwame, priya, marguerite):
    """A sheet of five criteria, begun by Tomasz."""
    draft = builders.a_draft_version(priya, slug="five")
    rubric = draft.tasks.get().rubric
    for position, key in enumerate(("report", "handover"), 3):
        criterion = Criterion.objects.create(
            version=draft, key=f"{key}-1", position=position, rubric=rubric, title=key.capitalize()
        )
        for number in range(1, 5):
            Level.objects.create(
                version=draft, key=f"{key}-1-{number}", position=number, criterion=criterion, number=number,
                descriptor=f"{key} at level {number}",
            )  # fmt: skip
    version = builders.published(draft, marguerite)
    work = builders.a_submitted_submission(builders.a_candidacy(ines, version, settled_by=priya))
    seat, _ = builders.a_panel(work, tomasz, kwame)
    return actions.start_seat(seat=seat, by=tomasz, at=cast.NOW)


def test_five_criteria_take_six_key_presses(five, opened, tomasz):
    desk = ready(opened(tomasz, f"/seats/{five.pk}/"))
    for key in ("4", "3", "3", "4", "3", "Control+Enter"):
        desk.keyboard.press(key)
    desk.wait_for_url("**/queue/")
    assert Seat.objects.get(pk=five.pk).state == "sealed"
    assert CriterionScore.objects.filter(sheet__seat=five).count() == 5


def select(desk, words):
    """Select these words of the written evidence, as one does with the mouse."""
    desk.evaluate(
        """(words) => {
            const node = [...document.querySelectorAll("[data-anchor] *, [data-anchor]")].flatMap((one) => [...one.childNodes])
              .find((one) => one.nodeType === 3 && one.data.includes(words));
            const range = document.createRange();
            range.setStart(node, node.data.indexOf(words));
            range.setEnd(node, node.data.indexOf(words) + words.length);
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
        }""",
        words,
    )


def test_a_passage_is_marked_and_jumped_back_to(desk, seats):
    select(desk, "isolated both feeds")
    desk.keyboard.press("t")
    desk.keyboard.type("And at the work point?")
    desk.locator("#mark-new button", has_text="Mark it").click()
    desk.wait_for_selector("#marks .mark")
    assert Mark.objects.get().quote == "isolated both feeds"
    desk.evaluate("document.getSelection().removeAllRanges()")
    desk.reload()
    ready(desk)
    desk.locator("[data-jump]").click()
    assert desk.evaluate("document.getSelection().toString()") == "isolated both feeds"
    assert desk.evaluate("CSS.highlights.get('marked').size") == 1


def test_a_passage_is_found_by_its_words_where_its_position_no_longer_holds(desk, seats):
    select(desk, "both feeds")
    desk.keyboard.press("t")
    desk.locator("#mark-new button", has_text="Mark it").click()
    desk.wait_for_selector("#marks .mark")
    desk.evaluate("document.querySelector('#marks .mark').dataset.start = '2'")
    desk.evaluate("document.getSelection().removeAllRanges()")
    desk.locator("[data-jump]").click()
    assert desk.evaluate("document.getSelection().toString()") == "both feeds"


def test_a_comment_is_kept_and_used_again(desk, seats):
    desk.keyboard.press("c")
    desk.keyboard.type("Name a second cause.")
    desk.keyboard.press("Escape")
    desk.keyboard.press("b")
    desk.locator("#bank-keep button").click()
    desk.wait_for_selector("#bank [data-use]")
    desk.keyboard.press("Escape")
    desk.locator("#why-isolation-1").fill("")
    desk.keyboard.press("Escape")
    desk.keyboard.press("b")
    desk.locator("#bank [data-use]").click()
    assert desk.locator("#why-isolation-1").input_value() == "Name a second cause."


def test_more_evidence_is_asked_for_by_key_and_typed_scores_stay(desk, seats):
    desk.keyboard.press("4")
    desk.keyboard.press("m")
    desk.keyboard.type("The readings after the test.")
    desk.locator("#more-form button").click()
    desk.wait_for_url(f"**/seats/{seats[1].pk}/")
    assert Submission.objects.get(pk=seats[0].panel.submission_id).state == "returned"
    assert level(seats[0], KEYS[0]) == 4


def test_skipping_takes_a_key_and_a_click(desk, seats):
    desk.keyboard.press("s")
    desk.locator("#cant button[name=until]").first.click()
    desk.wait_for_url(f"**/seats/{seats[1].pk}/")
    assert Seat.objects.get(pk=seats[0].pk).skipped_until


def test_offline_for_a_minute_typing_goes_on_and_arrives(desk, seats):
    desk.context.set_offline(True)
    desk.keyboard.press("4")
    desk.keyboard.press("c")
    for part in ("Typed ", "while ", "offline."):
        desk.keyboard.type(part)
        desk.wait_for_timeout(4000)
    desk.wait_for_selector("#desk-saved[data-state=connection]")
    desk.context.set_offline(False)
    saved(desk)
    eventually(desk, lambda: level(seats[0], KEYS[0]), 4)
    rationales = lambda: "Typed while offline." in CriterionScore.objects.values_list("rationale", flat=True)
    eventually(desk, rationales, True)


def test_at_twice_the_size_nothing_is_lost(seats, opened, tomasz):
    """200% of a 1,280-pixel window is one of 640."""
    desk = ready(opened(tomasz, f"/seats/{seats[0].pk}/", viewport={"width": 640, "height": 400}))
    assert overflow(desk) == 0
    assert findings(desk) == []
    for pane in ("evidence", "notes", "rubric"):
        desk.locator(f"[data-pane={pane}]").click()
        assert desk.locator(f"#pane-{pane}").is_visible()


def test_the_order_of_focus_is_that_of_the_work(desk):
    """Head, evidence, rubric, notes: nothing is jumped over, and a level is one stop a criterion."""
    stops = []
    for _ in range(40):
        desk.keyboard.press("Tab")
        stops.append(desk.evaluate("document.activeElement.closest('.pane')?.id ?? ''"))
    order = [stop for n, stop in enumerate(stops) if stop and stop != (stops[n - 1] if n else None)]
    assert order[:3] == ["pane-evidence", "pane-rubric", "pane-notes"]
