"""The browser editor: boxes that save themselves, buttons for the rest, and nothing typed lost."""

import json

import pytest

from guildmark.programs import actions, queries
from guildmark.programs.domain.document import Translation
from tests.builders import a_draft_version, published

BASE = "/programs/incident-responder/versions/1.0/editor/"


@pytest.fixture
def draft(priya):
    return a_draft_version(priya, slug="incident-responder", tasks=1)


@pytest.fixture
def page(client, priya, draft):
    client.force_login(priya)
    return client


def change(page, place, *values):
    return page.post(f"{BASE}changes/", {"place": place, "value": list(values)})


def press(page, do, **sent):
    return page.post(f"{BASE}entries/", {"do": do, "part": "requirements", **sent})


def now(draft):
    draft.refresh_from_db()
    return queries.document_of(draft)


@pytest.mark.parametrize("part", ["", "about/", "rules/", "requirements/", "task-1/"])
def test_every_part_has_a_page(page, part):
    answer = page.get(BASE + part)
    assert answer.status_code == 200
    assert "What is still missing" in answer.content.decode()


def test_a_part_that_is_not_there_is_not_found(page):
    assert page.get(f"{BASE}task-9/").status_code == 404


def test_a_box_saves_itself_and_says_what_is_missing_now(page, draft):
    answer = change(page, "scope", "Covers hydraulic units.")
    assert answer.status_code == 200
    told = json.loads(answer.content)
    assert told["said"] == "Saved" and "What is still missing" in told["standing"]
    assert now(draft).scope == "Covers hydraulic units."


@pytest.mark.parametrize(
    ("place", "value", "read"),
    [
        ("tasks.task-1.hours", "2,5", lambda d: str(d.tasks[0].hours)),
        ("tasks.task-1.rubric.cut", "2.75", lambda d: str(d.tasks[0].rubric.cut)),
        ("tasks.task-1.rubric.criteria.record-1.weight", "0.3", lambda d: str(d.tasks[0].rubric.criteria[2].weight)),
    ],
)
def test_numbers_stay_exact(page, draft, place, value, read):
    assert change(page, place, value).status_code == 200
    assert read(now(draft)).rstrip("0") == value.replace(",", ".")


@pytest.mark.parametrize(
    ("place", "value", "read", "usual"),
    [
        ("adjudication.near_cut_errors", "1.5", lambda d: str(d.adjudication.near_cut_errors), "0"),
        ("adjudication.straight_to_discussion", "on", lambda d: d.adjudication.straight_to_discussion, False),
        ("adjudication.decided_by", "lead", lambda d: d.adjudication.decided_by, "panel"),
        ("attempts.carried_for_months", "6", lambda d: d.attempts.carried_for_months, 12),
        ("attempts.assessors_may_return", "on", lambda d: d.attempts.assessors_may_return, False),
        ("feedback", "after_decision", lambda d: d.feedback, "at_once"),
        ("tasks.task-1.team", "together", lambda d: d.tasks[0].team, ""),
        ("appeals.days", "14", lambda d: d.appeals.days, 30),
        ("consulted.raters", "14", lambda d: d.consulted.raters, 0),
        ("renewal.window_months", "6", lambda d: d.renewal.window_months, 3),
        ("statements.identity", "I am {name}, in person.", lambda d: d.identity_statement, ""),
        ("statements.originality", "All of it is mine.", lambda d: d.originality_statement, ""),
        (
            "tasks.task-1.rubric.criteria.record-1.tolerance",
            "0",
            lambda d: d.tasks[0].rubric.criteria[2].tolerance,
            None,
        ),
    ],
)
def test_how_it_is_judged_has_boxes_and_what_is_emptied_is_as_usual(page, draft, place, value, read, usual):
    assert change(page, place, value).status_code == 200
    assert read(now(draft)) == {"on": True, "6": 6, "0": 0, "14": 14}.get(value, value)
    back = usual if usual in ("panel", "at_once") else ""
    assert change(page, place, back).status_code == 200
    assert read(now(draft)) == usual


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("panel.size", "two", "“two” is not a whole number."),
        ("panel.size", "", "This can’t be left empty"),
        ("tasks.task-1.rubric.cut", "2.8.1", "is not an exact number"),
        ("review_on", "2027-02-30", "There is no such day."),
    ],
)
def test_what_can_not_be_kept_is_refused_in_a_sentence(page, draft, place, value, sentence):
    before = now(draft)
    answer = change(page, place, value)
    assert answer.status_code == 422
    assert sentence in json.loads(answer.content)["said"]
    assert now(draft) == before


def test_a_box_that_nobody_made_is_not_found(page):
    assert change(page, "program", "other").status_code == 404


def test_what_somebody_else_removed_is_said_to_be_gone(page):
    assert change(page, "tasks.task-1.rubric.criteria.gone.title", "x").status_code == 409


def test_a_task_is_added_with_its_requirement(page, draft):
    answer = press(page, "add-task", title="Table-top exercise")
    assert answer.url == f"{BASE}table-top-exercise/"
    document = now(draft)
    assert [task.key for task in document.tasks] == ["task-1", "table-top-exercise"]
    assert [leaf.task_key for leaf in document.requirements.leaves()] == ["task-1", "table-top-exercise"]


