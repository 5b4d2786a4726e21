"""Files and links of a draft: sent, taken back, served, and to whom."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guildmark.assessment import actions
from guildmark.candidacy.models import State as CandidacyState
from tests import builders
from tests.assessment.pages import workspace
from tests.assessment.test_draft import PDF, attach, decided
from tests.assessment.test_submit import filled, submit

pytestmark = pytest.mark.usefixtures("story_time")


PART = {"X-Requested-With": "guildmark"}


def started(seats, at):
    for seat in seats:
        seat.state, seat.started_at = "started", at
        seat.save()


class TestFiles:
    def send(self, browse, ines, draft, *files, **more):
        return browse(ines).post(workspace(draft, "evidence"), {"file": list(files)}, **more)

    def test_a_file_goes_up_and_its_row_comes_back(self, browse, ines, draft):
        answer = self.send(browse, ines, draft, SimpleUploadedFile("report.pdf", PDF), headers=PART)
        assert answer.status_code == 201
        assert "report.pdf" in answer.content.decode()
        assert "<html" not in answer.content.decode()

    def test_each_refused_file_has_its_own_sentence_and_the_good_ones_stay(self, browse, ines, draft):
        files = [SimpleUploadedFile(name, content) for name, content in
                 [("good.pdf", PDF), ("page.html", b"<html>"), ("empty.pdf", b""), ("fake.png", PDF)]]  # fmt: skip
        page = self.send(browse, ines, draft, *files)
        shown = page.content.decode()
        assert page.status_code == 422
        for sentence in ("“page.html” isn’t taken", "“empty.pdf” is empty", "“fake.png” isn’t taken"):
            assert sentence in shown
        assert draft.evidence.get().title == "good.pdf"

    def test_too_much_is_stopped_while_it_comes_in(self, browse, ines, draft, settings):
        settings.UPLOAD_LIMIT_BYTES = 1024**2
        answer = self.send(browse, ines, draft, io.BytesIO(PDF + b" " * 2 * 1024**2), headers=PART)
        assert answer.status_code == 422
        assert "is larger than the 1 MB allowed" in answer.json()["sentence"]

    def test_no_file_chosen_says_so(self, browse, ines, draft):
        assert "Choose a file first" in self.send(browse, ines, draft).content.decode()

    def test_a_removed_file_is_put_back_with_one_click(self, browse, ines, draft, at):
        piece = attach(draft, "report.pdf", PDF, ines, at)
        back = browse(ines).post(workspace(draft, "evidence", piece.pk, "removal"), headers=PART).json()["back"]
        assert not draft.evidence.exists()
        assert browse(ines).post(workspace(draft, "return"), {"back": back}, headers=PART).status_code == 201
        assert draft.evidence.get().title == "report.pdf"
        assert browse(ines).post(workspace(draft, "return"), {"back": "made up"}, headers=PART).status_code == 422

    def test_a_link_is_checked(self, browse, ines, draft):
        good = browse(ines).post(
            workspace(draft, "evidence"), {"url": "https://wiki.example/log", "title": "Log"}, headers=PART
        )
        assert good.status_code == 201
        bad = browse(ines).post(workspace(draft, "evidence"), {"url": "javascript:alert(1)"}, headers=PART)
        assert (bad.status_code, bad.json()["sentence"]) == (
            422,
            "Give an address that begins with https:// or http://.",
        )


class TestServing:
    @pytest.fixture
    def piece(self, draft, ines, at):
        return attach(draft, "report “1”.pdf", PDF, ines, at)

    def test_it_is_a_download_that_nothing_runs_in(self, browse, ines, piece):
        answer = browse(ines).get(f"/evidence/{piece.pk}/file/")
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Content-Disposition"].startswith("attachment; filename")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["Content-Type"] == "application/pdf"

    def test_pictures_are_shown_in_a_sandbox(self, browse, ines, draft, at):
        piece = attach(draft, "photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 40, ines, at)
        answer = browse(ines).get(f"/evidence/{piece.pk}/file/?show")
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
    def test_ranges(self, browse, ines, piece, asked, status, body, said):
        answer = browse(ines).get(f"/evidence/{piece.pk}/file/", headers={"Range": asked})
        assert answer.status_code == status
        assert b"".join(answer.streaming_content if answer.streaming else [answer.content]) == body
        assert answer.headers.get("Content-Range") == said

    @pytest.mark.parametrize(
        ("who", "status"),
        [("nadia", 404), ("henrik", 404), ("priya", 404), ("weiling", 404), ("marguerite", 404), ("saoirse", 404),
         ("tomasz", 200), ("ines", 200)],
    )  # fmt: skip
    def test_who_opens_evidence_that_was_handed_in(self, browse, piece, draft, ines, tomasz, who, status, request, at):
        filled(draft, ines, at)
        started(builders.a_panel(submit(draft, ines, at), tomasz), at)
        assert browse(request.getfixturevalue(who)).get(f"/evidence/{piece.pk}/file/").status_code == status

    def test_an_assessor_opens_it_from_start_on_until_they_give_the_seat_back(
        self, browse, piece, draft, ines, tomasz, at
    ):
        filled(draft, ines, at)
        seats = builders.a_panel(submit(draft, ines, at), tomasz)
        assert browse(tomasz).get(f"/evidence/{piece.pk}/file/").status_code == 404
        started(seats, at)
        assert browse(tomasz).get(f"/evidence/{piece.pk}/file/").status_code == 200
        actions.decline_seat(seat=seats[0], reason="On leave", by=tomasz, at=at)
        assert browse(tomasz).get(f"/evidence/{piece.pk}/file/").status_code == 404

    def test_the_committee_opens_it_at_its_decision_only(self, browse, piece, draft, candidacy, ines, marguerite, at):
        filled(draft, ines, at)
        submit(draft, ines, at)
        decided(draft, at, met=True)
        assert browse(marguerite).get(f"/evidence/{piece.pk}/file/").status_code == 404
        type(candidacy).objects.update(state=CandidacyState.AWAITING_DECISION)
        assert browse(marguerite).get(f"/evidence/{piece.pk}/file/").status_code == 200
