"""The workspace's pages: saving, files and links, handing in, who may open what, how many queries."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.assessment import actions, queries
from guildmark.assessment.models import Submission, SubmissionState
from guildmark.candidacy.models import State as CandidacyState
from guildmark.candidacy.queries import get_candidacy, plan_of
from guildmark.kernel import clock
from guildmark.kernel.turns import Waiting
from tests import builders
from tests.assessment.test_draft import PDF, attach, decided
from tests.assessment.test_submit import filled, submit
from tests.cast import NOW

PART = {"X-Requested-With": "guildmark"}


@pytest.fixture(autouse=True)
def story_time(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def as_(client):
    def signed_in(person):
        client.force_login(person)
        return client

    return signed_in


@pytest.fixture
def candidacy(ines, version):
    return builders.a_candidacy(ines, version)


@pytest.fixture
def draft(candidacy):
    return builders.a_draft(candidacy)


def url(draft, *parts):
    return "/".join(["/submissions", str(draft.pk), *map(str, parts), ""])


def boxes(**texts):
    return {
        "plain-text": "I isolated both feeds.", "revision-text": "0",
        "box-decided-1": "To test twice.", "revision-decided-1": "0", **texts,
    }  # fmt: skip


def started(seats, at):
    for seat in seats:
        seat.state, seat.started_at = "started", at
        seat.save()


class TestFromMyPlan:
    def test_beginning_a_task_opens_its_draft_and_again_the_same(self, as_, ines, candidacy):
        for _click in range(2):
            answer = as_(ines).post(f"/candidacies/{candidacy.pk}/submissions/", {"task": "task-1"})
            assert answer.url == f"/submissions/{Submission.objects.get().pk}/"

    def test_an_unknown_task_is_not_there(self, as_, ines, candidacy):
        assert as_(ines).post(f"/candidacies/{candidacy.pk}/submissions/", {"task": "x"}).status_code == 404

    def test_nobody_begins_for_somebody_else(self, as_, henrik, nadia, candidacy):
        where = f"/candidacies/{candidacy.pk}/submissions/"
        assert as_(henrik).post(where, {"task": "task-1"}).status_code == 403
        assert as_(nadia).post(where, {"task": "task-1"}).status_code == 404

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
    def test_it_shows_what_the_task_asks_and_how_it_is_judged(self, as_, ines, draft):
        page = as_(ines).get(url(draft)).content.decode()
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
    def test_it_is_nobody_elses(self, as_, draft, who, request):
        somebody = as_(request.getfixturevalue(who))
        assert somebody.get(url(draft)).status_code == 404
        for parts in ("boxes", "text"), ("draft",), ("submittal",), ("recall",), ("evidence",), ("return",):
            assert somebody.post(url(draft, *parts)).status_code == 404
        assert somebody.post(url(draft, "evidence", 1, "removal")).status_code == 404
        assert somebody.post(url(draft, "kept", 1)).status_code == 404

    def test_autosave_answers_with_the_revision(self, as_, ines, draft):
        sent = {"text": "<div>One</div>", "revision": 0, "tab": "a"}
        answer = as_(ines).post(url(draft, "boxes", "text"), sent, headers=PART)
        assert (answer.status_code, answer.json()["revision"]) == (200, 1)
        stale = as_(ines).post(
            url(draft, "boxes", "text"), {**sent, "text": "<div>Two</div>", "tab": "b"}, headers=PART
        )
        assert stale.status_code == 409
        assert stale.json()["text"] == "<div>One</div>"
        assert draft.kept_texts.get(pk=stale.json()["kept"]).text == "<div>Two</div>"

    def test_autosave_of_nonsense_says_so(self, as_, ines, draft):
        assert as_(ines).post(url(draft, "boxes", "text"), {"text": "x", "revision": "-1"}).status_code == 422
        assert as_(ines).post(url(draft, "boxes", "nothing"), {"text": "x", "revision": "0"}).status_code == 404

    def test_autosave_after_the_session_ended_is_told_apart(self, client, draft):
        answer = client.post(url(draft, "boxes", "text"), {"text": "x", "revision": 0}, headers=PART)
        assert (answer.status_code, answer.headers["X-Guildmark-Session"]) == (401, "over")

    def test_without_scripts_plain_text_becomes_paragraphs_and_formatting_survives_untouched(
        self, as_, ines, draft, at
    ):
        as_(ines).post(url(draft, "draft"), boxes(**{"plain-text": "One\n\nTwo"}))
        text = draft.evidence.get(kind="text")
        assert text.text == "<div>One</div><div>Two</div>"
        actions.save_text(submission=draft, box="text", text="<div><b>One</b></div>", revision=1, by=ines, at=at)
        as_(ines).post(url(draft, "draft"), boxes(**{"plain-text": "One", "revision-text": "2"}))
        text.refresh_from_db()
        assert text.text == "<div><b>One</b></div>"

    def test_a_form_from_a_second_tab_loses_nothing(self, as_, ines, draft):
        as_(ines).post(url(draft, "draft"), boxes())
        page = as_(ines).post(url(draft, "draft"), boxes(**{"plain-text": "From the other tab"}), follow=True)
        shown = page.content.decode()
        assert "Kept from another tab" in shown
        assert "From the other tab" in shown
        kept = draft.kept_texts.get()
        as_(ines).post(url(draft, "kept", kept.pk), {"choice": "append"})
        assert "isolated" in draft.evidence.get(kind="text").text
        assert "From the other tab" in draft.evidence.get(kind="text").text
        assert not draft.kept_texts.exists()


class TestFiles:
    def send(self, as_, ines, draft, *files, **more):
        return as_(ines).post(url(draft, "evidence"), {"file": list(files)}, **more)

    def test_a_file_goes_up_and_its_row_comes_back(self, as_, ines, draft):
        answer = self.send(as_, ines, draft, SimpleUploadedFile("report.pdf", PDF), headers=PART)
        assert answer.status_code == 201
        assert "report.pdf" in answer.content.decode()
        assert "<html" not in answer.content.decode()

    def test_each_refused_file_has_its_own_sentence_and_the_good_ones_stay(self, as_, ines, draft):
        files = [SimpleUploadedFile(name, content) for name, content in
                 [("good.pdf", PDF), ("page.html", b"<html>"), ("empty.pdf", b""), ("fake.png", PDF)]]  # fmt: skip
        page = self.send(as_, ines, draft, *files)
        shown = page.content.decode()
        assert page.status_code == 422
        for sentence in ("“page.html” isn’t taken", "“empty.pdf” is empty", "“fake.png” isn’t taken"):
            assert sentence in shown
        assert draft.evidence.get().title == "good.pdf"

    def test_too_much_is_stopped_while_it_comes_in(self, as_, ines, draft, settings):
        settings.UPLOAD_LIMIT_BYTES = 1024**2
        answer = self.send(as_, ines, draft, io.BytesIO(PDF + b" " * 2 * 1024**2), headers=PART)
        assert answer.status_code == 422
        assert "is larger than the 1 MB allowed" in answer.json()["sentence"]

    def test_no_file_chosen_says_so(self, as_, ines, draft):
        assert "Choose a file first" in self.send(as_, ines, draft).content.decode()

    def test_a_removed_file_is_put_back_with_one_click(self, as_, ines, draft, at):
        piece = attach(draft, "report.pdf", PDF, ines, at)
        back = as_(ines).post(url(draft, "evidence", piece.pk, "removal"), headers=PART).json()["back"]
        assert not draft.evidence.exists()
        assert as_(ines).post(url(draft, "return"), {"back": back}, headers=PART).status_code == 201
        assert draft.evidence.get().title == "report.pdf"
        assert as_(ines).post(url(draft, "return"), {"back": "made up"}, headers=PART).status_code == 422

    def test_a_link_is_checked(self, as_, ines, draft):
        good = as_(ines).post(url(draft, "evidence"), {"url": "https://wiki.example/log", "title": "Log"}, headers=PART)
        assert good.status_code == 201
        bad = as_(ines).post(url(draft, "evidence"), {"url": "javascript:alert(1)"}, headers=PART)
        assert (bad.status_code, bad.json()["sentence"]) == (
            422,
            "Give an address that begins with https:// or http://.",
        )


class TestServing:
    @pytest.fixture
    def piece(self, draft, ines, at):
        return attach(draft, "report “1”.pdf", PDF, ines, at)

    def test_it_is_a_download_that_nothing_runs_in(self, as_, ines, piece):
        answer = as_(ines).get(f"/evidence/{piece.pk}/file/")
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Content-Disposition"].startswith("attachment; filename")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["Content-Type"] == "application/pdf"

    def test_pictures_are_shown_in_a_sandbox(self, as_, ines, draft, at):
        piece = attach(draft, "photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 40, ines, at)
        answer = as_(ines).get(f"/evidence/{piece.pk}/file/?show")
        assert answer["Content-Disposition"].startswith("inline")
        assert answer["Content-Security-Policy"].endswith("sandbox")

    @pytest.mark.parametrize(
        ("asked", "status", "body", "said"),
        [
            ("bytes=0-3", 206, PDF[:4], f"bytes 0-3/{len(PDF)}"),
            ("bytes=-5", 206, PDF[-5:], f"bytes {len(PDF) - 5}-{len(PDF) - 1}/{len(PDF)}"),
            ("bytes=10-", 206, PDF[10:], f"bytes 10-{len(PDF) - 1}/{len(PDF)}"),
            ("bytes=0-99999", 206, PDF, f"bytes 0-{len(PDF) - 1}/{len(PDF)}"),
            ("bytes=99999-", 416, b"", f"bytes */{len(PDF)}"),
            ("bytes=a-b", 200, PDF, None),
            ("bytes=0-1,4-5", 200, PDF, None),
        ],
    )
    def test_ranges(self, as_, ines, piece, asked, status, body, said):
        answer = as_(ines).get(f"/evidence/{piece.pk}/file/", headers={"Range": asked})
        assert answer.status_code == status
        assert b"".join(answer.streaming_content if answer.streaming else [answer.content]) == body
        assert answer.headers.get("Content-Range") == said

    @pytest.mark.parametrize(
        ("who", "status"),
        [("nadia", 404), ("henrik", 404), ("priya", 404), ("weiling", 404), ("marguerite", 404), ("saoirse", 404),
         ("tomasz", 200), ("ines", 200)],
    )  # fmt: skip
    def test_who_opens_evidence_that_was_handed_in(self, as_, piece, draft, ines, tomasz, who, status, request, at):
        filled(draft, ines, at)
        started(builders.a_panel(submit(draft, ines, at), tomasz), at)
        assert as_(request.getfixturevalue(who)).get(f"/evidence/{piece.pk}/file/").status_code == status

    def test_an_assessor_opens_it_from_start_on_until_they_give_the_seat_back(
        self, as_, piece, draft, ines, tomasz, at
    ):
        filled(draft, ines, at)
        seats = builders.a_panel(submit(draft, ines, at), tomasz)
        assert as_(tomasz).get(f"/evidence/{piece.pk}/file/").status_code == 404
        started(seats, at)
        assert as_(tomasz).get(f"/evidence/{piece.pk}/file/").status_code == 200
        actions.decline_seat(seat=seats[0], reason="On leave", by=tomasz, at=at)
        assert as_(tomasz).get(f"/evidence/{piece.pk}/file/").status_code == 404

    def test_the_committee_opens_it_at_its_decision_only(self, as_, piece, draft, candidacy, ines, marguerite, at):
        filled(draft, ines, at)
        submit(draft, ines, at)
        decided(draft, at, met=True)
        assert as_(marguerite).get(f"/evidence/{piece.pk}/file/").status_code == 404
        type(candidacy).objects.update(state=CandidacyState.AWAITING_DECISION)
        assert as_(marguerite).get(f"/evidence/{piece.pk}/file/").status_code == 200


class TestHandingIn:
    def test_what_the_form_holds_is_saved_and_handed_in(self, as_, ines, draft):
        answer = as_(ines).post(url(draft, "submittal"), boxes(original="on"), follow=True)
        page = answer.content.decode()
        draft.refresh_from_db()
        assert draft.state == SubmissionState.SUBMITTED
        assert draft.digest in page
        assert "I isolated both feeds." in page
        assert "Recall it" in page

    def test_what_is_missing_is_said_and_what_was_typed_stays(self, as_, ines, draft):
        page = as_(ines).post(url(draft, "submittal"), boxes(**{"box-decided-1": "", "original": "on"}))
        assert page.status_code == 422
        assert "Answer the reflection" in page.content.decode()
        assert "I isolated both feeds." in page.content.decode()

    def test_a_second_click_shows_what_was_handed_in(self, as_, ines, draft):
        for status in (302, 422):
            assert as_(ines).post(url(draft, "submittal"), boxes(original="on")).status_code == status
        assert Submission.objects.get().state == SubmissionState.SUBMITTED

    def test_a_stale_form_hands_in_nothing(self, as_, ines, draft, at):
        actions.save_text(submission=draft, box="text", text="<div>Elsewhere</div>", revision=0, by=ines, at=at)
        page = as_(ines).post(url(draft, "submittal"), boxes(original="on"))
        assert "Both are kept" in page.content.decode()
        draft.refresh_from_db()
        assert draft.state == SubmissionState.DRAFT

    def test_recall_by_page_and_its_refusal(self, as_, ines, tomasz, draft, at):
        filled(draft, ines, at)
        submit(draft, ines, at)
        assert as_(ines).post(url(draft, "recall")).status_code == 302
        started(builders.a_panel(submit(draft, ines, at), tomasz), at)
        page = as_(ines).post(url(draft, "recall"))
        assert (page.status_code, "An assessor has pressed Start" in page.content.decode()) == (422, True)


def test_queries_stay_few_however_many_pieces(as_, ines, draft, at):
    filled(draft, ines, at)
    signed_in = as_(ines)

    def count():
        with CaptureQueriesContext(connection) as made:
            signed_in.get(url(draft))
        return len(made)

    few = count()
    for number in range(12):
        actions.attach_link(submission=draft, url=f"https://wiki.example/{number}", by=ines, at=at)
    assert count() == few <= 16  # five of them read the frozen version, once a process


def test_turns_of_a_candidate(ines, tomasz, kwame, draft, at):
    [turn] = queries.candidate_turns(ines, at=at)
    assert (turn.waiting, turn.action, turn.next) == (Waiting.ON_ME, "Continue", "hand it in")
    filled(draft, ines, at)
    builders.a_panel(submit(draft, ines, at), tomasz, kwame)
    [turn] = queries.candidate_turns(ines, at=at)
    assert (turn.waiting, turn.whom, turn.next) == (Waiting.ON_OTHERS, "2 assessors", "result")
