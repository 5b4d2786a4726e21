"""What the pages of judging keep from whom."""

import pytest

from tests import builders
from tests.assessment.pages import url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


class TestBlindness:
    """Until every seat has sealed, no route shows another's levels or reasons."""

    @pytest.fixture
    def secret(self, seats, score):
        return score(seats[1], 4, 3, 3, reason="A secret of Kwame.")

    @pytest.mark.parametrize("who", ["tomasz", "ines", "priya", "weiling", "henrik", "marguerite", "saoirse"])
    def test_by_every_route(self, secret, seats, submission, browse, request, who):
        client = browse(request.getfixturevalue(who))
        client.post(url("start", seats[0].pk))
        for where in (
            "/queue/", "/queue/?show=sealed", "/queue/?format=csv", url("seat", seats[0].pk), url("seat", seats[1].pk),
            url("adjudication", submission.pk), url("result", submission.pk), "/panels/", "/panels/?format=csv",
            url("panel", submission.pk), "/assessors/",
        ):  # fmt: skip
            assert "A secret of Kwame" not in client.get(where).content.decode(), where
        saved = client.post(url("score", seats[0].pk, "record-1"), {"level": 4, "rationale": "", "revision": 0})
        assert "secret" not in saved.content.decode()

    def test_blind_to_the_candidate(self, ines, tomasz, priya, marguerite, browse):
        version = builders.a_published_version(priya, marguerite, blind_to_candidate=True)
        (seat,) = builders.a_panel(builders.a_submitted_submission(builders.a_candidacy(ines, version)), tomasz)
        client = browse(tomasz)
        for where in ("/queue/", "/queue/?text=Ines", "/queue/?format=csv", url("seat", seat.pk)):
            assert "Carvalho" not in client.get(where).content.decode(), where
        client.post(url("start", seat.pk))
        assert "Carvalho" not in client.get(url("seat", seat.pk)).content.decode()
