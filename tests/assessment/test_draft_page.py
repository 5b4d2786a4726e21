"""The workspace of a draft: how it is begun, what it shows, how it saves itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.assessment import actions, queries
from guildmark.assessment.models import Submission, SubmissionState
from guildmark.candidacy.queries import get_candidacy, plan_of
from guildmark.kernel.turns import Waiting
from tests import builders
from tests.assessment.pages import boxes, workspace
from tests.assessment.test_draft import decided
from tests.assessment.test_submit import filled, submit

pytestmark = pytest.mark.usefixtures("story_time")


PART = {"X-Requested-With": "guildmark"}


class TestFromMyPlan:
    def test_beginning_a_task_opens_its_draft_and_again_the_same(self, browse, ines, candidacy):
        for _click in range(2):
            answer = browse(ines).post(f"/candidacies/{candidacy.pk}/submissions/", {"task": "task-1"})
            assert answer.url == f"/submissions/{Submission.objects.get().pk}/"

    def test_an_unknown_task_is_not_there(self, browse, ines, candidacy):
        assert browse(ines).post(f"/candidacies/{candidacy.pk}/submissions/", {"task": "x"}).status_code == 404

    def test_nobody_begins_for_somebody_else(self, browse, henrik, nadia, candidacy):
        where = f"/candidacies/{candidacy.pk}/submissions/"
        assert browse(henrik).post(where, {"task": "task-1"}).status_code == 403
        assert browse(nadia).post(where, {"task": "task-1"}).status_code == 404

    def test_the_plan_says_how_far_each_task_is(self, ines, tomasz, kwame, candidacy, draft, at):
        def standing():
            [step] = plan_of(get_candidacy(ines, candidacy.pk, at=at), at=at).steps
            return step.standing

        assert (standing().state, standing().action, standing().next) == ("draft", "Continue", "hand it in")
        filled(draft, ines, at)
        submitted = submit(draft, ines, at)
        assert (standing().state, standing().whom) == ("submitted", "the program owner, who seats a panel")
        seats = builders.a_panel(submitted, tomasz, kwame)
        assert (standing().whom, standing().next, standing().due) == ("2 assessors", "result", seats[0].due_on)
        Submission.objects.update(state=SubmissionState.IN_REVIEW)
        assert standing().state == "in review (0 of 2)"
        decided(draft, at)
        found = standing()
        assert (found.state, found.action, found.begins) == ("not yet met", "Prepare attempt 2", True)
        assert found.next == "hand it in from 30 April on"
        assert found.earlier == (("result of attempt 1", f"/submissions/{draft.pk}/result/"),)


class TestTheDraft:
    def test_it_shows_what_the_task_asks_and_how_it_is_judged(self, browse, ines, draft):
        page = browse(ines).get(workspace(draft)).content.decode()
        for text in (
            "Commission one site and write it up.",
            "Files: .pdf, .png",
            "What did you decide?",
            "isolation at level 4",
            "attempt 1 of 3",
            "Isolation (critical) at level 4 or above",
        ):
            assert text in page

    @pytest.mark.parametrize("who", ["nadia", "henrik", "priya", "tomasz", "marguerite", "weiling"])
    def test_it_is_nobody_elses(self, browse, draft, who, request):
        somebody = browse(request.getfixturevalue(who))
        assert somebody.get(workspace(draft)).status_code == 404
        for parts in ("boxes", "text"), ("draft",), ("submittal",), ("recall",), ("evidence",), ("return",):
            assert somebody.post(workspace(draft, *parts)).status_code == 404
        assert somebody.post(workspace(draft, "evidence", 1, "removal")).status_code == 404
        assert somebody.post(workspace(draft, "kept", 1)).status_code == 404

    def test_autosave_answers_with_the_revision(self, browse, ines, draft):
        sent = {"text": "<div>One</div>", "revision": 0, "tab": "a"}
        answer = browse(ines).post(workspace(draft, "boxes", "text"), sent, headers=PART)
        assert (answer.status_code, answer.json()["revision"]) == (200, 1)
        stale = browse(ines).post(
            workspace(draft, "boxes", "text"), {**sent, "text": "<div>Two</div>", "tab": "b"}, headers=PART
        )
        assert stale.status_code == 409
        assert stale.json()["text"] == "<div>One</div>"
        assert draft.kept_texts.get(pk=stale.json()["kept"]).text == "<div>Two</div>"

    def test_autosave_of_nonsense_says_so(self, browse, ines, draft):
        assert browse(ines).post(workspace(draft, "boxes", "text"), {"text": "x", "revision": "-1"}).status_code == 422
        assert (
            browse(ines).post(workspace(draft, "boxes", "nothing"), {"text": "x", "revision": "0"}).status_code == 404
        )

    def test_autosave_after_the_session_ended_is_told_apart(self, client, draft):
        answer = client.post(workspace(draft, "boxes", "text"), {"text": "x", "revision": 0}, headers=PART)
        assert (answer.status_code, answer.headers["X-Guildmark-Session"]) == (401, "over")

    def test_without_scripts_plain_text_becomes_paragraphs_and_formatting_survives_untouched(
        self, browse, ines, draft, at
    ):
        browse(ines).post(workspace(draft, "draft"), boxes(**{"plain-text": "One\n\nTwo"}))
        text = draft.evidence.get(kind="text")
        assert text.text == "<div>One</div><div>Two</div>"
        actions.save_text(submission=draft, box="text", text="<div><b>One</b></div>", revision=1, by=ines, at=at)
        browse(ines).post(workspace(draft, "draft"), boxes(**{"plain-text": "One", "revision-text": "2"}))
        text.refresh_from_db()
        assert text.text == "<div><b>One</b></div>"

    def test_a_form_from_a_second_tab_loses_nothing(self, browse, ines, draft):
        browse(ines).post(workspace(draft, "draft"), boxes())
        page = browse(ines).post(workspace(draft, "draft"), boxes(**{"plain-text": "From the other tab"}), follow=True)
        shown = page.content.decode()
        assert "Kept from another tab" in shown
        assert "From the other tab" in shown
        kept = draft.kept_texts.get()
        browse(ines).post(workspace(draft, "kept", kept.pk), {"choice": "append"})
        assert "isolated" in draft.evidence.get(kind="text").text
        assert "From the other tab" in draft.evidence.get(kind="text").text
        assert not draft.kept_texts.exists()


def test_queries_stay_few_however_many_pieces(browse, ines, draft, at):
    filled(draft, ines, at)
    signed_in = browse(ines)

    def count():
        with CaptureQueriesContext(connection) as made:
            signed_in.get(workspace(draft))
        return len(made)

    few = count()
    for number in range(12):
        actions.attach_link(submission=draft, url=f"https://wiki.example/{number}", by=ines, at=at)
    assert count() == few <= 17  # five of them read the frozen version, once a process


def test_turns_of_a_candidate(ines, tomasz, kwame, draft, at):
    [turn] = queries.candidate_turns(ines, at=at)
    assert (turn.waiting, turn.action, turn.next) == (Waiting.ON_ME, "Continue", "hand it in")
    filled(draft, ines, at)
    builders.a_panel(submit(draft, ines, at), tomasz, kwame)
    [turn] = queries.candidate_turns(ines, at=at)
    assert (turn.waiting, turn.whom, turn.next) == (Waiting.ON_OTHERS, "2 assessors", "result")
