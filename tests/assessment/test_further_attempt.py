"""A further attempt: only what was not yet met is judged again, by others, and one more can be granted for a reason."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from guildmark.assessment import actions, queries
from guildmark.assessment.domain.carrying import Shown, asked, bar, credits
from guildmark.assessment.domain.scoring import CriterionRule, PassRule, judge
from guildmark.assessment.models import (
    AttemptGrant,
    CarriedCredit,
    Result,
    Seat,
    SeatState,
    Submission,
    SubmissionState,
)
from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.kernel.access import Refused
from guildmark.kernel.integrity import INVARIANTS
from guildmark.kernel.roles import Role
from tests import builders
from tests.assessment.pages import url
from tests.cast import a_person, holds

KEYS = [f"{key}-1" for key, _, _ in builders.CRITERIA]
COOLED = timedelta(days=15)
RULE = PassRule(
    (CriterionRule("isolation", 1, 4, True), CriterionRule("judgement", 1, 3), CriterionRule("record")), Fraction("2.8")
)


class TestDomain:
    def carry(self, levels, *, on=date(2026, 5, 1), months=12, **until):
        shown = {key: Shown(Fraction(level), until.get(key)) for key, level in levels.items()}
        found = credits(RULE, shown, reached_on=date(2026, 4, 16), months=months, on=on)
        return {one.criterion: one.until for one in found}

    def test_the_bar_is_the_higher_of_minimum_and_cut(self):
        assert [bar(RULE, one) for one in RULE.criteria] == [4, 3, Fraction("2.8")]

    def test_what_reached_it_is_carried_the_rest_is_not(self):
        assert self.carry({"isolation": 4, "judgement": 2, "record": 3}) == dict.fromkeys(
            ["isolation", "record"], date(2027, 4, 16)
        )

    def test_exactly_at_the_bar_is_enough_and_a_hair_below_is_not(self):
        assert set(self.carry({"isolation": 4, "judgement": 2, "record": "2.8"})) == {"isolation", "record"}
        assert set(self.carry({"isolation": 4, "judgement": 2, "record": "2.79"})) == {"isolation"}

    @pytest.mark.parametrize(("on", "counts"), [(date(2027, 4, 16), True), (date(2027, 4, 17), False)])
    def test_it_counts_to_the_end_of_its_last_day(self, on, counts):
        assert bool(self.carry({"isolation": 4, "judgement": 2, "record": 1}, on=on)) is counts

    def test_carrying_does_not_renew_it(self):
        found = self.carry({"isolation": 4, "judgement": 2, "record": 3}, isolation=date(2026, 6, 1))
        assert found == {"isolation": date(2026, 6, 1), "record": date(2027, 4, 16)}

    def test_a_month_end_has_no_thirty_first(self):
        shown = {"isolation": Shown(Fraction(4)), "judgement": Shown(Fraction(1)), "record": Shown(Fraction(1))}
        (credit,) = credits(RULE, shown, reached_on=date(2026, 8, 31), months=6, on=date(2026, 9, 1))
        assert credit.until == date(2027, 2, 28)

    def test_a_version_may_carry_nothing(self):
        assert self.carry({"isolation": 4, "judgement": 2, "record": 3}, months=0) == {}

    def test_something_is_always_judged(self):
        assert self.carry({"isolation": 4, "judgement": 3, "record": 3}) == {}

    def test_whoever_meets_what_is_asked_meets_the_whole(self):
        carried = {"isolation": Fraction(4), "record": Fraction(14, 5)}
        assert judge(asked(RULE, carried), [{"judgement": 3}]).met
        whole = judge(RULE, [{"judgement": 3}], carried=carried)
        assert whole.met
        assert whole.total == Fraction(4 + 3, 3) + Fraction(14, 15)
        assert [one.carried for one in whole.criteria] == [True, False, True]


@pytest.fixture
def more_assessors(version, priya):
    """Two who know nothing of the first attempt."""
    people = [
        holds(a_person("Jun Sato", function="engineering", at="pune", in_unit="plant"), Role.ASSESSOR),
        holds(a_person("Lea Vogt", function="quality", at="leeds", in_unit="lab"), Role.ASSESSOR),
    ]
    for person in people:
        builders.qualified(person, version, by=priya)
    return people


@pytest.fixture
def first(submission, seats, score):
    """Isolation and record are shown; judgement, needed at 3, came to 2."""
    for seat in seats:
        score(seat, 4, 2, 3, reason="What only those on this panel wrote.")
    return Submission.objects.get(pk=submission.pk)


@pytest.fixture
def second(first, more_assessors, ines, at):
    """The next attempt, handed in when it may be."""
    return again(first, ines, at + COOLED)


def again(first, ines, at, hand_in=True):
    draft = actions.open_submission(candidacy=first.candidacy, task=first.task, by=ines, at=at)
    if not hand_in:
        return draft
    actions.save_text(submission=draft, box="decided-1", text="To rule one cause out.", revision=0, by=ines, at=at)
    return actions.submit(submission=draft, identity=True, original=True, by=ines, at=at)


def seats_of(submission):
    return list(Seat.objects.filter(panel__submission=submission).select_related("assessor").order_by("number"))


def give(seat, at, **levels):
    seat = Seat.objects.get(pk=seat.pk)
    actions.start_seat(seat=seat, by=seat.assessor, at=at)
    for key, level in levels.items():
        line = {"criterion": f"{key}-1", "level": level, "rationale": "Named no second cause.", "revision": 0}
        actions.save_score(seat=seat, **line, by=seat.assessor, at=at)
    return actions.seal_sheet(seat=Seat.objects.get(pk=seat.pk), by=seat.assessor, at=at)


class TestCarriedCredit:
    def test_it_is_kept_when_the_attempt_is_handed_in(self, first, second):
        kept = {row.criterion.key: (row.level, row.until) for row in CarriedCredit.objects.select_related("criterion")}
        assert kept == {"isolation-1": ("4", date(2027, 4, 16)), "record-1": ("3", date(2027, 4, 16))}
        assert set(CarriedCredit.objects.values_list("result_id", flat=True)) == {first.result.pk}

    def test_only_what_was_not_yet_met_is_judged(self, second, at):
        for seat in seats_of(second):
            give(seat, at + COOLED, judgement=3)
        result = Result.objects.get(submission=second)
        assert (result.met, result.total) == (True, "10/3")
        assert [line.get("carried", False) for line in result.detail["criteria"]] == [True, False, True]
        assert list(INVARIANTS["assessment.results"].check()) == []
        assert list(INVARIANTS["assessment.credits"].check()) == []

    def test_a_carried_criterion_takes_no_level(self, second, at):
        seat = seats_of(second)[0]
        with pytest.raises(Refused, match="No such criterion is judged in this attempt"):
            give(seat, at + COOLED, isolation=4)

    def test_recalling_lets_it_go_and_handing_in_keeps_it_anew(self, second, ines, at):
        actions.recall(submission=second, by=ines, at=at + COOLED)
        assert CarriedCredit.objects.count() == 0
        actions.submit(submission=second, identity=True, original=True, by=ines, at=at + COOLED)
        assert CarriedCredit.objects.count() == 2

    def test_after_its_last_day_everything_is_judged_again(self, first, more_assessors, ines, at):
        late = again(first, ines, at + timedelta(days=366))
        assert late.credits.count() == 0

    def test_a_third_attempt_carries_what_two_have_shown_each_until_its_own_day(
        self, first, second, more_assessors, ines, version, priya, at
    ):
        for seat in seats_of(second):
            give(seat, at + COOLED, judgement=2)
        for name, code in (("Ada Moss", "operations"), ("Ivo Kern", "finance")):
            extra = holds(a_person(name, function=code, at="leeds", in_unit=code), Role.ASSESSOR)
            builders.qualified(extra, version, by=priya)
        third = again(Submission.objects.get(pk=second.pk), ines, at + 2 * COOLED)
        assert set(third.credits.values_list("result_id", "until")) == {(first.result.pk, date(2027, 4, 16))}

    def test_the_database_freezes_it_with_the_submission(self, second):
        for change in (
            lambda: CarriedCredit.objects.update(level="4"),
            lambda: CarriedCredit.objects.first().delete(),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()

    def test_integrity_finds_a_level_that_nothing_showed(self, second, behind_the_triggers):
        behind_the_triggers("assessment_carriedcredit", lambda: CarriedCredit.objects.update(level="3"))
        assert [breach.thing for breach in INVARIANTS["assessment.credits"].check()] == [f"{second.ref}, isolation-1"]

    def test_a_version_that_carries_nothing(self, ines, priya, marguerite, score, assessors, more_assessors, at):
        other = builders.a_published_version(priya, marguerite, slug="all-again", judging={"carried_for_months": 0})
        for person in (*assessors, *more_assessors):
            builders.qualified(person, other, by=priya)
        submission = builders.a_submitted_submission(builders.a_candidacy(ines, other, settled_by=priya))
        for seat in builders.a_panel(submission, *assessors[:2]):
            score(seat, 4, 2, 3)
        assert again(submission, ines, at + COOLED).credits.count() == 0


class TestFreshAssessors:
    def test_others_judge_it(self, first, second):
        before = {seat.assessor_id for seat in seats_of(first)}
        assert not before & {seat.assessor_id for seat in seats_of(second)}

    def test_where_there_are_no_others_it_says_so(self, first, ines, priya, browse, story_time, at):
        waiting = again(first, ines, at + COOLED)
        assert waiting.panel.formed_at is None
        page = browse(priya).get(url("panel", waiting.pk)).content.decode()
        assert "judged an earlier attempt" in page

    def test_a_version_may_let_them_return(self, ines, priya, marguerite, score, assessors, at):
        judging = {"assessors_may_return": True}
        other = builders.a_published_version(priya, marguerite, slug="same-again", judging=judging)
        for person in assessors:
            builders.qualified(person, other, by=priya)
        submission = builders.a_submitted_submission(builders.a_candidacy(ines, other, settled_by=priya))
        for seat in builders.a_panel(submission, *assessors[:2]):
            score(seat, 4, 2, 3)
        assert again(submission, ines, at + COOLED).panel.formed_at is not None

    def test_they_see_nothing_of_the_earlier_scores(self, first, second, browse, story_time, at):
        seat = seats_of(second)[0]
        actions.start_seat(seat=seat, by=seat.assessor, at=at + COOLED)
        reads = browse(seat.assessor)
        desk = reads.get(url("seat", seat.pk)).content.decode()
        assert "What only those on this panel wrote" not in desk
        assert "Carried over from before, and not told here: Isolation, Record." in desk
        assert 'data-criterion="judgement-1"' in desk
        assert 'data-criterion="isolation-1"' not in desk
        for name in ("result", "workspace", "adjudication"):
            assert reads.get(url(name, first.pk)).status_code == 404

    def test_what_is_carried_leaves_the_verdict_open_rather_than_tell_it(self, second, at):
        seat = seats_of(second)[0]
        give_open(seat, at + COOLED, 3)
        assert queries.saved_standing(Seat.objects.get(pk=seat.pk))["met"] is True
        assert queries.saved_standing(Seat.objects.get(pk=seat.pk))["of"] == 1


def give_open(seat, at, level):
    actions.start_seat(seat=seat, by=seat.assessor, at=at)
    line = {"criterion": "judgement-1", "level": level, "rationale": "", "revision": 0}
    actions.save_score(seat=Seat.objects.get(pk=seat.pk), **line, by=seat.assessor, at=at)


class TestWhatTheCandidateReads:
    def test_the_draft_says_what_is_carried_and_until_when(self, first, more_assessors, ines, browse, story_time, at):
        draft = again(first, ines, at, hand_in=False)
        page = browse(ines).get(url("workspace", draft.pk)).content.decode()
        assert "Only what was not yet met is judged again" in page
        assert page.count("carried over, if you hand in by") == 2
        assert "16 April 2027" in page

    def test_the_result_shows_it(self, second, ines, browse, story_time, at):
        for seat in seats_of(second):
            give(seat, at + COOLED, judgement=3)
        page = browse(ines).get(url("result", second.pk)).content.decode()
        assert page.count("carried over, until") == 2
        assert "16 April 2027" in page


class TestOneMoreAttempt:
    """Edge case: the version allows one attempt, and it is used."""

    @pytest.fixture
    def version(self, priya, marguerite):
        return builders.a_published_version(priya, marguerite, attempts_max=1)

    @pytest.fixture
    def referred(self, first):
        found = Candidacy.objects.get(pk=first.candidacy_id)
        assert found.state == CandidacyState.AWAITING_DECISION
        return found

    def grant(self, candidacy, task, by, at, reason="The simulator stood still for ten minutes."):
        return actions.grant_attempt(candidacy=candidacy, task=task, reason=reason, by=by, at=at)

    def test_the_committee_grants_it_and_the_work_is_taken_up_again(
        self, referred, first, marguerite, ines, more_assessors, at, facts_of
    ):
        with pytest.raises(Refused):
            again(first, ines, at + COOLED)
        self.grant(referred, first.task, marguerite, at)
        assert Candidacy.objects.get().state == CandidacyState.IN_PROGRESS
        assert [entry["task"] for entry in facts_of("AttemptGranted")] == ["task-1"]
        assert again(Submission.objects.get(), ines, at + COOLED).attempt == 2

    def test_it_is_one(self, referred, first, marguerite, ines, more_assessors, at):
        self.grant(referred, first.task, marguerite, at)
        with pytest.raises(Refused, match="There are attempts left"):
            self.grant(referred, first.task, marguerite, at)
        second = again(Submission.objects.get(), ines, at + COOLED)
        for seat in seats_of(second):
            give(seat, at + COOLED, judgement=2)
        assert Candidacy.objects.get().state == CandidacyState.AWAITING_DECISION

    def test_it_takes_a_reason(self, referred, first, marguerite, at):
        with pytest.raises(Refused, match="Say why"):
            self.grant(referred, first.task, marguerite, at, reason=" ")

    @pytest.mark.parametrize("who", ["ines", "priya", "tomasz", "henrik", "weiling"])
    def test_nobody_else_grants_it(self, referred, first, who, request, at):
        with pytest.raises(Refused):
            self.grant(referred, first.task, request.getfixturevalue(who), at)

    def test_not_by_somebody_who_judged_it(self, referred, first, tomasz, at):
        holds(tomasz, Role.COMMITTEE)
        with pytest.raises(Refused, match="You judged work of this candidacy"):
            self.grant(referred, first.task, tomasz, at)

    def test_a_grant_stays(self, referred, first, marguerite, at):
        self.grant(referred, first.task, marguerite, at)
        with pytest.raises(IntegrityError), transaction.atomic():
            AttemptGrant.objects.update(reason="Otherwise.")

    def test_the_page(self, referred, first, marguerite, tomasz, browse, story_time):
        page = browse(marguerite)
        where = url("attempts", referred.pk)
        assert "Grant one more attempt" in page.get(where).content.decode()
        assert page.post(where, {"task": "task-1", "reason": ""}).status_code == 422
        told = page.post(where, {"task": "task-1", "reason": "A stand-still."}, follow=True).content.decode()
        assert "may try “Site project 1” once more" in told
        assert "A stand-still." in told
        assert browse(tomasz).get(where).status_code == 404

    def test_the_notice_leads_to_the_docket_and_on_from_there(
        self, referred, first, marguerite, browse, story_time, at
    ):
        page, where = browse(marguerite), f"/docket/{referred.pk}/"
        assert url("attempts", referred.pk) in page.get(where).content.decode()
        self.grant(referred, first.task, marguerite, at)
        assert page.get(where).headers["Location"] == url("attempts", referred.pk)

    def test_what_was_never_referred_is_not_on_the_docket(self, submission, marguerite, browse, story_time):
        assert browse(marguerite).get(f"/docket/{submission.candidacy_id}/").status_code == 404

    def test_the_plan_offers_it(self, referred, first, marguerite, ines, at):
        before = queries.standing_of_tasks(referred, at)["task-1"]
        assert not before.begins
        self.grant(referred, first.task, marguerite, at)
        after = queries.standing_of_tasks(Candidacy.objects.select_related("version", "person").get(), at)["task-1"]
        assert after.begins


def test_a_met_task_needs_none(submission, seats, score, marguerite, at):
    for seat in seats:
        score(seat, 4, 3, 3)
    with pytest.raises(Refused, match="This task is met"):
        actions.grant_attempt(
            candidacy=submission.candidacy, task=submission.task, reason="Why not.", by=marguerite, at=at
        )
    assert Submission.objects.get().state == SubmissionState.DECIDED
    assert Seat.objects.filter(state=SeatState.SEALED).count() == 2
