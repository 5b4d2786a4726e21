"""Observing a live session: one tap a moment, words later, nothing lost; the panel reads it once all is sealed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from guildmark.assessment import actions
from guildmark.assessment.models import Observation, ObservedMoment
from guildmark.kernel.access import Refused

pytestmark = pytest.mark.usefixtures("story_time")


@pytest.fixture
def seat(seats, tomasz, at):
    actions.start_seat(seat=seats[0], by=tomasz, at=at)
    seats[0].refresh_from_db()
    return seats[0]


@pytest.fixture
def observed(seat, tomasz, at):
    actions.begin_observation(seat=seat, by=tomasz, at=at)
    return seat


def where(seat, *parts):
    return "/".join(["/seats", str(seat.pk), "observation", *parts, ""])


def test_it_begins_once_however_often_pressed(browse, tomasz, seat, at):
    for _click in range(2):
        assert browse(tomasz).post(where(seat, "beginning")).status_code == 302
    assert Observation.objects.get().begun_at == at


def test_a_moment_keeps_its_time_and_takes_its_words_later(observed, tomasz, at):
    mark, later = str(uuid4()), at + timedelta(seconds=90)
    for text in ("", "Isolates feed A."):
        moment = actions.mark_moment(seat=observed, mark=mark, at_ms=61_400, text=text, by=tomasz, at=later)
    assert (moment.at_ms, moment.text, ObservedMoment.objects.count()) == (61_400, "Isolates feed A.", 1)


def test_a_moment_never_lies_in_the_future(observed, tomasz, at):
    moment = actions.mark_moment(seat=observed, mark="m", at_ms=10**7, text="", by=tomasz, at=at + timedelta(seconds=5))
    assert moment.at_ms == 5000


def test_who_came_is_noted(browse, observed, tomasz):
    browse(tomasz).post(where(observed, "attendance"), {"came": "no", "others": "Site lead"})
    noted = Observation.objects.get()
    assert (noted.candidate_came, noted.others) == (False, "Site lead")


def test_it_is_nobody_elses(browse, observed, kwame, ines, priya, marguerite):
    for person in (kwame, ines, priya, marguerite):
        assert browse(person).get(where(observed)).status_code == 404
        assert browse(person).post(where(observed, "moments"), {"mark": str(uuid4()), "at_ms": 0}).status_code == 404


def test_sealed_it_stays_as_it_was(browse, observed, tomasz, score, at):
    actions.mark_moment(seat=observed, mark="m", at_ms=0, text="Isolates.", by=tomasz, at=at)
    score(observed, 4, 3, 3)
    with pytest.raises(Refused):
        actions.mark_moment(seat=observed, mark="m", at_ms=0, text="Does not.", by=tomasz, at=at)
    for change in (
        lambda: ObservedMoment.objects.update(text="x"),
        lambda: ObservedMoment.objects.all().delete(),
        lambda: Observation.objects.update(others="x"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert "Isolates." in browse(tomasz).get(where(observed)).content.decode()


def test_a_seat_that_was_not_started_leads_to_its_cover(browse, seats, kwame):
    answer = browse(kwame).get(where(seats[1]))
    assert (answer.status_code, answer.url) == (302, f"/seats/{seats[1].pk}/")
    assert browse(kwame).post(where(seats[1], "beginning")).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({"came": "perhaps", "others": "Site lead"}, "Select a valid choice"), ({"others": "x" * 301}, "at most 300")],
)
def test_what_was_typed_stays_where_it_cannot_be_taken(browse, observed, tomasz, typed, sentence):
    answer = browse(tomasz).post(where(observed, "attendance"), {"came": "no", **typed})
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page and typed["others"] in page
    assert Observation.objects.get().candidate_came is None


def test_the_panel_reads_it_once_every_sheet_is_sealed(
    browse, observed, seats, submission, tomasz, kwame, ines, nadia, priya, score, at
):
    actions.mark_moment(seat=observed, mark="m", at_ms=61_000, text="Isolates feed A.", by=tomasz, at=at)
    url = f"/submissions/{submission.pk}/observations/"
    score(observed, 4, 3, 3)
    for person in (tomasz, kwame, priya):
        assert browse(person).get(url).status_code == 404
    score(seats[1], 4, 3, 3)
    for person in (tomasz, kwame, priya):
        assert "Isolates feed A." in browse(person).get(url).content.decode()
    for person in (ines, nadia):
        assert browse(person).get(url).status_code == 404
