"""Somebody did not come: who says so, when, and what a person decides then."""

from datetime import timedelta

import pytest

from guildmark.assessment.models import Result
from guildmark.kernel.access import Refused
from guildmark.kernel.integrity import breaches
from guildmark.scheduling import actions
from guildmark.scheduling.models import TakenQuarter
from tests.scheduling.conftest import OVERLAP, again


@pytest.fixture
def missed(booked, tomasz, ines, during):
    return actions.report_absence(booking=booked, absent=[ines.pk], note="Nobody called.", by=tomasz, at=during)


def test_a_session_is_held(booked, tomasz, during, facts_of):
    held = actions.hold(booking=booked, by=tomasz, at=during)
    assert (held.state, held.closed_by) == ("held", tomasz)
    assert not TakenQuarter.objects.exists() and facts_of("SessionHeld")
    with pytest.raises(Refused, match="it is held"):
        actions.hold(booking=again(booked), by=tomasz, at=during)


def test_it_is_not_held_before_it_begins(booked, tomasz, at):
    with pytest.raises(Refused, match="not begun"):
        actions.hold(booking=booked, by=tomasz, at=at)


def test_people_may_be_late(booked, tomasz, ines):
    with pytest.raises(Refused, match="15 minutes"):
        actions.report_absence(booking=booked, absent=[ines.pk], by=tomasz, at=OVERLAP + timedelta(minutes=14))


def test_either_side_says_who_did_not_come(booked, ines, tomasz, kwame, during, facts_of):
    absence = actions.report_absence(booking=booked, absent=[tomasz.pk, kwame.pk], by=ines, at=during)
    assert (again(booked).state, absence.outcome) == ("missed", "")
    assert facts_of("SessionMissed")[0] == {
        "booking_id": booked.pk, "submission_id": booked.submission_id, "by_candidate": False,
        "absent_ids": sorted([tomasz.pk, kwame.pk]),
    }  # fmt: skip


def test_nobody_reports_themselves_or_a_stranger(booked, tomasz, nadia, during):
    with pytest.raises(Refused, match="You are here"):
        actions.report_absence(booking=booked, absent=[tomasz.pk], by=tomasz, at=during)
    for absent in ([], [nadia.pk]):
        with pytest.raises(Refused, match="Say who"):
            actions.report_absence(booking=booked, absent=absent, by=tomasz, at=during)


def test_nothing_is_booked_before_somebody_decided(missed, submission, ines, during):
    with pytest.raises(Refused, match="first decides"):
        actions.book(submission=submission, starts_at=OVERLAP + timedelta(days=7), by=ines, at=during)


def test_another_date_uses_no_attempt(missed, submission, priya, ines, during):
    actions.settle_absence(absence=missed, outcome="another_date", reason="A strike.", by=priya, at=during)
    submission.refresh_from_db()
    assert submission.state == "submitted" and not Result.objects.exists()
    booking = actions.book(submission=submission, starts_at=OVERLAP + timedelta(days=7), by=ines, at=during)
    assert booking.moved == 0


def test_the_attempt_counts_only_where_a_person_decides_so(missed, submission, priya, during, at):
    actions.settle_absence(
        absence=missed, outcome="attempt_counts", reason="Twice without a word.", by=priya, at=during
    )
    submission.refresh_from_db()
    assert (submission.state, submission.result.met) == ("decided", False)
    assert submission.result.detail["lapsed"] == "Twice without a word."
    assert [found for invariant, found in breaches() if found and invariant.name == "assessment.results"] == []


def test_the_candidate_reads_why_the_attempt_counts(missed, submission, priya, ines, during, browse):
    actions.settle_absence(
        absence=missed, outcome="attempt_counts", reason="Twice without a word.", by=priya, at=during
    )
    page = browse(ines).get(f"/submissions/{submission.pk}/result/").content.decode()
    assert "Not yet met" in page and "was not judged: Twice without a word." in page and "below the cut" not in page


def test_an_absent_panel_never_costs_an_attempt(booked, ines, tomasz, priya, during):
    absence = actions.report_absence(booking=booked, absent=[tomasz.pk], by=ines, at=during)
    with pytest.raises(Refused, match="candidate came"):
        actions.settle_absence(absence=absence, outcome="attempt_counts", reason="No.", by=priya, at=during)


def test_it_is_decided_once_with_a_reason_by_the_owner(missed, tomasz, ines, priya, during):
    for person in (tomasz, ines):
        with pytest.raises(Refused, match="what follows"):
            actions.settle_absence(absence=missed, outcome="another_date", reason="Yes.", by=person, at=during)
    with pytest.raises(Refused, match="Say why"):
        actions.settle_absence(absence=missed, outcome="another_date", reason="", by=priya, at=during)
    actions.settle_absence(absence=missed, outcome="another_date", reason="A strike.", by=priya, at=during)
    with pytest.raises(Refused, match="already"):
        actions.settle_absence(absence=missed, outcome="attempt_counts", reason="No.", by=priya, at=during)
