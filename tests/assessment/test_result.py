"""From sealed sheets to a result: at once, by a further assessor, or by consensus. Nothing is erased."""

import pytest
from django.db import DatabaseError, transaction

from guildmark.assessment import actions, queries
from guildmark.assessment.models import (
    Adjudication,
    ConsensusProposal,
    ConsensusScore,
    CriterionScore,
    Panel,
    Result,
    ScoreSheet,
    Seat,
)
from guildmark.candidacy import actions as candidacies
from guildmark.kernel.access import Refused
from guildmark.kernel.models import JournalEntry
from tests import builders

pytestmark = pytest.mark.django_db


def further(submission):
    return Seat.objects.get(panel__submission=submission, further=True)


class TestAgreement:
    def test_nothing_is_decided_until_every_seat_has_sealed(self, seats, score, submission):
        score(seats[0], 4, 3, 3)
        submission.refresh_from_db()
        assert submission.state == "in_review"
        assert not Result.objects.exists()

    def test_met_fulfils_the_requirement(self, seats, score, submission, at):
        score(seats[0], 4, 3, 3)
        score(seats[1], 4, 3, 4)
        submission.refresh_from_db()
        result = submission.result
        assert (submission.state, submission.decided_at) == ("decided", at)
        assert (result.met, result.total) == (True, "7/2")
        fulfilment = submission.candidacy.fulfilments.get()
        assert (fulfilment.node_key, fulfilment.source_kind, fulfilment.source_id) == (
            "task-1-node", "result", result.pk,
        )  # fmt: skip
        assert JournalEntry.objects.get(fact="ResultReached").body["met"] is True

    def test_not_yet_met_fulfils_nothing_and_says_which_criterion(self, seats, score, submission):
        score(seats[0], 3, 4, 4)
        score(seats[1], 3, 4, 4)
        submission.refresh_from_db()
        assert not submission.result.met
        grounds = {line["key"]: line["ground"] for line in submission.result.detail["criteria"]}
        assert grounds == {"isolation-1": "critical_missed", "judgement-1": "reached", "record-1": "reached"}
        assert not submission.candidacy.fulfilments.exists()

    def test_without_an_attempt_left_the_committee_decides(self, ines, priya, marguerite, assessors, score):
        draft = builders.a_draft_version(priya, slug="one-attempt")
        draft.attempts_max = 1
        draft.save()
        version = builders.published(draft, marguerite)
        for person in assessors:
            builders.qualified(person, version, by=priya)
        candidacy = builders.a_candidacy(ines, version, settled_by=priya)
        for seat in builders.a_panel(builders.a_submitted_submission(candidacy), *assessors[:2]):
            score(seat, 3, 4, 4)
        candidacy.refresh_from_db()
        assert candidacy.state == "awaiting_decision"
        assert JournalEntry.objects.filter(fact="CandidacyReferred").count() == 1

    def test_the_result_follows_from_the_sheets(self, seats, score, submission):
        score(seats[0], 4, 3, 3)
        score(seats[1], 4, 3, 4)
        submission.refresh_from_db()
        assert queries.rederive_result(submission).agrees

    def test_a_candidacy_that_ended_meanwhile_still_gets_its_result(self, seats, score, submission, ines, at):
        score(seats[0], 4, 3, 3)
        candidacies.withdraw(candidacy=submission.candidacy, reason="Other plans.", by=ines, at=at)
        score(seats[1], 4, 3, 4)
        assert Result.objects.get().met
        assert not submission.candidacy.fulfilments.exists()


class TestDisagreement:
    def test_beyond_tolerance_brings_a_further_assessor(self, seats, score, submission, saoirse):
        score(seats[0], 4, 4, 4)
        score(seats[1], 4, 4, 2)
        submission.refresh_from_db()
        assert submission.state == "in_review"
        assert further(submission).assessor == saoirse
        assert further(submission).number == 3
        body = JournalEntry.objects.get(fact="FurtherAssessorCalled").body
        assert (body["beyond"], body["across_cut"]) == (["record-1"], False)

    def test_across_the_cut_too(self, seats, score, submission):
        score(seats[0], 4, 3, 3)
        score(seats[1], 3, 3, 3)
        assert further(submission)
        assert JournalEntry.objects.get(fact="FurtherAssessorCalled").body["across_cut"] is True

    def test_then_consensus_on_what_is_contested(self, seats, score, submission):
        score(seats[0], 4, 4, 4)
        score(seats[1], 4, 4, 2)
        score(further(submission), 4, 3, 4)
        submission.refresh_from_db()
        assert submission.state == "adjudication"
        assert Adjudication.objects.get().contested == ["record-1"]

    def test_nobody_for_a_further_seat_is_said_and_the_owner_may_go_on_without(self, seats, score, saoirse, priya, at):
        type(saoirse).objects.filter(pk=saoirse.pk).update(is_active=False)
        score(seats[0], 4, 4, 4)
        score(seats[1], 4, 4, 2)
        panel = Panel.objects.get()
        assert panel.formed_at is None
        assert panel.explanation[0]["binding"] == "barred"
        with pytest.raises(Refused, match="Say why"):
            actions.waive_further_assessor(panel=panel, reason="", by=priya, at=at)
        actions.waive_further_assessor(panel=panel, reason="Nobody else knows the site.", by=priya, at=at)
        assert Adjudication.objects.get().contested == ["record-1"]
        assert Panel.objects.get().further_waived == "Nobody else knows the site."

    def test_only_a_missing_further_assessor_can_be_waived(self, seats, priya, submission, at):
        with pytest.raises(Refused, match="No further assessor is missing"):
            actions.waive_further_assessor(panel=seats[0].panel, reason="Hurry.", by=priya, at=at)


