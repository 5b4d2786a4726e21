"""The owner chooses a cut for a reason, or drops the study; what was said and chosen is kept, by any road."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from guildmark.calibration import actions
from guildmark.calibration.models import Answer, Estimate, Judge, OverallJudgement, Round, Study
from guildmark.kernel.access import Refused
from guildmark.kernel.roles import Role
from guildmark.people.models import Person
from guildmark.programs.actions import discard_draft, set_cut
from guildmark.programs.models import Criterion, Rubric
from guildmark.programs.queries import document_of
from tests.calibration.conftest import BORDERLINE, KEYS, REASON, said
from tests.cast import a_person, holds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]

D = Decimal


class TestChoosing:
    def test_the_draft_asks_for_it_for_this_reason(self, judged_study, draft, priya, at, facts_of):
        """Equal weights: 2.83, 2.67, 2.33; mean 2.61; standard deviation 0.2546 over the root of three is 0.15."""
        chosen = actions.choose_cut(study=judged_study, cut=D("2.7"), reason=REASON, by=priya, at=at)
        rubric = Rubric.objects.get(version=draft)
        assert (rubric.cut, rubric.cut_reason) == (D("2.7"), REASON)
        assert chosen.figures["rounds"] == [{"round": 1, "cut": "2.61", "error": "0.15", "number": 3, "why": ""}]
        assert chosen.figures["works"] == {"cut": None, "error": None, "number": 0, "why": "few"}
        assert (chosen.is_open, chosen.chosen_by, chosen.reason) == (False, priya, REASON)
        assert facts_of("CutChosen")[0]["task"] == facts_of("CutSet")[0]["task"] == "task-1"
        assert REASON not in str(facts_of("CutChosen"))

    def test_the_line_of_the_works_is_recorded_with_it(self, judged_study, sealed_by, judges, priya, at):
        """Overall judgements that go with the levels: the line meets “on the border” at level 2, without error."""
        for judge in judges:
            ratings = {one.pk: 1 + number // 3 for number, one in enumerate(sealed_by(judge))}
            actions.judge_work(study=judged_study, ratings=ratings, by=judge, at=at)
        chosen = actions.choose_cut(study=judged_study, cut=D("2.5"), reason=REASON, by=priya, at=at)
        assert chosen.figures["works"] == {"cut": "2.00", "error": "0.00", "number": 36, "why": ""}

    def test_each_round_is_recorded(self, judged_study, judges, answer, priya, at):
        actions.open_round(study=judged_study, discussion="Half levels.", by=priya, at=at)
        for judge in judges:
            answer(judged_study, judge, ("3", "3", "3"))
        actions.close_round(study=judged_study, by=priya, at=at)
        chosen = actions.choose_cut(study=judged_study, cut=D("3"), reason=REASON, by=priya, at=at)
        assert [(one["round"], one["cut"], one["error"]) for one in chosen.figures["rounds"]] == [
            (1, "2.61", "0.15"),
            (2, "3.00", "0.00"),
        ]

    def test_not_before_anything_recommends_one(self, study, priya, at):
        with pytest.raises(Refused, match="A round is open"):
            actions.choose_cut(study=study, cut=D("2.7"), reason=REASON, by=priya, at=at)

    @pytest.mark.parametrize(("cut", "sentence"), [("0.5", "between level 1 and level 4"), ("4.5", "between level 1")])
    def test_within_the_levels(self, judged_study, priya, at, cut, sentence):
        with pytest.raises(Refused, match=sentence):
            actions.choose_cut(study=judged_study, cut=D(cut), reason=REASON, by=priya, at=at)
        judged_study.refresh_from_db()
        assert judged_study.is_open

    def test_for_a_reason(self, judged_study, priya, at):
        with pytest.raises(Refused, match="Say why the cut lies there"):
            actions.choose_cut(study=judged_study, cut=D("2.7"), reason=" ", by=priya, at=at)

    def test_only_the_owner(self, judged_study, tomasz, marguerite, at):
        for person in (tomasz, marguerite):
            with pytest.raises(Refused, match="You may not ask judges"):
                actions.choose_cut(study=judged_study, cut=D("2.7"), reason=REASON, by=person, at=at)

    def test_not_an_owner_who_was_a_judge(self, judged_study, saoirse, at):
        holds(saoirse, Role.PROGRAM_OWNER)
        with pytest.raises(Refused, match="Who chooses the cut is not one of its judges"):
            actions.choose_cut(study=judged_study, cut=D("2.7"), reason=REASON, by=saoirse, at=at)

    def test_not_for_other_criteria_than_the_judges_read(self, judged_study, draft, priya, at):
        Criterion.objects.filter(version=draft, key=KEYS[0]).update(title="Isolation first")
        with pytest.raises(Refused, match="The criteria have changed since"):
            actions.choose_cut(study=judged_study, cut=D("2.7"), reason=REASON, by=priya, at=at)

    def test_a_cut_set_by_hand_meanwhile_is_no_other_criterion(self, judged_study, draft, priya, at):
        set_cut(version=draft, task_key="task-1", cut=D("2.5"), reason="For now.", by=priya, at=at)
        assert actions.choose_cut(study=judged_study, cut=D("2.7"), reason=REASON, by=priya, at=at).cut == D("2.70")

    def test_chosen_once(self, judged_study, tomasz, priya, at):
        actions.choose_cut(study=judged_study, cut=D("2.7"), reason=REASON, by=priya, at=at)
        for verb, given, by in (
            (actions.choose_cut, {"cut": D("2.9"), "reason": "Higher."}, priya),
            (actions.open_round, {"discussion": "Again."}, priya),
            (actions.drop_study, {"reason": "No."}, priya),
            (actions.say_levels, {"levels": said("1", "1", "1")}, tomasz),
        ):
            with pytest.raises(Refused, match="The cut is chosen"):
                verb(study=judged_study, **given, by=by, at=at)


class TestDropping:
    def test_the_draft_stays_as_it_is(self, judged_study, draft, priya, at, facts_of):
        actions.drop_study(study=judged_study, reason="The rubric was rewritten.", by=priya, at=at)
        assert document_of(draft).tasks[0].rubric.cut == D("2.8")
        assert facts_of("StudyDropped")[0]["study_id"] == judged_study.pk
        judged_study.refresh_from_db()
        assert not judged_study.is_open

    def test_for_a_reason(self, study, priya, at):
        with pytest.raises(Refused, match="Say why"):
            actions.drop_study(study=study, reason=" ", by=priya, at=at)

    def test_another_may_be_opened_then(self, study, draft, judges, priya, at):
        actions.drop_study(study=study, reason="The rubric was rewritten.", by=priya, at=at)
        again = actions.open_study(version=draft, task="task-1", borderline=BORDERLINE, judges=judges, by=priya, at=at)
        assert again.pk != study.pk

    def test_the_draft_it_is_about_is_not_thrown_away(self, study, draft, priya, at):
        with pytest.raises(Refused, match="Others were asked to read it"):
            discard_draft(version=draft, by=priya, at=at)


class TestKept:
    """By any road, on both databases."""

    def refused(self, change):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()

    def test_what_was_handed_in(self, study, judges, answer, at):
        answer(study, judges[0])
        other = actions.say_levels(study=study, levels={KEYS[0]: D("2")}, by=judges[1], at=at)
        first = Answer.objects.exclude(pk=other.pk)
        self.refused(lambda: first.update(handed_in_at=None))
        self.refused(lambda: first.delete())
        given = Estimate.objects.filter(answer__in=first)
        self.refused(lambda: given.update(level="1"))
        self.refused(lambda: given.delete())
        self.refused(lambda: Estimate.objects.create(answer=first.get(), criterion="more", level="1", said_at=at))
        self.refused(lambda: Estimate.objects.filter(answer=other).update(answer=first.get(), criterion="more"))

    def test_a_closed_round(self, judged_study, priya, at):
        self.refused(lambda: Round.objects.update(closed_at=None, closed_by=None))
        late = Judge.objects.create(
            study=judged_study, person=holds(a_person("Bram Visser", function="quality", at="leeds", in_unit="labs"), Role.ASSESSOR),
            invited_at=at, invited_by=priya,
        )  # fmt: skip
        round = Round.objects.get()
        self.refused(lambda: Answer.objects.create(round=round, judge=late, begun_at=at, handed_in_at=at))

    def test_who_was_invited(self, study, henrik):
        self.refused(lambda: Judge.objects.filter(study=study).update(person=henrik))
        self.refused(lambda: Judge.objects.filter(study=study).delete())

    def test_what_was_chosen(self, judged_study, sheets, tomasz, priya, at):
        actions.judge_work(study=judged_study, ratings={sheets[0].pk: 2}, by=tomasz, at=at)
        actions.choose_cut(study=judged_study, cut=D("2.7"), reason=REASON, by=priya, at=at)
        self.refused(lambda: Study.objects.update(cut="2.9"))
        self.refused(lambda: Study.objects.update(reason="Another."))
        self.refused(lambda: OverallJudgement.objects.update(rating=4))
        self.refused(lambda: OverallJudgement.objects.all().delete())

    def test_one_open_study_a_task_and_one_open_round(self, study, priya, at):
        again = Study.objects.values("version_id", "task", "title", "criteria", "borderline", "opened_by_id").get()
        self.refused(lambda: Study.objects.create(**again, opened_at=at))
        self.refused(
            lambda: Round.objects.create(study=study, number=2, discussion="So.", opened_at=at, opened_by=priya)
        )

    def test_a_choice_has_a_reason(self, judged_study, priya, at):
        self.refused(lambda: Study.objects.update(cut="2.7", chosen_at=at, chosen_by=priya))


class TestAtOnce:
    def test_two_choices_make_one(self, at_once, request):
        judged_study, priya, at = (request.getfixturevalue(name) for name in ("judged_study", "priya", "at"))

        def chooses(cut):
            study, owner = Study.objects.get(pk=judged_study.pk), Person.objects.get(pk=priya.pk)
            return actions.choose_cut(study=study, cut=D(cut), reason=REASON, by=owner, at=at)

        outcomes = at_once(lambda: chooses("2.7"), lambda: chooses("2.9"))
        assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "Study"], outcomes
        assert "The cut is chosen" in str(next(one for one in outcomes if isinstance(one, Refused)))
        assert Study.objects.get().cut == Rubric.objects.get(version=judged_study.version).cut

    def test_handed_in_as_the_round_is_closed_it_counts_or_it_is_told_that_it_does_not(self, at_once, request):
        names = ("study", "tomasz", "kwame", "saoirse", "henrik", "priya", "answer", "at")
        study, tomasz, kwame, saoirse, henrik, priya, answer, at = map(request.getfixturevalue, names)
        actions.invite_judge(study=study, person=henrik, by=priya, at=at)
        for judge in (tomasz, kwame, saoirse):
            answer(study, judge)
        actions.say_levels(study=study, levels=said("3", "3", "3"), by=henrik, at=at)
        found = lambda person: {"study": Study.objects.get(), "by": Person.objects.get(pk=person.pk), "at": at}
        closed, handed = at_once(
            lambda: actions.close_round(**found(priya)), lambda: actions.hand_in_levels(**found(henrik))
        )
        assert isinstance(closed, Round), closed
        counted = Answer.objects.filter(handed_in_at__isnull=False).count()
        assert counted == (4 if isinstance(handed, Answer) else 3)
        assert isinstance(handed, Answer) or "No round is open" in str(handed)
