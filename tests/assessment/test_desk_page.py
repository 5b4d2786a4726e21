"""The scoring desk: who gets in, what it shows, what it saves."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guildmark.assessment import actions
from guildmark.assessment.models import CriterionScore, Evidence
from guildmark.kernel.models import Blob
from guildmark.people.models import Employment
from tests import builders, cast
from tests.assessment.pages import url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


class TestDesk:
    @pytest.fixture
    def client(self, browse, tomasz):
        return browse(tomasz)

    def start(self, client, seat):
        return client.post(url("start", seat.pk), follow=True)

    def test_before_start_the_evidence_is_closed(self, seats, client):
        page = client.get(url("seat", seats[0].pk)).content.decode()
        assert "Commission one site" in page
        assert "I isolated both feeds" not in page

    def test_start_opens_evidence_and_rubric(self, seats, client):
        page = self.start(client, seats[0]).content.decode()
        assert "I isolated both feeds" in page
        assert "I would test the meter twice" in page
        assert "isolation at level 4" in page
        assert 'type="radio"' in page
        assert 'type="number"' not in page

    def test_files_are_shown_beside_the_rubric(self, seats, submission, client, at):
        given = {"submission": submission, "kind": "file", "sha256": "d" * 64, "added_at": at, "changed_at": at}
        works = type(submission).objects.filter(pk=submission.pk)
        works.update(state="draft")
        for number, kind in enumerate(["image/png", "application/pdf", "text/html"]):
            blob = Blob.objects.create(sha256=f"{number}" * 64, size=3, media_type=kind, created_at=at)
            Evidence.objects.create(title=f"file {number}", blob=blob, **given)
        works.update(state="submitted")
        page = self.start(client, seats[0]).content.decode()
        picture, document, neither = Evidence.objects.filter(kind="file").order_by("pk")
        assert f'<img src="/evidence/{picture.pk}/file/?show" alt="file 0"' in page
        assert f'<iframe src="/evidence/{document.pk}/file/?show" title="file 1"' in page
        assert page.count(f"/evidence/{neither.pk}/file/") == 2, "to open and to download; never in the page"

    def test_start_with_a_conflict_says_which(self, seats, client, ines, tomasz):
        Employment.objects.filter(person=ines).update(manager=tomasz)
        page = client.get(url("seat", seats[0].pk)).content.decode()
        assert "Tomasz Bielak leads Ines Carvalho." in page
        answer = client.post(url("start", seats[0].pk))
        assert answer.status_code == 422

    @pytest.mark.parametrize("name", ["seat", "start", "refusal", "notes", "seal"])
    @pytest.mark.parametrize("who", ["kwame", "ines", "priya", "weiling", "henrik", "marguerite", "saoirse"])
    def test_nobody_elses_seat(self, seats, browse, request, name, who):
        client = browse(request.getfixturevalue(who))
        ask = client.get if name == "seat" else client.post
        assert ask(url(name, seats[0].pk)).status_code == 404

    def test_a_seat_given_back_is_closed(self, seats, client, tomasz, at):
        actions.decline_seat(seat=seats[0], reason="No time.", by=tomasz, at=at)
        assert client.get(url("seat", seats[0].pk)).status_code == 404

    def test_a_level_is_saved_and_the_total_comes_back(self, seats, client):
        self.start(client, seats[0])
        given = {"level": 3, "rationale": "", "revision": 0}
        answer = client.post(url("score", seats[0].pk, "judgement-1"), given)
        assert answer.json()["revision"] == 1
        standing = answer.json()["standing"]
        assert (standing["scored"], standing["of"], standing["total"], standing["cut"]) == (1, 3, "3", "2.8")

    def test_a_stale_save_gives_both(self, seats, client):
        self.start(client, seats[0])
        where = url("score", seats[0].pk, "judgement-1")
        client.post(where, {"level": 3, "rationale": "first", "revision": 0})
        answer = client.post(where, {"level": 2, "rationale": "second", "revision": 0})
        assert answer.status_code == 409
        assert answer.json()["stored"] == {"level": 3, "rationale": "first", "revision": 1}

    @pytest.mark.parametrize(
        ("given", "status"),
        [({"level": "nine", "revision": 0}, 422), ({"level": 9, "revision": 0}, 403), ({"level": 3}, 422)],
    )
    def test_what_makes_no_sense_is_refused(self, seats, client, given, status):
        self.start(client, seats[0])
        assert client.post(url("score", seats[0].pk, "judgement-1"), given).status_code == status

    def test_a_session_that_ended_is_told_apart(self, seats):
        answer = Client(headers={"X-Requested-With": "guildmark"}).post(url("score", seats[0].pk, "record-1"))
        assert answer.status_code == 401

    def test_sealing_an_unfinished_sheet_lists_what_lacks(self, seats, client):
        self.start(client, seats[0])
        answer = client.post(url("seal", seats[0].pk))
        assert answer.status_code == 422
        assert "Not scored yet: Isolation, Judgement, Record." in answer.content.decode()

    def test_sealing_leads_to_the_next(self, seats, score, nadia, version, tomasz, client):
        other = builders.a_panel(builders.a_submitted_submission(builders.a_candidacy(nadia, version)), tomasz)[0]
        score(seats[0], 4, 3, 3, seal=False)
        answer = client.post(url("seal", seats[0].pk), follow=True)
        assert answer.redirect_chain == [(url("seat", other.pk), 302)]
        assert "1 more waits for you." in answer.content.decode()

    def test_sealed_one_reads_ones_own_sheet_only(self, seats, score, client):
        score(seats[1], 4, 4, 4, reason="A secret of Kwame.")
        score(seats[0], 4, 3, 3)
        assert "A secret of Kwame" not in client.get(url("seat", seats[0].pk)).content.decode()

    def test_sealed_one_reads_the_evidence_again(self, seats, score, client):
        score(seats[0], 4, 3, 3)
        assert "I isolated both feeds" in client.get(url("seat", seats[0].pk)).content.decode()

    def test_the_cost(self, seats, client, django_assert_max_num_queries):
        self.start(client, seats[0])
        rubric = 4  # asked once a process outside of tests
        with django_assert_max_num_queries(13 + rubric):
            client.get(url("seat", seats[0].pk))
        with django_assert_max_num_queries(14 + 2 * rubric):
            client.post(url("score", seats[0].pk, "judgement-1"), {"level": 3, "rationale": "", "revision": 0})


def test_the_next_submission_costs_the_same_however_many_wait(
    seats, version, tomasz, browse, story_time, at, django_assert_max_num_queries
):
    """A queue that is read as a whole would fail above some thousands."""
    desk = browse(tomasz)
    actions.start_seat(seat=seats[0], by=tomasz, at=at)
    desk.get(url("seat", seats[0].pk))

    def asked():
        with CaptureQueriesContext(connection) as made:
            assert desk.get(url("seat", seats[0].pk)).status_code == 200
        return len(made)

    def more(n, unit):
        for number in range(n):
            who = cast.a_person(f"N{unit}{number} Q", function="operations", at="pune", in_unit=f"{unit}{number}")
            builders.a_panel(builders.a_submitted_submission(builders.a_candidacy(who, version)), tomasz)

    more(3, "few")
    few = asked()
    more(120, "many")
    assert asked() <= few + 2  # each neighbour is asked for by itself


def test_save_answers_are_plain_values(seats, score, tomasz, browse):
    score(seats[0], 4, seal=False)
    answer = browse(tomasz).post(
        url("score", seats[0].pk, "record-1"), {"level": 2, "rationale": "No units.", "revision": 0}
    )
    assert json.loads(answer.content)["standing"]["below"] == []
    assert CriterionScore.objects.get(criterion__key="record-1").rationale == "No units."
