"""Two at the same moment: one happens, the other is told. On a database that really commits."""

import pytest

from guildmark.assessment import actions
from guildmark.assessment.models import Adjudication, CriterionScore, Result, ScoreSheet, Seat
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.people.models import Person
from tests import builders
from tests.cast import NOW

KEYS = [f"{key}-1" for key, _, _ in builders.CRITERIA]


def seat_of(pk):
    return Seat.objects.select_related("assessor", "panel__submission").get(pk=pk)


@pytest.fixture
def panel(at_once, request):
    """The seats, for races: the story is told again on the committed database."""
    return [request.getfixturevalue("seats"), request.getfixturevalue("score")]


def test_two_clicks_on_seal_seal_once(at_once, panel):
    (first, _), score = panel
    score(first, 4, 3, 3, seal=False)

    def seal():
        seat = seat_of(first.pk)
        return actions.seal_sheet(seat=seat, by=seat.assessor, at=NOW)

    outcomes = at_once(seal, seal)
    assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "ScoreSheet"]
    assert "sealed" in str(next(one for one in outcomes if isinstance(one, Refused)))


def test_the_last_two_seals_reach_one_result(at_once, panel):
    seats, score = panel
    for seat in seats:
        score(seat, 4, 3, 3, seal=False)

    def seal(pk):
        seat = seat_of(pk)
        return actions.seal_sheet(seat=seat, by=seat.assessor, at=NOW)

    outcomes = at_once(*(lambda pk=seat.pk: seal(pk) for seat in seats))
    assert all(isinstance(one, ScoreSheet) for one in outcomes), outcomes
    assert Result.objects.count() == 1


def test_two_starts_are_one(at_once, panel):
    (first, _), _score = panel

    def start():
        seat = seat_of(first.pk)
        return actions.start_seat(seat=seat, by=seat.assessor, at=NOW)

    assert not [one for one in at_once(start, start) if isinstance(one, Exception)]
    assert ScoreSheet.objects.count() == 1


def test_two_tabs_saving_one_line_keep_one_and_tell_the_other(at_once, panel):
    (first, _), score = panel
    score(first, seal=False)

    def save(level):
        seat = seat_of(first.pk)
        given = {"criterion": KEYS[0], "level": level, "rationale": "", "revision": 0}
        return actions.save_score(seat=seat, **given, by=seat.assessor, at=NOW)

    outcomes = at_once(lambda: save(3), lambda: save(4))
    assert sorted(type(one).__name__ for one in outcomes) == ["CriterionScore", "Stale"]
    assert CriterionScore.objects.get().level in (3, 4)


def test_a_save_and_a_seal_never_leave_a_half_sheet(at_once, panel):
    (first, _), score = panel
    score(first, 4, 3, 3, seal=False)

    def seal():
        seat = seat_of(first.pk)
        return actions.seal_sheet(seat=seat, by=seat.assessor, at=NOW)

    def save():
        seat = seat_of(first.pk)
        given = {"criterion": KEYS[2], "level": 4, "rationale": "", "revision": 1}
        return actions.save_score(seat=seat, **given, by=seat.assessor, at=NOW)

    sealed, saved = at_once(seal, save)
    assert isinstance(sealed, ScoreSheet)
    level = CriterionScore.objects.get(criterion__key=KEYS[2]).level
    assert level == (3 if isinstance(saved, Refused) else 4)


def test_a_panel_formed_twice_at_once_is_one(at_once, request):
    submission = request.getfixturevalue("submission")
    request.getfixturevalue("assessors")

    def form():
        return actions.form_panel(submission=submission, by=SYSTEM, at=NOW)

    assert not [one for one in at_once(form, form) if isinstance(one, Exception)]
    assert Seat.objects.count() == 2


def test_two_members_confirming_settle_once(at_once, panel):
    (first, second), score = panel
    score(first, 4, 4, 4)
    score(second, 4, 4, 2)
    third = Seat.objects.get(further=True)
    score(third, 4, 3, 4)
    proposal = actions.propose_consensus(
        adjudication=Adjudication.objects.get(), agreed={KEYS[2]: (3, "Units.")}, by=first.assessor, at=NOW
    )

    def confirm(pk):
        return actions.confirm_consensus(
            proposal=type(proposal).objects.get(pk=proposal.pk), by=Person.objects.get(pk=pk), at=NOW
        )

    outcomes = at_once(lambda: confirm(second.assessor_id), lambda: confirm(third.assessor_id))
    assert sorted(type(one).__name__ for one in outcomes) == ["Adjudication", "Refused"]
    assert Result.objects.count() == 1