def test_a_removed_criterion_can_be_put_back(page, draft):
    before = now(draft)
    press(page, "drop", place="tasks.task-1.rubric.criteria.record-1", part="task-1")
    assert len(now(draft).tasks[0].rubric.criteria) == 2
    assert "Put it back" in page.get(f"{BASE}task-1/").content.decode()
    press(page, "undo")
    assert now(draft) == before


def test_the_tree_is_built_with_buttons(page, draft):
    press(page, "node-add", place="root", what="group")
    press(page, "turn", place="group", kind="at_least", least="1")
    press(page, "node-into", place="task-1-node", group="group")
    root = now(draft).requirements
    assert [child.key for child in root.children] == ["group"]
    assert root.children[0].kind == "at_least" and root.children[0].children[0].task_key == "task-1"


def test_an_unknown_button_changes_nothing_and_says_so(page, draft):
    before = now(draft)
    answer = page.post(f"{BASE}entries/", {"do": "explode"}, follow=True)
    assert "no longer there" in answer.content.decode()
    assert now(draft) == before


def test_whoever_saves_over_unseen_changes_is_told(draft, priya, at):
    before = queries.document_of(draft)
    from guildmark.kernel.access import Refused

    with pytest.raises(Refused, match="Somebody else has saved"):
        actions.replace_draft(version=draft, document=before, instead_of="0" * 64, by=priya, at=at)


def test_a_published_version_has_no_editor(client, priya, marguerite, draft):
    published(draft, marguerite)
    client.force_login(priya)
    answer = client.get(BASE)
    assert answer.status_code == 403
    assert "can’t change" in answer.content.decode()


@pytest.mark.parametrize("who", ["ines", "weiling", "kwame"])
def test_nobody_else_writes(request, client, draft, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(BASE).status_code in (403, 404)
    assert client.post(f"{BASE}changes/", {"place": "scope", "value": "mine"}).status_code in (403, 404)


class TestTranslations:
    def test_each_text_stands_beside_its_translation(self, page, draft):
        html = page.get(f"{BASE}in--nl/").content.decode()
        assert "tasks.task-1.brief" in html and now(draft).tasks[0].brief in html
        assert page.get(f"{BASE}in--en/").status_code == 404

    def test_a_translation_saves_itself_and_can_be_taken_away(self, page, draft):
        def told(text):
            sent = {"place": "tasks.task-1.title", "language": "nl", "value": text}
            return page.post(f"{BASE}changes/", sent)

        assert told("Eerste taak").status_code == 200
        assert now(draft).translations == (Translation("nl", "tasks.task-1.title", "Eerste taak"),)
        assert "Eerste taak" in page.get(f"{BASE}in--nl/").content.decode()
        assert told("").status_code == 200
        assert now(draft).translations == ()

    @pytest.mark.parametrize(("place", "language"), [("tasks.task-9.title", "nl"), ("title", "en")])
    def test_there_is_nothing_to_translate(self, page, place, language):
        answer = page.post(f"{BASE}changes/", {"place": place, "language": language, "value": "x"})
        assert answer.status_code == 409

    def test_what_is_removed_takes_its_translations_along(self, page, draft):
        press(page, "add-task", title="Talk")
        for place in ("tasks.talk.title", "title"):
            page.post(f"{BASE}changes/", {"place": place, "language": "nl", "value": "Praatje"})
        press(page, "drop", place="tasks.talk")
        assert [one.path for one in now(draft).translations] == ["title"]
        press(page, "undo")
        assert len(now(draft).translations) == 2


class TestDragging:
    def keys(self, draft):
        return [node.key for node in now(draft).requirements.children]

    def test_a_requirement_goes_before_another(self, page, draft):
        for title in ("Talk", "Visit"):
            press(page, "add-task", title=title)
        first, talk, visit = self.keys(draft)
        press(page, "node-place", place=visit, group="root", before=first)
        assert self.keys(draft) == [visit, first, talk]
        press(page, "node-place", place=visit, group="root")
        assert self.keys(draft) == [first, talk, visit]
        press(page, "node-place", place=visit, group="root", before=visit)
        assert self.keys(draft) == [first, talk, visit]

    def test_into_another_group_and_never_into_itself(self, page, draft):
        press(page, "node-add", place="root", what="group")
        first, group = self.keys(draft)
        press(page, "node-place", place=first, group=group)
        assert self.keys(draft) == [group]
        for lost in ({"place": group, "group": group}, {"place": first, "group": "root", "before": "nowhere"}):
            answer = page.post(f"{BASE}entries/", {"do": "node-place", "part": "requirements", **lost}, follow=True)
            assert "no longer there" in answer.content.decode()
        assert self.keys(draft) == [group]

    def test_the_buttons_stand_beside_the_grip(self, page):
        html = page.get(f"{BASE}requirements/").content.decode()
        assert html.count("node-grip") == html.count('value="node-up"') > 0


@pytest.mark.parametrize("title", ["About", "Rules", "Requirements"])
def test_a_task_named_like_a_part_of_the_editor_has_a_page_of_its_own(page, draft, title):
    press(page, "add-task", title=title)
    assert now(draft).tasks[-1].key == f"{title.lower()}-task"
    assert f"<h2>{title}</h2>" in page.get(f"{BASE}{title.lower()}-task/").content.decode()
