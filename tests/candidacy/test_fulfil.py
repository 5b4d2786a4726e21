from datetime import timedelta

import pytest

from guildmark.candidacy.actions import begin, conclude, fulfil, pause, recognise_credentials, refer, resume, withdraw
from guildmark.candidacy.models import State
from guildmark.kernel.access import Refused
from tests.builders import a_candidacy
from tests.cast import TODAY


@pytest.fixture
def candidacy(ines, version):
    return a_candidacy(ines, version)


def met(candidacy, number, by, at, **more):
    return fulfil(
        candidacy=candidacy,
        node_key=f"task-{number}-node",
        source_kind="result",
        source_id=number,
        by=by,
        at=at,
        **more,
    )


def test_a_met_task_counts_once_however_often_it_is_said(candidacy, tomasz, at, facts_of):
    met(candidacy, 1, tomasz, at)
    after = met(candidacy, 1, tomasz, at)
    assert after.state == State.IN_PROGRESS
    assert candidacy.fulfilments.count() == 1
    assert facts_of("RequirementFulfilled") == [
        {"candidacy_id": candidacy.pk, "node_key": "task-1-node", "source_kind": "result", "source_ref": 1}
    ]


def test_with_the_last_one_the_decision_is_awaited(candidacy, ines, program, tomasz, at, facts_of):
    met(candidacy, 1, tomasz, at)
    done = met(candidacy, 2, tomasz, at)
    assert (done.state, done.completed_at) == (State.AWAITING_DECISION, at)
    assert facts_of("CandidacyCompleted") == [
        {"candidacy_id": candidacy.pk, "person_id": ines.pk, "program_id": program.pk}
    ]


def test_what_has_lapsed_does_not_count(candidacy, tomasz, at):
    met(candidacy, 1, tomasz, at - timedelta(days=40), until=TODAY - timedelta(days=1))
    assert met(candidacy, 2, tomasz, at).state == State.IN_PROGRESS


def test_only_assessors_and_the_committee_settle_and_never_for_themselves(candidacy, tomasz, priya, version, ines, at):
    for somebody in (ines, priya):
        with pytest.raises(Refused, match="may not settle a requirement"):
            met(candidacy, 1, somebody, at)
    with pytest.raises(Refused, match="Nobody settles their own"):
        met(a_candidacy(tomasz, version), 1, tomasz, at)


def test_not_what_the_version_does_not_ask_for_and_not_before_the_beginning(candidacy, tomasz, nadia, version, at):
    with pytest.raises(Refused, match="no such requirement"):
        met(candidacy, 9, tomasz, at)
    with pytest.raises(Refused, match="hasn’t begun"):
        met(a_candidacy(nadia, version, state=State.ADMITTED), 1, tomasz, at)


def test_begin_is_the_candidates_and_happens_once(nadia, ines, version, at, facts_of):
    admitted = a_candidacy(nadia, version, state=State.ADMITTED)
    with pytest.raises(Refused, match="may not work on this candidacy"):
        begin(candidacy=admitted, by=ines, at=at)
    assert begin(candidacy=admitted, by=nadia, at=at).state == State.IN_PROGRESS
    with pytest.raises(Refused, match="can’t begin it: it is in progress"):
        begin(candidacy=admitted, by=nadia, at=at)
    assert facts_of("CandidacyBegun") == [{"candidacy_id": admitted.pk}]


def test_a_credential_held_counts_from_the_beginning(ines, program, advanced, holders, at):
    holders.add((ines.pk, program.pk))
    admitted = a_candidacy(ines, advanced, state=State.ADMITTED)
    begin(candidacy=admitted, by=ines, at=at)
    assert list(admitted.fulfilments.values_list("node_key", "source_kind")) == [("base", "program")]


def test_a_credential_gained_on_the_way_is_counted_when_asked(ines, program, advanced, holders, at):
    candidacy = a_candidacy(ines, advanced)
    assert not recognise_credentials(candidacy=candidacy, by=ines, at=at).fulfilments.exists()
    holders.add((ines.pk, program.pk))
    assert recognise_credentials(candidacy=candidacy, by=ines, at=at).fulfilments.get().node_key == "base"


