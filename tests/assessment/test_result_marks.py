"""Marks beside the result: they lead to the place, for whoever may open what they stand in."""

import pytest

from guildmark.assessment import actions, queries
from guildmark.assessment.models import Evidence, Mark, Restriction, Result, Seat
from guildmark.kernel import blobs
from tests.assessment.pages import url

pytestmark = pytest.mark.usefixtures("story_time")


@pytest.fixture
def film(submission, behind_the_triggers, at):
    with blobs.received([b"a film"]) as content:
        blob = blobs.keep(content, media_type="video/mp4", at=at)
    made = []
    behind_the_triggers("assessment_evidence", lambda: made.append(Evidence.objects.create(
        submission=submission, kind="file", title="lockout.mp4", blob=blob, added_at=at, changed_at=at, sha256="d" * 64
    )))  # fmt: skip
    return made[0]


@pytest.fixture
def decided(seats, submission, film, score, at):
    text = submission.evidence.get(kind="text")
    seat = score(seats[0], 3, 3, 3, reason="Say it aloud.", seal=False)
    places = (
        (actions.Place(text.pk, quote="isolated both feeds", before="At 09:10 I ", start=11), "isolation-1", "Both?"),
        (actions.Place(film.pk, tenths=835), "", "Here the meter is tested."),
    )
    for place, criterion, said in places:
        seat = Seat.objects.get(pk=seat.pk)
        actions.mark_evidence(seat=seat, place=place, criterion=criterion, text=said, by=seat.assessor, at=at)
    actions.seal_sheet(seat=Seat.objects.get(pk=seat.pk), by=seat.assessor, at=at)
    score(seats[1], 3, 4, 3, reason="Tag the battery too.")
    return submission


def result(browse, person, submission):
    return browse(person).get(url("result", submission.pk)).content.decode()


def test_the_candidate_is_led_from_a_mark_to_its_place(decided, ines, browse):
    passage, moment = Mark.objects.order_by("pk")
    page = result(browse, ines, decided)
    assert "“isolated both feeds”" in page and "1:23" in page and "Here the meter is tested." in page
    assert "Tomasz" not in page
    link = f"/submissions/{decided.pk}/?mark={passage.pk}"
    assert f"{link}#mark-{passage.pk}" in page
    there = browse(ines).get(link).content.decode()
    assert f'id="text-{passage.evidence_id}" data-anchor="text-{passage.evidence_id}"' in there
    assert 'data-quote="isolated both feeds"' in there and 'data-start="11"' in there
    assert (
        f'data-evidence="{moment.evidence_id}"'
        in browse(ines).get(f"/submissions/{decided.pk}/?mark={moment.pk}").content.decode()
    )


def test_who_may_not_read_the_evidence_reads_no_quote(decided, priya, browse):
    page = result(browse, priya, decided)
    assert "isolated both feeds" not in page and "Here the meter is tested." not in page
    assert "2 marks stand in evidence that isn’t open to you." in page


def test_a_mark_in_evidence_kept_to_others_is_counted_only(decided, film, kwame, tomasz, ines, priya, browse, at):
    kept = Restriction.objects.create(evidence=film, reason="Names a customer.", set_at=at, set_by=priya)
    kept.viewers.add(tomasz)
    page = result(browse, kwame, decided)
    assert "isolated both feeds" in page and "Here the meter is tested." not in page
    assert "One mark stands in evidence that isn’t open to you." in page
    for person in (tomasz, ines):
        assert "Here the meter is tested." in result(browse, person, decided)


def test_they_wait_for_the_decision_where_levels_do(decided, ines, browse, monkeypatch):
    monkeypatch.setattr("guildmark.assessment.queries.results.is_released", lambda submission: False)
    monkeypatch.setattr("guildmark.assessment.queries.result_marks.is_released", lambda submission: False)
    passage = Mark.objects.first()
    assert "isolated both feeds" not in result(browse, ines, decided)
    assert (
        "Back to the result" not in browse(ines).get(f"/submissions/{decided.pk}/?mark={passage.pk}").content.decode()
    )


@pytest.mark.parametrize("wanted", ["", "x", "-1", "999999"])
def test_a_mark_that_is_not_there_changes_nothing(decided, ines, browse, wanted):
    page = browse(ines).get(f"/submissions/{decided.pk}/?mark={wanted}")
    assert page.status_code == 200 and "Back to the result" not in page.content.decode()


def test_the_cost(decided, ines, django_assert_max_num_queries, at):
    reached = Result.objects.select_related("submission__candidacy__version", "submission__candidacy__person").get()
    with django_assert_max_num_queries(9):
        queries.marks_beside(reached, ines, at=at)
