"""A task that is done live, and one with several wordings."""

import pytest
from django.test import Client

from guildmark.programs.domain import edits
from guildmark.programs.domain.policies import LivePolicy
from guildmark.programs.models import Task
from guildmark.programs.queries import document_of, session_of
from tests import builders


@pytest.fixture
def version(priya, marguerite):
    version = builders.a_draft_version(priya)
    Task.objects.filter(version=version).update(
        kind="live_demonstration",
        live={"minutes": 45},
        variants=[{"key": "pump", "brief": "The pump hall."}, {"key": "weir", "brief": "The weir."}],
    )
    return builders.published(version, marguerite)


def test_a_live_task_says_how_its_session_goes(version, ines):
    assert session_of(version.tasks.get()) == LivePolicy(minutes=45)
    client = Client()
    client.force_login(ines)
    page = client.get(f"/programs/{version.program.slug}/").content.decode()
    assert "a session of 45 minutes" in page and "2 wordings of this task" in page
    assert "The weir." not in page


def test_wordings_are_not_handed_out_to_candidates(version, ines, priya):
    for person, status in ((ines, 403), (priya, 200)):
        client = Client()
        client.force_login(person)
        answer = client.get(f"/programs/{version.program.slug}/versions/1.0/document/")
        assert answer.status_code == status
        assert (b"The weir." in answer.content) == (status == 200)


def test_rows_and_document_say_the_same(version):
    task = document_of(version).tasks[0]
    assert (task.live, [one.key for one in task.variants]) == (LivePolicy(minutes=45), ["pump", "weir"])


def test_the_editor_fills_a_session_that_was_not_said_before():
    form = {"tasks": [{"key": "walk", "kind": "live_demonstration"}]}
    assert edits.put(form, "tasks.walk.live.minutes", 30)["tasks"][0]["live"] == {"minutes": 30}
    with pytest.raises(edits.Lost):
        edits.put(form, "tasks.talk.live.minutes", 30)
