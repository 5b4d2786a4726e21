"""What the record of sessions promises, and how a tampering is found."""

from guildmark.kernel.integrity import INVARIANTS
from guildmark.scheduling.models import Place, TakenQuarter


def found(name):
    return [breach.sentence for breach in INVARIANTS[f"scheduling.{name}"].check()]


def test_taken_time_is_that_of_booked_sessions(booked):
    assert found("quarters") == []
    TakenQuarter.objects.first().delete()
    assert found("quarters") == ["the time taken is not that of the session"]


def test_a_session_is_for_the_candidate_whose_work_it_is(booked, nadia):
    assert found("candidates") == []
    Place.objects.filter(is_candidate=True).update(person=nadia)
    assert found("candidates") == ["it is booked for somebody else than its candidate"]
