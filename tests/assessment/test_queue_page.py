"""The queue: what waits for an assessor, and what it costs to read."""

import pytest

from guildmark.assessment.models import Seat
from tests import builders, cast
from tests.assessment.pages import url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


class TestQueue:
    def test_it_lists_what_waits_soonest_first(self, seats, tomasz, browse):
        page = browse(tomasz).get("/queue/").content.decode()
        assert "1 submission waits for you." in page
        assert "Site project 1" in page
        assert "Ines Carvalho" in page
        assert ">26 April</time>" in page
        assert url("seat", seats[0].pk) in page
        assert url("seat", seats[1].pk) not in page

    def test_empty_it_teaches(self, tomasz, browse):
        page = browse(tomasz).get("/queue/").content.decode()
        assert "Your queue is empty" in page
        assert "Declare a conflict" in page

    def test_a_recalled_submission_is_not_there(self, seats, submission, tomasz, browse):
        type(submission).objects.filter(pk=submission.pk).update(state="draft")
        assert "Your queue is empty" in browse(tomasz).get("/queue/").content.decode()

    @pytest.mark.parametrize("who", ["ines", "priya", "weiling", "henrik", "marguerite"])
    def test_only_assessors_have_one(self, seats, browse, request, who):
        assert browse(request.getfixturevalue(who)).get("/queue/").status_code == 403

    def test_filters_and_csv(self, seats, submission, tomasz, browse):
        client = browse(tomasz)
        assert "Site project 1" in client.get("/queue/", {"text": submission.ref}).content.decode()
        assert "Nothing matches" in client.get("/queue/", {"text": "zebra"}).content.decode()
        assert "Nothing matches" in client.get("/queue/", {"program": "other"}).content.decode()
        line = client.get("/queue/?format=csv").content.decode().splitlines()[1]
        assert line.startswith(f"{submission.ref},Field Commissioning Engineer,Site project 1,Ines Carvalho,1,assigned")

    def test_declining_takes_two_clicks(self, seats, saoirse, tomasz, browse):
        answer = browse(tomasz).post(url("refusal", seats[0].pk), {"usual": "time"}, follow=True)
        assert "no longer yours" in answer.content.decode()
        assert Seat.objects.get(pk=seats[0].pk).declined_reason == "I can’t do it before it is due."
        assert Seat.objects.filter(assessor=saoirse).exists()

    def test_declining_without_a_reason_says_so(self, seats, tomasz, browse):
        answer = browse(tomasz).post(url("refusal", seats[0].pk), {})
        assert answer.status_code == 422
        assert "Say why, in a few words" in answer.content.decode()

    def test_the_cost_does_not_grow(self, tomasz, version, priya, browse, django_assert_max_num_queries):
        def more(n):
            for number in range(n):
                name = f"Candidate{number}x{Seat.objects.count()} Person"
                person = cast.a_person(name, function="operations", at="pune", in_unit=f"u{number}")
                builders.a_panel(builders.a_submitted_submission(builders.a_candidacy(person, version)), tomasz)

        client = browse(tomasz)
        more(1)
        client.get("/queue/")
        with django_assert_max_num_queries(11) as one:
            client.get("/queue/")
        more(29)
        with django_assert_max_num_queries(len(one.captured_queries)):
            page = client.get("/queue/").content.decode()
        assert "1–25 of 30" in page
        assert "26–30 of 30" in client.get("/queue/?page=2").content.decode()
