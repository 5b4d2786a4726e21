"""Handing in and recalling, by page."""

import pytest

from guildmark.assessment import actions
from guildmark.assessment.models import Submission, SubmissionState
from tests import builders
from tests.assessment.pages import boxes, workspace
from tests.assessment.test_submit import filled, submit

pytestmark = pytest.mark.usefixtures("story_time")


def started(seats, at):
    for seat in seats:
        seat.state, seat.started_at = "started", at
        seat.save()


class TestHandingIn:
    def test_what_the_form_holds_is_saved_and_handed_in(self, browse, ines, draft):
        answer = browse(ines).post(workspace(draft, "submittal"), boxes(identity="on", original="on"), follow=True)
        page = answer.content.decode()
        draft.refresh_from_db()
        assert draft.state == SubmissionState.SUBMITTED
        assert draft.digest in page
        assert "I isolated both feeds." in page
        assert "Recall it" in page

    def test_what_is_missing_is_said_and_what_was_typed_stays(self, browse, ines, draft):
        page = browse(ines).post(
            workspace(draft, "submittal"), boxes(**{"box-decided-1": "", "identity": "on", "original": "on"})
        )
        assert page.status_code == 422
        assert "Answer the reflection" in page.content.decode()
        assert "I isolated both feeds." in page.content.decode()

    def test_a_second_click_shows_what_was_handed_in(self, browse, ines, draft):
        for status in (302, 422):
            assert (
                browse(ines).post(workspace(draft, "submittal"), boxes(identity="on", original="on")).status_code
                == status
            )
        assert Submission.objects.get().state == SubmissionState.SUBMITTED

    def test_a_stale_form_hands_in_nothing(self, browse, ines, draft, at):
        actions.save_text(submission=draft, box="text", text="<div>Elsewhere</div>", revision=0, by=ines, at=at)
        page = browse(ines).post(workspace(draft, "submittal"), boxes(identity="on", original="on"))
        assert "Both are kept" in page.content.decode()
        draft.refresh_from_db()
        assert draft.state == SubmissionState.DRAFT

    def test_recall_by_page_and_its_refusal(self, browse, ines, tomasz, draft, at):
        filled(draft, ines, at)
        submit(draft, ines, at)
        assert browse(ines).post(workspace(draft, "recall")).status_code == 302
        started(builders.a_panel(submit(draft, ines, at), tomasz), at)
        page = browse(ines).post(workspace(draft, "recall"))
        assert (page.status_code, "An assessor has pressed Start" in page.content.decode()) == (422, True)
