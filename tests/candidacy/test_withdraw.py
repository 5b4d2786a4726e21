from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from guildmark.candidacy.actions import pause, resume, set_plan_step, withdraw
from guildmark.candidacy.models import Pause, State
from guildmark.kernel.access import Refused
from tests.builders import a_candidacy
from tests.cast import TODAY


@pytest.fixture
def candidacy(ines, version):
    return a_candidacy(ines, version)


def test_a_candidate_withdraws_with_a_reason(candidacy, ines, at, facts_of):
    gone = withdraw(candidacy=candidacy, reason="New job", by=ines, at=at)
    assert (gone.state, gone.ended_at, gone.ended_reason) == (State.WITHDRAWN, at, "New job")
    assert facts_of("CandidacyWithdrawn") == [{"candidacy_id": candidacy.pk, "person_id": ines.pk}]


def test_nobody_withdraws_for_them_and_nobody_withdraws_twice(candidacy, ines, priya, henrik, at):
    for somebody in (priya, henrik):
        with pytest.raises(Refused, match="may not withdraw this candidacy"):
            withdraw(candidacy=candidacy, reason="Budget", by=somebody, at=at)
    withdraw(candidacy=candidacy, reason="New job", by=ines, at=at)
    with pytest.raises(Refused, match="it is withdrawn"):
        withdraw(candidacy=candidacy, reason="New job", by=ines, at=at)


def test_a_pause_keeps_everything_and_ends(candidacy, ines, at, facts_of):
    paused = pause(candidacy=candidacy, reason="Parental leave", by=ines, at=at)
    assert paused.state == State.PAUSED
    later = at + timedelta(days=60)
    assert resume(candidacy=candidacy, by=ines, at=later).state == State.IN_PROGRESS
    assert Pause.objects.get().ended_at == later
    assert facts_of("CandidacyPaused") == facts_of("CandidacyResumed") == [{"candidacy_id": candidacy.pk}]


def test_withdrawing_ends_a_pause(candidacy, ines, at):
    pause(candidacy=candidacy, reason="Parental leave", by=ines, at=at)
    withdraw(candidacy=candidacy, reason="New job", by=ines, at=at)
    assert Pause.objects.get().ended_at == at


def test_pausing_twice_is_refused_by_verb_and_by_database(candidacy, ines, at):
    pause(candidacy=candidacy, reason="Parental leave", by=ines, at=at)
    with pytest.raises(Refused, match="can’t pause it: it is paused"):
        pause(candidacy=candidacy, reason="Parental leave", by=ines, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.create(candidacy=candidacy, reason="Again", started_at=at)


def test_a_target_date_is_set_moved_and_taken_away(candidacy, ines, at, facts_of):
    for day in (TODAY, TODAY + timedelta(days=7)):
        set_plan_step(candidacy=candidacy, node_key="task-1-node", target_on=day, by=ines, at=at)
    assert candidacy.plan_steps.get().target_on == TODAY + timedelta(days=7)
    set_plan_step(candidacy=candidacy, node_key="task-1-node", target_on=None, by=ines, at=at)
    assert not candidacy.plan_steps.exists()
    assert [fact["target_on"] for fact in facts_of("PlanStepSet")] == ["2026-04-16", "2026-04-23", ""]


def test_no_target_in_the_past_for_others_or_for_what_is_not_asked(candidacy, ines, priya, nadia, version, at):
    def plan(by=ines, key="task-1-node", day=TODAY, what=candidacy):
        set_plan_step(candidacy=what, node_key=key, target_on=day, by=by, at=at)

    with pytest.raises(Refused, match="That day is over"):
        plan(day=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="no such requirement"):
        plan(key="task-9-node")
    with pytest.raises(Refused, match="may not work on"):
        plan(by=priya)
    with pytest.raises(Refused, match="nothing to plan"):
        plan(by=nadia, what=a_candidacy(nadia, version, state=State.APPLIED))


def test_today_is_the_candidates_own_today(candidacy, ines, at):
    """At 01:00 UTC on 17 April it is still 16 April in Monterrey."""
    set_plan_step(candidacy=candidacy, node_key="task-1-node", target_on=TODAY, by=ines, at=at.replace(day=17, hour=1))
    assert candidacy.plan_steps.get().target_on == TODAY