@pytest.fixture
def adjudication(seats, score, submission):
    """Tomasz and Kwame part on the record, 4 against 2; Saoirse reads it as a 4."""
    score(seats[0], 4, 4, 4)
    score(seats[1], 4, 4, 2)
    score(further(submission), 4, 3, 4)
    return Adjudication.objects.get()


AGREED = {"record-1": (3, "The table lacks units, the log has them.")}


class TestConsensus:
    def propose(self, adjudication, by, at, agreed=AGREED):
        return actions.propose_consensus(adjudication=adjudication, agreed=agreed, by=by, at=at)

    def test_one_proposes_another_confirms_and_a_result_is_reached(self, adjudication, tomasz, kwame, submission, at):
        proposal = self.propose(adjudication, tomasz, at)
        actions.confirm_consensus(proposal=proposal, by=kwame, at=at)
        submission.refresh_from_db()
        adjudication.refresh_from_db()
        assert (adjudication.settled_by, adjudication.agreed) == (kwame, proposal)
        record = submission.result.detail["criteria"][2]
        assert (record["level"], record["agreed"], record["spread"]) == ("3", True, [2, 4])
        assert submission.result.met
        assert queries.rederive_result(submission).agrees

    def test_the_sheets_stay_as_they_were(self, adjudication, tomasz, kwame, at):
        before = list(CriterionScore.objects.order_by("pk").values())
        actions.confirm_consensus(proposal=self.propose(adjudication, tomasz, at), by=kwame, at=at)
        assert list(CriterionScore.objects.order_by("pk").values()) == before

    def test_not_by_oneself(self, adjudication, tomasz, at):
        with pytest.raises(Refused, match="Another member"):
            actions.confirm_consensus(proposal=self.propose(adjudication, tomasz, at), by=tomasz, at=at)

    def test_a_newer_proposal_takes_its_turn_and_the_older_stays(self, adjudication, tomasz, kwame, saoirse, at):
        first = self.propose(adjudication, tomasz, at)
        second = self.propose(adjudication, kwame, at, {"record-1": (2, "No units at all.")})
        with pytest.raises(Refused, match="newer proposal"):
            actions.confirm_consensus(proposal=first, by=saoirse, at=at)
        actions.confirm_consensus(proposal=second, by=saoirse, at=at)
        assert ConsensusProposal.objects.count() == 2

    @pytest.mark.parametrize(
        ("agreed", "sentence"),
        [
            ({}, "Choose a level for “Record”"),
            ({"record-1": (7, "x")}, "Choose a level"),
            ({"record-1": (3, " ")}, "Say why this level for “Record”"),
            ({**AGREED, "isolation-1": (1, "x")}, "Only what is contested"),
        ],
    )
    def test_it_speaks_of_exactly_what_is_contested(self, adjudication, tomasz, at, agreed, sentence):
        with pytest.raises(Refused, match=sentence):
            self.propose(adjudication, tomasz, at, agreed)

    @pytest.mark.parametrize(
        ("who", "sentence"),
        [("priya", "settle a disagreement"), ("ines", "settle a disagreement"), ("weiling", "settle a disagreement")],
    )
    def test_only_members_of_the_panel(self, adjudication, at, request, who, sentence):
        with pytest.raises(Refused, match=sentence):
            self.propose(adjudication, request.getfixturevalue(who), at)

    def test_settled_is_settled(self, adjudication, tomasz, kwame, at):
        actions.confirm_consensus(proposal=self.propose(adjudication, tomasz, at), by=kwame, at=at)
        with pytest.raises(Refused, match="settled already"):
            self.propose(adjudication, tomasz, at)

    @pytest.mark.parametrize(
        "change",
        [
            lambda: ConsensusScore.objects.update(level=1),
            lambda: ConsensusProposal.objects.all()._raw_delete(using="default"),
            lambda: Adjudication.objects.update(contested=[]),
            lambda: Result.objects.update(met=False),
            lambda: Result.objects.all()._raw_delete(using="default"),
            lambda: ScoreSheet.objects.update(digest="0" * 64),
        ],
        ids=["agreed level", "proposal", "adjudication", "result", "result gone", "sheet"],
    )
    def test_and_the_database_keeps_it(self, adjudication, tomasz, kwame, at, change):
        actions.confirm_consensus(proposal=self.propose(adjudication, tomasz, at), by=kwame, at=at)
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
