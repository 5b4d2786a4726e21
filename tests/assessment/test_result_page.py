"""The page of a result: who reads it, and what it says to whom."""

import pytest

from guildmark.assessment import queries
from guildmark.assessment.models import Result
from tests import builders
from tests.assessment.pages import url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


class TestResult:
    @pytest.fixture
    def decided(self, seats, score, submission):
        score(seats[0], 3, 3, 3, reason="Say aloud what would re-energise the line.")
        score(seats[1], 3, 4, 3, reason="Tag the battery too.")
        return submission

    def test_the_candidate_reads_what_decides_and_what_comes_next(self, decided, ines, browse):
        page = browse(ines).get(url("result", decided.pk)).content.decode()
        assert "Not yet met" in page
        assert "One criterion decides:" in page
        assert "not yet: needs 4" in page
        assert "isolation at level 3" in page
        assert "isolation at level 4" in page
        assert "Say aloud what would re-energise the line." in page
        assert "Tomasz" not in page
        assert "fail" not in page.lower().replace("field-bad", "")

    def test_the_owner_reads_names(self, decided, priya, browse):
        assert "Tomasz Bielak, level 3" in browse(priya).get(url("result", decided.pk)).content.decode()

    @pytest.mark.parametrize(
        ("who", "status"),
        [("ines", 200), ("tomasz", 200), ("kwame", 200), ("priya", 200), ("saoirse", 404), ("henrik", 404),
         ("weiling", 404), ("marguerite", 404), ("nadia", 404), ("daniel", 404), ("yusuf", 404)],
    )  # fmt: skip
    def test_who_may_read_it(self, decided, browse, request, who, status):
        assert browse(request.getfixturevalue(who)).get(url("result", decided.pk)).status_code == status

    def test_there_is_none_before_it_is_decided(self, seats, submission, ines, browse):
        assert browse(ines).get(url("result", submission.pk)).status_code == 404

    def test_a_new_assessor_does_not_see_an_earlier_attempt(self, decided, saoirse, version, browse):
        again = builders.a_submitted_submission(decided.candidacy, task=decided.task, attempt=2)
        (seat,) = builders.a_panel(again, saoirse)
        client = browse(saoirse)
        client.post(url("start", seat.pk))
        page = client.get(url("seat", seat.pk)).content.decode()
        assert "Tag the battery too." not in page
        assert client.get(url("result", decided.pk)).status_code == 404

    def test_every_criterion_below_its_cut_carries_a_sentence(self, decided):
        feedback = queries.feedback(Result.objects.get(), named=False)
        assert feedback.below
        assert all(line.sentences for line in feedback.below)
