"""More evidence needed: an assessor asks, the clock stands still, the candidate answers, and nothing typed is lost."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from guildmark.assessment import actions, queries
from guildmark.assessment.models import (
    CriterionScore,
    Evidence,
    Reflection,
    Result,
    ScoreSheet,
    Seat,
    Submission,
    SubmissionState,
)
from guildmark.kernel.access import Refused
from guildmark.kernel.integrity import INVARIANTS
from guildmark.kernel.turns import Waiting
from tests import builders
from tests.assessment.pages import url

KEYS = [f"{key}-1" for key, _, _ in builders.CRITERIA]
REASON = "The log ends at 09:10; add the readings after the meter was tested."
LATER = timedelta(days=3)


@pytest.fixture
def submission(ines, version, priya, at):
    """Handed in through the verbs, so that its digest is the true one."""
    draft = builders.a_draft(builders.a_candidacy(ines, version, settled_by=priya))
    actions.save_text(
        submission=draft, box="text", text="<div>I isolated both feeds.</div>", revision=0, by=ines, at=at
    )
    actions.save_text(submission=draft, box="decided-1", text="To test twice.", revision=0, by=ines, at=at)
    return actions.submit(submission=draft, identity=True, original=True, by=ines, at=at)


def ask(seat, at, reason=REASON):
    seat = Seat.objects.get(pk=seat.pk)
    return actions.ask_for_more(seat=seat, reason=reason, by=seat.assessor, at=at)


def answer(submission, ines, at, text="<div>The readings at 09:40 were 0 V.</div>"):
    actions.save_text(submission=submission, box="text", text=text, revision=0, by=ines, at=at)
    return actions.hand_in_more(submission=submission, identity=True, original=True, by=ines, at=at)


def reload(thing):
    return type(thing).objects.get(pk=thing.pk)


def breaches():
    return [breach for name, one in INVARIANTS.items() if name.startswith("assessment.") for breach in one.check()]


class TestAsking:
    def test_it_is_with_the_candidate_who_reads_why(
        self, submission, seats, score, ines, browse, story_time, at, facts_of
    ):
        score(seats[0], 4, 3, seal=False)
        request = ask(seats[0], at)
        assert reload(submission).state == SubmissionState.RETURNED
        assert facts_of("MoreEvidenceAsked") == [
            {"submission_id": submission.pk, "candidacy_id": submission.candidacy_id, "request_ref": request.pk}
        ]
        page = browse(ines).get(url("workspace", submission.pk)).content.decode()
        assert REASON in page
        assert "The clock stands still" in page

    def test_the_turn_says_with_whom(self, submission, seats, score, ines, tomasz, kwame, at):
        score(seats[0], 4, seal=False)
        ask(seats[0], at)
        (mine,) = queries.turns(ines, at=at)
        assert (mine.waiting, mine.since, mine.due) == (Waiting.ON_ME, at, None)
        (theirs,) = queries.turns(tomasz, at=at)
        assert (theirs.waiting, theirs.whom, theirs.since) == (Waiting.ON_OTHERS, "the candidate", at)
        assert queries.turns(kwame, at=at) == []

    def test_what_was_typed_stays_and_can_be_gone_on_with(self, submission, seats, score, tomasz, at):
        score(seats[0], 4, 3, seal=False)
        ask(seats[0], at)
        seat = reload(seats[0])
        actions.save_score(seat=seat, criterion=KEYS[2], level=2, rationale="No units.", revision=0, by=tomasz, at=at)
        assert sorted(CriterionScore.objects.values_list("level", flat=True)) == [2, 3, 4]
        with pytest.raises(Refused, match="with the candidate"):
            actions.seal_sheet(seat=seat, by=tomasz, at=at)

    def test_it_takes_a_reason_and_a_start(self, submission, seats, score, at):
        with pytest.raises(Refused, match="Press Start first"):
            ask(seats[0], at)
        score(seats[0], 4, seal=False)
        with pytest.raises(Refused, match="Say what is missing"):
            ask(seats[0], at, reason="  ")

    def test_two_who_ask_ask_once(self, submission, seats, score, at):
        for seat in seats:
            score(seat, 4, seal=False)
        ask(seats[0], at)
        with pytest.raises(Refused, match="returned for more evidence"):
            ask(seats[1], at)

    def test_it_can_not_be_recalled_instead(self, submission, seats, score, ines, at):
        score(seats[0], 4, seal=False)
        ask(seats[0], at)
        actions.decline_seat(seat=reload(seats[0]), reason="No time.", by=seats[0].assessor, at=at)
        actions.go_on_without(request=submission.requests.get(), by=seats[0].assessor, at=at)
        with pytest.raises(Refused, match="can’t be recalled"):
            actions.recall(submission=submission, by=ines, at=at)
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.filter(pk=submission.pk).update(state="draft")

    @pytest.mark.parametrize("who", ["ines", "kwame", "priya", "saoirse", "weiling"])
    def test_nobody_asks_on_anothers_seat(self, submission, seats, score, who, request, at):
        score(seats[0], 4, seal=False)
        with pytest.raises(Refused, match="somebody else’s"):
            actions.ask_for_more(seat=reload(seats[0]), reason=REASON, by=request.getfixturevalue(who), at=at)


class TestAnswering:
    @pytest.fixture(autouse=True)
    def asked(self, submission, seats, score, at):
        score(seats[0], 4, 3, seal=False)
        return ask(seats[0], at)

    def test_a_further_version_is_frozen_and_vouches_for_the_one_before(self, submission, ines, at, facts_of):
        before = submission.digest
        after = answer(reload(submission), ines, at + LATER)
        assert (after.state, after.round, after.submitted_at) == (SubmissionState.IN_REVIEW, 2, at + LATER)
        manifest = json.loads(queries.manifest_of(after).canonical())
        assert (manifest["round"], manifest["earlier"]) == (2, before)
        assert len(manifest["evidence"]) == 2
        assert after.digest == hashlib.sha256(queries.manifest_of(after).canonical()).hexdigest()
        assert queries.manifest_of(after, of_round=1).digest == before
        assert after.requests.get().digest == before
        assert facts_of("MoreEvidenceHandedIn")[0]["digest"] == after.digest

    def test_what_was_handed_in_first_stays_as_it_was(self, submission, ines, at):
        here = reload(submission)
        with pytest.raises(Refused, match="stays as it was"):
            actions.save_text(submission=here, box="decided-1", text="Otherwise.", revision=1, by=ines, at=at)
        answer(here, ines, at)
        first = Evidence.objects.get(submission=submission, round=1)
        assert first.text == "<div>I isolated both feeds.</div>"

    def test_the_database_keeps_the_first_round_while_it_is_returned(self, submission):
        for rows, change in (
            (Evidence.objects.filter(round=1), {"text": "Otherwise."}),
            (Reflection.objects.all(), {"text": "Otherwise."}),
            (Submission.objects.all(), {"digest": "f" * 64}),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.filter(round=1).delete()
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.create(
                submission=submission, kind="link", url="https://a.example", round=1,
                added_at=submission.created_at, changed_at=submission.created_at,
            )  # fmt: skip

    def test_the_clock_stood_still(self, submission, seats, ines, at):
        due = [seat.due_on for seat in seats]
        answer(reload(submission), ines, at + LATER)
        assert [reload(seat).due_on for seat in seats] == [day + LATER for day in due]

    def test_an_empty_answer_is_none(self, submission, ines, at):
        with pytest.raises(Refused, match="Answer what the assessors ask for"):
            actions.hand_in_more(submission=reload(submission), identity=True, original=True, by=ines, at=at)
        with pytest.raises(Refused, match="your own work"):
            actions.save_text(
                submission=submission, box="text", text="<div>That is all.</div>", revision=0, by=ines, at=at
            )
            actions.hand_in_more(submission=submission, identity=True, original=False, by=ines, at=at)

    def test_what_is_being_added_is_nobody_elses_until_it_is_handed_in(
        self, submission, seats, ines, tomasz, browse, story_time, at
    ):
        actions.save_text(
            submission=submission, box="text", text="<div>Half a thought.</div>", revision=0, by=ines, at=at
        )
        desk = browse(tomasz).get(url("seat", seats[0].pk)).content.decode()
        assert "Half a thought" not in desk
        assert "With the candidate since" in desk
        actions.hand_in_more(submission=submission, identity=True, original=True, by=ines, at=at)
        desk = browse(tomasz).get(url("seat", seats[0].pk)).content.decode()
        assert "Half a thought" in desk
        assert "Added when asked for more" in desk

    def test_judging_goes_on_where_it_was(self, submission, seats, score, ines, tomasz, at):
        answer(reload(submission), ines, at + LATER)
        seat = reload(seats[0])
        actions.save_score(seat=seat, criterion=KEYS[2], level=3, rationale="", revision=0, by=tomasz, at=at + LATER)
        sheet = actions.seal_sheet(seat=seat, by=tomasz, at=at + LATER)
        assert sheet.round == 2
        score(seats[1], 4, 3, 3)
        assert Result.objects.get().met
        assert breaches() == []

    def test_a_seat_given_back_meanwhile_is_filled_when_more_comes(self, submission, seats, ines, kwame, at):
        actions.decline_seat(seat=reload(seats[1]), reason="No time.", by=kwame, at=at)
        assert reload(submission).panel.formed_at is None
        after = answer(reload(submission), ines, at)
        assert after.panel.seats.filter(assessor__username="saoirse").exists()

    def test_whoever_asked_may_go_on_without(self, submission, seats, asked, ines, tomasz, kwame, at):
        for nobody in (ines, kwame):
            with pytest.raises(Refused):
                actions.go_on_without(request=asked, by=nobody, at=at)
        actions.go_on_without(request=asked, by=tomasz, at=at + LATER)
        after = reload(submission)
        assert (after.state, after.round, reload(asked).answered) == (SubmissionState.IN_REVIEW, 1, False)

    def test_the_next_attempt_begins_with_all_of_it_as_one_text(self, submission, seats, score, ines, tomasz, at):
        answer(reload(submission), ines, at)
        actions.save_score(
            seat=reload(seats[0]), criterion=KEYS[2], level=1, rationale="No.", revision=0, by=tomasz, at=at
        )
        actions.seal_sheet(seat=reload(seats[0]), by=tomasz, at=at)
        score(seats[1], 3, 3, 1)
        draft = actions.open_submission(candidacy=submission.candidacy, task=submission.task, by=ines, at=at)
        text = draft.evidence.get(kind="text")
        assert "both feeds" in text.text
        assert "0 V" in text.text


class TestSheetsOfEarlierRounds:
    def settle(self, submission, seats, score, ines, at, *, last):
        score(seats[1], 4, 3, 3)
        score(seats[0], 4, 3, seal=False)
        ask(seats[0], at)
        answer(reload(submission), ines, at)
        tomasz = seats[0].assessor
        line = {"criterion": KEYS[2], "level": last, "rationale": "", "revision": 0}
        actions.save_score(seat=reload(seats[0]), **line, by=tomasz, at=at)
        actions.seal_sheet(seat=reload(seats[0]), by=tomasz, at=at)
        return reload(submission)

    def test_a_sheet_sealed_on_less_is_never_averaged(self, submission, seats, score, ines, at):
        """Kwame sealed before the readings came; he and Tomasz differ by one level, which tolerance would allow."""
        after = self.settle(submission, seats, score, ines, at, last=4)
        assert after.state == SubmissionState.ADJUDICATION
        assert after.adjudication.contested == [KEYS[2]]
        assert after.adjudication.reason["on_less"]
        assert sorted(ScoreSheet.objects.values_list("round", flat=True)) == [1, 2]
        assert breaches() == []

    def test_where_they_agree_it_stands(self, submission, seats, score, ines, at):
        assert self.settle(submission, seats, score, ines, at, last=3).state == SubmissionState.DECIDED
        assert breaches() == []

    def test_integrity_finds_a_first_round_that_was_altered(
        self, submission, seats, score, ines, at, behind_the_triggers
    ):
        after = self.settle(submission, seats, score, ines, at, last=3)
        asked = after.requests.all()
        behind_the_triggers("assessment_evidencerequest", lambda: asked.update(digest="f" * 64))
        assert any("round 1 is not what was handed in" in breach.sentence for breach in breaches())


class TestPages:
    def test_from_the_desk_to_the_workspace_and_back(self, submission, seats, score, ines, tomasz, browse, story_time):
        score(seats[0], 4, seal=False)
        desk = browse(tomasz)
        empty = desk.post(url("request", seats[0].pk), {"reason": ""})
        assert empty.status_code == 422
        told = desk.post(url("request", seats[0].pk), {"reason": REASON}, follow=True)
        assert "is with the candidate" in told.content.decode()
        own = browse(ines)
        own.post(
            url("submittal", submission.pk),
            {"plain-text": "", "revision-text": "0", "identity": "on", "original": "on"},
        )
        assert reload(submission).state == SubmissionState.RETURNED
        words = {"plain-text": "0 V at 09:40.", "revision-text": "0", "identity": "on", "original": "on"}
        handed = own.post(url("submittal", submission.pk), words, follow=True).content.decode()
        assert "The assessors go on where they were" in handed
        assert handed.count('class="digest"') >= 2

    def test_who_may_end_a_request(self, submission, seats, score, ines, nadia, priya, tomasz, browse, story_time, at):
        score(seats[0], 4, seal=False)
        request = ask(seats[0], at)
        for nobody in (ines, nadia):
            assert browse(nobody).post(url("request_end", request.pk)).status_code == 404
        assert browse(priya).post(url("request_end", request.pk)).status_code == 302
