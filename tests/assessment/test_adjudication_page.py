"""The page on which a panel settles what it disagrees on."""

import re

import pytest

from guildmark.assessment.models import Result, Seat
from tests.assessment.pages import url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


@pytest.fixture
def adjudicated(seats, score, submission):
    score(seats[0], 4, 4, 4)
    score(seats[1], 4, 4, 2, reason="No units anywhere.")
    score(Seat.objects.get(further=True), 4, 3, 4)
    return submission


class TestAdjudication:
    def given(self, level=3, why="Units stand in the log."):
        return {"level-record-1": level, "why-record-1": why}

    def test_only_what_differs_lies_on_the_table(self, adjudicated, tomasz, browse):
        page = browse(tomasz).get(url("adjudication", adjudicated.pk)).content.decode()
        assert "No units anywhere." in page
        assert page.count('name="level-') == 4
        assert "The levels lie more than 1 apart on: Record." in page

    def test_from_proposal_to_result(self, adjudicated, tomasz, kwame, browse):
        browse(tomasz).post(url("proposals", adjudicated.pk), self.given())
        proposal = adjudicated.adjudication.proposals.get()
        page = browse(kwame).get(url("adjudication", adjudicated.pk)).content.decode()
        assert "Confirm: these are our levels" in page
        answer = browse(kwame).post(url("confirmation", adjudicated.pk, proposal.pk), follow=True)
        assert "Settled." in answer.content.decode()
        assert Result.objects.get().met

    def test_a_proposal_without_a_reason_keeps_what_was_typed(self, adjudicated, tomasz, browse):
        answer = browse(tomasz).post(url("proposals", adjudicated.pk), {"level-record-1": 3})
        assert answer.status_code == 422
        assert re.search(r'name="level-record-1" value="3"[^>]* checked', answer.content.decode())

    @pytest.mark.parametrize(("who", "status"), [("ines", 404), ("weiling", 404), ("henrik", 404), ("priya", 200)])
    def test_who_may_look(self, adjudicated, browse, request, who, status):
        answer = browse(request.getfixturevalue(who)).get(url("adjudication", adjudicated.pk))
        assert answer.status_code == status

    def test_the_panel_reads_the_evidence_again_and_the_owner_does_not(self, adjudicated, tomasz, priya, browse):
        place = url("adjudication", adjudicated.pk)
        assert "I isolated both feeds" in browse(tomasz).get(place).content.decode()
        assert "I isolated both feeds" not in browse(priya).get(place).content.decode()

    def test_the_owner_looks_but_does_not_settle(self, adjudicated, priya, browse):
        assert browse(priya).post(url("proposals", adjudicated.pk), self.given()).status_code == 422

    def test_it_waits_in_the_queue(self, adjudicated, tomasz, browse):
        assert "1 criterion contested" in browse(tomasz).get("/queue/").content.decode()
