"""How a version has disagreement settled, and when it releases feedback."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from guildmark.assessment import actions
from guildmark.assessment.domain.disagreement import Policy, Step, compare, next_step, squared_error
from guildmark.assessment.domain.scoring import CriterionRule, PassRule
from guildmark.assessment.models import Adjudication, Qualification, Remark, Result, Seat, Submission, SubmissionState
from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.kernel.access import Refused
from tests import builders
from tests.assessment.pages import url
from tests.cast import NOW, TODAY

RULE = PassRule((CriterionRule("a"), CriterionRule("b")), Decimal("2.8"))
RECORD = "record-1"


class TestTolerance:
    def test_a_criterion_may_have_its_own(self):
        sheets = [{"a": 4, "b": 4}, {"a": 3, "b": 3}]
        assert compare(RULE, Policy(1), sheets).beyond == ()
        assert compare(RULE, Policy(1, own={"b": 0}), sheets).beyond == ("b",)
        assert compare(RULE, Policy(0, own={"b": 1}), sheets).beyond == ("a",)


class TestNearTheCut:
    def test_the_standard_error_is_that_of_the_mean_of_the_sheets(self):
        """Totals 2, 3 and 4: variance 1, over three assessors."""
        assert squared_error([Fraction(2), Fraction(3), Fraction(4)]) == Fraction(1, 3)

    def test_one_assessor_tells_nothing_of_it(self):
        assert squared_error([Fraction(3)]) is None
        assert not compare(RULE, Policy(errors=1), [{"a": 3, "b": 3}]).near_cut

    @pytest.mark.parametrize(
        ("sheets", "near"),
        [
            ([{"a": 3, "b": 3}, {"a": 3, "b": 3}], False),  # no error at all
            ([{"a": 3, "b": 3}, {"a": 4, "b": 4}], False),  # 3.5 ± 0.5: ends above the cut
            ([{"a": 3, "b": 2}, {"a": 3, "b": 4}], True),  # 3 ± 0.5: the cut lies inside
            ([{"a": 2, "b": 2}, {"a": 3, "b": 4}], True),
        ],
    )
    def test_the_interval_of_one_error_holds_the_cut(self, sheets, near):
        assert compare(RULE, Policy(tolerance=3, errors=1), sheets).near_cut is near

    def test_an_interval_that_only_touches_the_cut_does_not_hold_it(self):
        rule = PassRule((CriterionRule("a"),), 3)
        assert not compare(rule, Policy(tolerance=3, errors=1), [{"a": 3}, {"a": 4}]).near_cut
        assert compare(rule, Policy(tolerance=3, errors=Decimal("1.01")), [{"a": 3}, {"a": 4}]).near_cut

    def test_off_unless_said(self):
        assert not compare(RULE, Policy(tolerance=3), [{"a": 3, "b": 2}, {"a": 3, "b": 4}]).near_cut


class TestWhatFollows:
    def test_straight_to_discussion(self):
        found = compare(RULE, Policy(), [{"a": 4, "b": 1}, {"a": 4, "b": 4}])
        assert next_step(found, read_further=False) is Step.FURTHER_ASSESSOR
        assert next_step(found, read_further=False, further=False) is Step.CONSENSUS

    def test_where_nothing_is_contested_there_is_nothing_to_discuss(self):
        found = compare(RULE, Policy(band=1), [{"a": 3, "b": 3}, {"a": 3, "b": 3}])
        assert (found.near_cut, found.contested) == (True, ())
        assert next_step(found, read_further=False, further=False) is Step.FURTHER_ASSESSOR
        assert next_step(found, read_further=True, further=False) is Step.RESULT


@pytest.fixture
def judging():
    return {"straight_to_discussion": True}


@pytest.fixture
def version(priya, marguerite, judging):
    return builders.a_published_version(priya, marguerite, judging=judging)


@pytest.fixture
def parted(seats, score):
    """Tomasz and Kwame differ by two levels on the record."""
    score(seats[0], 4, 4, 4)
    score(seats[1], 4, 4, 2)
    return Adjudication.objects.select_related("submission").get()


def propose(adjudication, by, level=3):
    return actions.propose_consensus(adjudication=adjudication, agreed={RECORD: (level, "Units.")}, by=by, at=NOW)


class TestDiscussion:
    def test_no_further_assessor_reads_first(self, parted):
        assert parted.submission.state == SubmissionState.ADJUDICATION
        assert not Seat.objects.filter(further=True).exists()

    def test_the_panel_talks_and_what_is_said_stays(self, parted, tomasz, kwame, browse, story_time):
        actions.remark(adjudication=parted, criterion=RECORD, text="Look at 09:40.", by=kwame, at=NOW)
        page = browse(tomasz).get(url("adjudication", parted.submission_id)).content.decode()
        assert "Look at 09:40." in page
        with pytest.raises(IntegrityError), transaction.atomic():
            Remark.objects.update(text="Otherwise.")

    def test_only_its_members_talk_and_only_about_what_is_contested(self, parted, saoirse, ines, tomasz):
        for nobody in (saoirse, ines):
            with pytest.raises(Refused):
                actions.remark(adjudication=parted, criterion=RECORD, text="Hm.", by=nobody, at=NOW)
        with pytest.raises(Refused, match="contested"):
            actions.remark(adjudication=parted, criterion="judgement-1", text="Hm.", by=tomasz, at=NOW)
        with pytest.raises(Refused, match="Write what you want"):
            actions.remark(adjudication=parted, criterion=RECORD, text=" ", by=tomasz, at=NOW)

    def test_where_the_level_settled_on_differs_from_a_sheet_it_is_noted(
        self, parted, tomasz, kwame, browse, story_time
    ):
        actions.confirm_consensus(proposal=propose(parted, tomasz, 4), by=kwame, at=NOW)
        page = browse(kwame).get(url("adjudication", parted.submission_id)).content.decode()
        assert page.count("the panel settled on 4") == 1


class TestLead:
    @pytest.fixture
    def judging(self):
        return {"straight_to_discussion": True, "decided_by": "lead"}

    @pytest.fixture
    def lead(self, assessors, tomasz, kwame):
        Qualification.objects.filter(person=kwame).update(starts_on=TODAY.replace(year=2020))
        return kwame

    def test_the_longest_qualified_decides_alone(self, parted, lead, tomasz):
        proposal = propose(parted, tomasz)
        with pytest.raises(Refused, match="Kwame Mensah leads this panel"):
            actions.confirm_consensus(proposal=proposal, by=tomasz, at=NOW)
        settled = actions.confirm_consensus(proposal=propose(parted, lead, 2), by=lead, at=NOW)
        assert settled.settled_by == lead
        assert Result.objects.exists()
        assert parted.proposals.count() == 2

    def test_nobody_from_outside_the_panel_does(self, parted, lead, saoirse):
        with pytest.raises(Refused, match="Only those who judged"):
            actions.confirm_consensus(proposal=propose(parted, lead), by=saoirse, at=NOW)


class TestFeedback:
    @pytest.fixture
    def judging(self):
        return {"feedback": "after_decision"}

    @pytest.fixture
    def decided(self, seats, score):
        for seat in seats:
            score(seat, 4, 2, 3, reason="You repeated the step.")
        return Submission.objects.get()

    def read(self, browse, who, decided):
        return browse(who).get(url("result", decided.pk)).content.decode()

    def test_before_the_decision_the_outcome_and_what_it_lacks(self, decided, ines, browse, story_time):
        page = self.read(browse, ines, decided)
        assert "Not yet met" in page
        assert "not yet: needs 3" in page
        for withheld in ("You repeated the step", "judgement at level 3", "Weighted mean"):
            assert withheld not in page

    def test_others_read_it_as_ever(self, decided, priya, browse, story_time):
        assert "You repeated the step" in self.read(browse, priya, decided)

    def test_with_the_decision_all_of_it(self, decided, ines, browse, story_time):
        Candidacy.objects.update(state=CandidacyState.NOT_YET_CERTIFIED, ended_at=NOW)
        page = self.read(browse, ines, decided)
        assert "You repeated the step" in page
        assert "judgement at level 3" in page


class TestFeedbackAtOnce:
    @pytest.fixture
    def judging(self):
        return None

    def test_it_is_the_rule_unless_said(self, seats, score, ines, browse, story_time):
        for seat in seats:
            score(seat, 4, 2, 3, reason="You repeated the step.")
        page = browse(ines).get(url("result", Submission.objects.get().pk)).content.decode()
        assert "You repeated the step" in page
