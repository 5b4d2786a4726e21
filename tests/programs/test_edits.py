"""What the editor's buttons and boxes do to a version's plain form."""

import pytest

from guildmark.programs.domain import edits


@pytest.fixture
def form():
    criterion = {
        "key": "isolation",
        "title": "Isolation",
        "levels": [{"name": "", "text": "one"}, {"name": "", "text": "two"}],
    }
    task = {"key": "report", "title": "Report", "rubric": {"criteria": [criterion, {"key": "record", "levels": []}]}}
    return {
        "title": "Incident Responder",
        "requirements": {
            "key": "root",
            "all": [{"key": "report-met", "task": "report"}, {"key": "choice", "at_least": 1, "of": []}],
        },
        "tasks": [task],
    }


def keys(entries):
    return [entry["key"] for entry in entries]


def test_a_value_is_put_where_its_place_says(form):
    edited = edits.put(form, "tasks.report.rubric.criteria.isolation.levels.2.text", "every source")
    assert edited["tasks"][0]["rubric"]["criteria"][0]["levels"][1]["text"] == "every source"
    assert form["tasks"][0]["rubric"]["criteria"][0]["levels"][1]["text"] == "two", "the form that went in is untouched"


@pytest.mark.parametrize(
    "place", ["tasks.gone.title", "tasks.report.rubric.criteria.isolation.levels.3.text", "title.x"]
)
def test_a_place_that_is_not_there_is_said_to_be_lost(form, place):
    with pytest.raises(edits.Lost):
        edits.put(form, place, "x")


def test_an_added_entry_gets_a_key_nobody_has(form):
    edited, place = edits.add(form, "tasks.report.rubric.criteria", {"key": "record", "title": "Record", "levels": []})
    assert place == "tasks.report.rubric.criteria.record-2"
    assert keys(edited["tasks"][0]["rubric"]["criteria"]) == ["isolation", "record", "record-2"]


def test_a_new_task_comes_with_its_requirement_and_leaves_with_it(form):
    edited, place = edits.add_task(form, "Lock-out simulation")
    assert place == "tasks.lock-out-simulation"
    assert keys(edited["requirements"]["all"]) == ["report-met", "choice", "lock-out-simulation-met"]
    assert keys(edits.drop(edited, place)["requirements"]["all"]) == ["report-met", "choice"]


def test_entries_move_within_their_list_and_stop_at_its_ends(form):
    place = "tasks.report.rubric.criteria.record"
    assert keys(edits.shift(form, place, -1)["tasks"][0]["rubric"]["criteria"]) == ["record", "isolation"]
    assert keys(edits.shift(form, place, 5)["tasks"][0]["rubric"]["criteria"]) == ["isolation", "record"]


def test_a_requirement_moves_into_another_group(form):
    tree = edits.move_requirement(form, "report-met", "choice")["requirements"]
    assert keys(tree["all"]) == ["choice"]
    assert keys(tree["all"][0]["of"]) == ["report-met"]


def test_a_group_never_goes_into_itself(form):
    with pytest.raises(edits.Lost):
        edits.move_requirement(form, "choice", "choice")


def test_a_group_turns_from_all_into_at_least(form):
    root = edits.turn_group(form, "root", "at_least", 2)["requirements"]
    assert root["at_least"] == 2 and keys(root["of"]) == ["report-met", "choice"] and "all" not in root


def test_the_root_can_not_be_dropped(form):
    with pytest.raises(edits.Lost):
        edits.drop_requirement(form, "root")


@pytest.mark.parametrize(
    ("title", "key"), [("Site project", "site-project"), ("Évidence & löss", "evidence-loss"), ("…", "task")]
)
def test_a_key_is_made_of_a_title(title, key):
    assert edits.key_from(title, "task") == key
