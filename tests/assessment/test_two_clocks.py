"""Two web processes whose clocks disagree, and two people at the same moment: nothing breaks, the journal keeps order."""

from datetime import timedelta

import pytest

from guildmark.assessment import actions
from guildmark.assessment.models import Observation, Result, ScoreSheet, Seat, Submission, SubmissionState
from guildmark.kernel.access import Refused
from guildmark.kernel.integrity import INVARIANTS
from guildmark.kernel.models import JournalEntry
from tests import builders
from tests.cast import NOW

KEYS = [f"{key}-1" for key, _, _ in builders.CRITERIA]
SKEW = timedelta(seconds=90)
"""The second process is that far behind the first."""


def breaches():
    """Of sheets, results and panels; the works here were never handed in for real."""
    kept = ("assessment.sheets", "assessment.results", "assessment.weighed")
    return [name for name in kept if list(INVARIANTS[name].check())]


class TestSkew:
    @pytest.fixture
    def behind(self, at):
        return at - SKEW

    def judged(self, seat, started, saved, sealed):
        actions.start_seat(seat=Seat.objects.get(pk=seat.pk), by=seat.assessor, at=started)
        for key in KEYS:
            line = {"criterion": key, "level": 4, "rationale": "", "revision": 0}
            actions.save_score(seat=Seat.objects.get(pk=seat.pk), **line, by=seat.assessor, at=saved)
        return actions.seal_sheet(seat=Seat.objects.get(pk=seat.pk), by=seat.assessor, at=sealed)

    def test_a_sheet_started_on_the_fast_clock_is_sealed_on_the_slow_one(self, submission, seats, at, behind):
        self.judged(seats[0], at, behind, behind)
        self.judged(seats[1], behind, at, behind)
        decided = Submission.objects.get(pk=submission.pk)
        assert (decided.state, decided.result.met) == (SubmissionState.DECIDED, True)
        assert breaches() == []
        kinds = list(JournalEntry.objects.order_by("pk").values_list("fact", flat=True))
        assert kinds.index("SeatStarted") < kinds.index("SheetSealed") < kinds.index("ResultReached")

    def test_what_was_handed_in_ahead_is_recalled_behind_and_handed_in_again(self, draft, ines, at, behind):
        actions.save_text(submission=draft, box="text", text="<p>Feed A.</p>", revision=0, by=ines, at=at)
        actions.save_text(submission=draft, box="decided-1", text="To test it twice.", revision=0, by=ines, at=behind)
        actions.submit(submission=draft, original=True, identity=True, by=ines, at=at)
        actions.recall(submission=Submission.objects.get(pk=draft.pk), by=ines, at=behind)
        again = actions.submit(
            submission=Submission.objects.get(pk=draft.pk), original=True, identity=True, by=ines, at=behind
        )
        assert again.submitted_at == behind
        assert breaches() == []

    def test_a_moment_marked_by_a_slow_clock_is_not_before_the_beginning(self, seats, tomasz, at, behind):
        actions.start_seat(seat=seats[0], by=tomasz, at=at)
        seat = Seat.objects.get(pk=seats[0].pk)
        actions.begin_observation(seat=seat, by=tomasz, at=at)
        moment = actions.mark_moment(seat=seat, mark="m", at_ms=4000, text="Isolates.", by=tomasz, at=behind)
        assert (moment.at_ms, Observation.objects.get().begun_at) == (0, at)

    def test_a_disagreement_is_settled_on_whichever_clock(self, submission, assessors, seats, score, at, behind):
        score(seats[0], 4, 2, 3)
        score(seats[1], 4, 4, 3)
        third = Seat.objects.select_related("assessor").get(panel=seats[0].panel, further=True)
        self.judged(third, at, behind, behind)
        open_one = Submission.objects.get(pk=submission.pk).adjudication
        agreed = dict.fromkeys(open_one.contested, (3, "One cause was tested."))
        proposal = actions.propose_consensus(adjudication=open_one, agreed=agreed, by=third.assessor, at=at)
        actions.confirm_consensus(proposal=proposal, by=seats[0].assessor, at=behind)
        assert Result.objects.get(submission=submission).met
        assert breaches() == []


class TestAtOnce:
    """A sheet is started, or sealed, at the very moment at which the candidate takes the work back."""

    @pytest.fixture
    def told(self, at_once, request):
        return [request.getfixturevalue("seats"), request.getfixturevalue("score")]

    def recall(self, pk):
        submission = Submission.objects.get(pk=pk)
        return actions.recall(submission=submission, by=submission.candidacy.person, at=NOW)

    def test_either_it_is_started_or_it_is_back(self, at_once, told):
        (first, _), _score = told
        work = first.panel.submission_id

        def start():
            seat = Seat.objects.select_related("assessor").get(pk=first.pk)
            return actions.start_seat(seat=seat, by=seat.assessor, at=NOW)

        outcomes = at_once(start, lambda: self.recall(work))
        refused = [one for one in outcomes if isinstance(one, Refused)]
        assert len(refused) == 1 and not [one for one in outcomes if isinstance(one, Exception) and one not in refused]
        begun = ScoreSheet.objects.filter(seat=first).exists()
        assert (Submission.objects.get(pk=work).state == SubmissionState.DRAFT) is not begun

    def test_what_is_being_sealed_stays(self, at_once, told):
        (first, _), score = told
        score(first, 4, 3, 3, seal=False)

        def seal():
            seat = Seat.objects.select_related("assessor").get(pk=first.pk)
            return actions.seal_sheet(seat=seat, by=seat.assessor, at=NOW)

        sealed, recalled = at_once(seal, lambda: self.recall(first.panel.submission_id))
        assert isinstance(sealed, ScoreSheet) and isinstance(recalled, Refused), (sealed, recalled)
        assert Submission.objects.get(pk=first.panel.submission_id).state == SubmissionState.IN_REVIEW
        assert breaches() == []

    def test_a_sheet_on_which_start_was_never_pressed_cant_be_sealed_after_it(self, at_once, told):
        """The desk was left open in a tab while the candidate took the work back."""
        (first, _), _score = told
        self.recall(first.panel.submission_id)
        seat = Seat.objects.select_related("assessor").get(pk=first.pk)
        for press in (actions.start_seat, actions.seal_sheet):
            with pytest.raises(Refused):
                press(seat=seat, by=seat.assessor, at=NOW)
