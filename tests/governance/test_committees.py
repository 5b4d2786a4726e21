"""Committees: founded once, filled for terms, called together, delegating within limits."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from guildmark.governance import actions
from guildmark.governance.models import Delegation, Meeting
from guildmark.kernel.access import Refused
from tests.cast import TODAY


def test_a_program_has_one_committee(committee, marguerite, at, facts_of):
    assert facts_of("CommitteeFounded") == [{"committee_id": committee.pk, "program_id": committee.program_id}]
    given = {"name": "Another", "quorum": 2, "majority": "simple", "by": marguerite, "at": at}
    with pytest.raises(Refused, match="its committee already"):
        actions.found_committee(program=committee.program, **given)


@pytest.mark.parametrize(("who", "why"), [("priya", "found the committee"), ("ines", "found the committee")])
def test_who_founds_none(version, request, who, why, at):
    given = {"name": "Mine", "quorum": 2, "majority": "simple", "by": request.getfixturevalue(who), "at": at}
    with pytest.raises(Refused, match=why):
        actions.found_committee(program=version.program, **given)


def test_nobody_is_a_committee_alone(version, marguerite, at):
    given = {"name": "Alone", "quorum": 1, "majority": "simple", "by": marguerite, "at": at}
    with pytest.raises(Refused, match="no committee"):
        actions.found_committee(program=version.program, **given)


class TestTerms:
    def test_somebody_without_the_role_is_not_seated(self, committee, marguerite, ines, at):
        term = {"office": "member", "group": "", "starts_on": TODAY, "ends_on": TODAY + timedelta(days=9)}
        with pytest.raises(Refused, match="doesn’t hold the role"):
            actions.seat_member(committee=committee, person=ines, **term, by=marguerite, at=at)

    def test_a_term_has_an_end_within_three_years(self, seated, daniel):
        for days in (0, 1200):
            with pytest.raises(Refused, match="within three years"):
                seated(daniel, days=days)

    def test_nobody_sits_twice_at_once(self, seated, daniel):
        seated(daniel)
        with pytest.raises(Refused, match="has a seat on some of these days"):
            seated(daniel, begins=TODAY + timedelta(days=100))

    def test_two_terms_in_a_row_and_no_more(self, seated, daniel):
        seated(daniel)
        seated(daniel, begins=TODAY + timedelta(days=366))
        with pytest.raises(Refused, match="two terms in a row"):
            seated(daniel, begins=TODAY + timedelta(days=740))
        assert seated(daniel, begins=TODAY + timedelta(days=1000))

    def test_one_chair_who_then_runs_it(self, seated, marguerite, daniel, yusuf, committee, at):
        seated(daniel, "chair")
        with pytest.raises(Refused, match="The chair does that"):
            seated(yusuf)
        term = {"office": "chair", "group": "", "starts_on": TODAY, "ends_on": TODAY + timedelta(days=9)}
        with pytest.raises(Refused, match="There is a chair"):
            actions.seat_member(committee=committee, person=marguerite, **term, by=daniel, at=at)


class TestMeetings:
    def test_called_held_and_its_minutes_stay(self, board, put, marguerite, daniel, at):
        soon = at + timedelta(days=1)
        meeting = actions.call_meeting(committee=board, starts_at=soon, place="Leeds", by=marguerite, at=at)
        motion = put(meeting=meeting)
        with pytest.raises(Refused, match="has not begun"):
            actions.hold_meeting(meeting=meeting, minutes="We met.", by=marguerite, at=at)
        with pytest.raises(Refused, match="still open"):
            actions.hold_meeting(meeting=meeting, minutes="We met.", by=marguerite, at=soon)
        actions.close_motion(motion=motion, by=marguerite, at=soon)
        with pytest.raises(Refused, match="Write down"):
            actions.hold_meeting(meeting=meeting, minutes=" ", by=marguerite, at=soon)
        actions.hold_meeting(meeting=meeting, minutes="We met.", by=marguerite, at=soon)
        with pytest.raises(Refused, match="on record already"):
            actions.hold_meeting(meeting=meeting, minutes="Otherwise.", by=marguerite, at=soon)
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.update(minutes="Otherwise.")

    def test_none_in_the_past_and_none_twice(self, board, marguerite, at):
        with pytest.raises(Refused, match="lies ahead"):
            actions.call_meeting(committee=board, starts_at=at, place="", by=marguerite, at=at)
        soon = at + timedelta(days=1)
        actions.call_meeting(committee=board, starts_at=soon, place="", by=marguerite, at=at)
        with pytest.raises(Refused, match="called for that moment"):
            actions.call_meeting(committee=board, starts_at=soon, place="", by=marguerite, at=at)


class TestDelegating:
    def given(self, **otherwise):
        return {"limits": "Meters up to 500.", "starts_on": TODAY, "ends_on": TODAY + timedelta(days=90)} | otherwise

    def test_to_a_member_within_written_limits_for_a_year_at_most(self, board, daniel, ines, marguerite, at):
        for otherwise, why in (
            ({"limits": " "}, "within which limits"),
            ({"ends_on": TODAY + timedelta(days=400)}, "a year at most"),
            ({"officer": ines}, "doesn’t sit on this committee"),
            ({"officer": marguerite}, "Nobody delegates to themselves"),
        ):
            with pytest.raises(Refused, match=why):
                actions.delegate(
                    committee=board, **{"officer": daniel, **self.given(**otherwise)}, by=marguerite, at=at
                )
        actions.delegate(committee=board, officer=daniel, **self.given(), by=marguerite, at=at)
        with pytest.raises(IntegrityError), transaction.atomic():
            Delegation.objects.update(limits="Anything.")