def test_a_colleague_does_not_have_credentials_counted(nadia, candidacy, at):
    with pytest.raises(Refused, match="You may not"):
        recognise_credentials(candidacy=candidacy, by=nadia, at=at)


def test_a_result_during_a_pause_counts_when_it_ends(candidacy, ines, tomasz, at):
    met(candidacy, 1, tomasz, at)
    pause(candidacy=candidacy, reason="Parental leave", by=ines, at=at)
    assert met(candidacy, 2, tomasz, at).state == State.PAUSED
    assert resume(candidacy=candidacy, by=ines, at=at).state == State.AWAITING_DECISION


def test_what_was_met_before_withdrawing_counts_on_re_entry(candidacy, ines, version, tomasz, at):
    met(candidacy, 1, tomasz, at)
    withdraw(candidacy=candidacy, reason="Moving house", by=ines, at=at)
    again = a_candidacy(ines, version, state=State.ADMITTED, period=2)
    begin(candidacy=again, by=ines, at=at)
    assert list(again.fulfilments.values_list("node_key", flat=True)) == ["task-1-node"]


@pytest.mark.parametrize(("certified", "state"), [(True, State.CERTIFIED), (False, State.NOT_YET_CERTIFIED)])
def test_the_committee_concludes(candidacy, tomasz, marguerite, priya, at, facts_of, certified, state):
    met(candidacy, 1, tomasz, at)
    waiting = met(candidacy, 2, tomasz, at)
    with pytest.raises(Refused, match="may not conclude"):
        conclude(candidacy=waiting, certified=certified, by=priya, at=at)
    ended = conclude(candidacy=waiting, certified=certified, by=marguerite, at=at)
    assert (ended.state, ended.ended_at) == (state, at)
    assert facts_of("CandidacyConcluded") == [{"candidacy_id": waiting.pk, "certified": certified}]
    with pytest.raises(Refused, match="it is"):
        conclude(candidacy=waiting, certified=certified, by=marguerite, at=at)


def test_nobody_is_certified_while_a_requirement_is_open(nadia, version, marguerite, at):
    waiting = a_candidacy(nadia, version, state=State.AWAITING_DECISION)
    with pytest.raises(Refused, match="Not every requirement is met"):
        conclude(candidacy=waiting, certified=True, by=marguerite, at=at)


def test_what_can_no_longer_be_met_is_referred_to_the_committee(
    candidacy, ines, program, tomasz, marguerite, at, facts_of
):
    referred = refer(candidacy=candidacy, closed=frozenset({"task-2-node"}), by=tomasz, at=at)
    assert referred.state == State.AWAITING_DECISION
    assert facts_of("CandidacyReferred") == [
        {"candidacy_id": candidacy.pk, "person_id": ines.pk, "program_id": program.pk}
    ]
    concluded = conclude(candidacy=referred, certified=False, by=marguerite, at=at)
    assert concluded.state == State.NOT_YET_CERTIFIED


def test_nothing_is_referred_while_the_rest_can_be_enough(candidacy, tomasz, at, facts_of):
    assert refer(candidacy=candidacy, closed=frozenset(), by=tomasz, at=at).state == State.IN_PROGRESS
    assert not facts_of("CandidacyReferred")


def test_only_what_runs_is_referred_and_only_by_those_who_settle(candidacy, ines, nadia, tomasz, at):
    out_of_reach = frozenset({"task-2-node"})
    with pytest.raises(Refused, match="You may not settle a requirement"):
        refer(candidacy=candidacy, closed=out_of_reach, by=nadia, at=at)
    pause(candidacy=candidacy, reason="Parental leave", by=ines, at=at)
    with pytest.raises(Refused, match="can’t refer it: it is paused"):
        refer(candidacy=candidacy, closed=out_of_reach, by=tomasz, at=at)
