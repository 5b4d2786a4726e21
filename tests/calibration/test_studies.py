"""Studies of a cut: judges say in rounds where it lies, the owner chooses for a reason, and all of it is kept."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from guildmark.assessment.models import CriterionScore, ScoreSheet, Seat
from guildmark.calibration import actions
from guildmark.calibration.models import Answer, Estimate, Judge, OverallJudgement, Round, Study
from guildmark.calibration.queries.recommending import own_sheets, works_of
from guildmark.calibration.queries.studies import get_study, get_study_judged, waiting_for
from guildmark.kernel.access import Refused
from guildmark.kernel.roles import Role
from guildmark.people.models import Person
from guildmark.programs.actions import discard_draft, set_cut
from guildmark.programs.models import Criterion, Rubric
from guildmark.programs.queries import document_of
from tests import builders
from tests.calibration.conftest import KEYS, decided
from tests.cast import NOW, a_person, holds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]

D = Decimal
BORDERLINE = "Commissions a site alone, and asks before a reading outside tolerance is signed off."
REASON = "Between what the judges say and one standard error above it: a wrong pass opens a live line."
LEVELS = {
    "tomasz": ("3.5", "2.5", "2.5"),
    "kwame": ("3", "3", "2"),
    "saoirse": ("3", "2", "2"),
}


def said(*levels):
    return {key: D(level) for key, level in zip(KEYS, levels, strict=True)}


@pytest.fixture
def draft(version, priya):
    """Version 1.1 of the program, as it is being written."""
    return builders.a_draft_version(priya, number="1.1")


@pytest.fixture
def judges(tomasz, kwame, saoirse):
    return tomasz, kwame, saoirse


@pytest.fixture
def study(draft, judges, priya, at):
    return actions.open_study(version=draft, task="task-1", borderline=BORDERLINE, judges=judges, by=priya, at=at)


@pytest.fixture
def answer(at):
    """A judge says it all and hands it in."""

    def answer(study, judge, levels=None, at=at):
        actions.say_levels(study=study, levels=said(*(levels or LEVELS[judge.username])), by=judge, at=at)
        return actions.hand_in_levels(study=study, by=judge, at=at)

    return answer


@pytest.fixture
def judged(study, judges, answer, priya, at):
    """All three have handed in the first round, and it is closed."""
    for judge in judges:
        answer(study, judge)
    actions.close_round(study=study, by=priya, at=at)
    return study


@pytest.fixture
def sheets(version, assessors, tomasz):
    """Twelve sheets that Tomasz sealed on work of the published version, at ever higher levels."""
    keys = {one.key: one for one in Criterion.objects.filter(version=version)}
    found = []
    for number in range(12):
        person = a_person(f"Joris{number} Bakker", function="operations", at="leeds", in_unit="pumps")
        seat = Seat.objects.get(panel__submission=decided(person, version, tomasz))
        sheet = ScoreSheet.objects.create(seat=seat, created_at=NOW)
        for key in KEYS:
            CriterionScore.objects.create(sheet=sheet, criterion=keys[key], level=1 + number // 3, changed_at=NOW)
        sealed_at = NOW - timedelta(days=40 - number)
        ScoreSheet.objects.filter(pk=sheet.pk).update(sealed_at=sealed_at, digest="d" * 64)
        Seat.objects.filter(pk=seat.pk).update(state="sealed", started_at=sealed_at)
        found.append(sheet)
    return found


class TestOpening:
    def test_the_judges_read_the_criteria_as_they_stand(self, study, draft, priya, judges, facts_of):
        assert (study.ref, study.title, study.is_open) == (f"STD-{study.pk:04d}", "Site project 1", True)
        assert [one["key"] for one in study.criteria] == KEYS
        assert study.criteria[0]["levels"][3] == [4, "", "isolation at level 4"]
        assert [one.number for one in study.rounds.all()] == [1]
        (fact,) = facts_of("StudyOpened")
        assert (fact["task"], fact["person_ids"]) == ("task-1", [one.pk for one in judges])
        assert str(BORDERLINE) not in str(fact)

    def test_one_at_a_time(self, study, draft, judges, priya, at):
        with pytest.raises(Refused, match="an open study of this task"):
            actions.open_study(version=draft, task="task-1", borderline="So.", judges=judges, by=priya, at=at)

    def test_three_people_judge_or_more(self, draft, judges, priya, at):
        two = (*judges[:2], judges[0])
        with pytest.raises(Refused, match="Invite at least 3 judges"):
            actions.open_study(version=draft, task="task-1", borderline="So.", judges=two, by=priya, at=at)

    def test_they_all_think_of_the_same_candidate(self, draft, judges, priya, at):
        with pytest.raises(Refused, match="Say who just suffices"):
            actions.open_study(version=draft, task="task-1", borderline=" ", judges=judges, by=priya, at=at)

    def test_who_chooses_does_not_judge(self, draft, judges, priya, at):
        with pytest.raises(Refused, match="not one of its judges"):
            actions.open_study(version=draft, task="task-1", borderline="So.", judges=(*judges, priya), by=priya, at=at)

    def test_who_gains_by_a_low_cut_does_not_judge(self, draft, version, judges, ines, priya, at):
        builders.a_candidacy(ines, version)
        with pytest.raises(Refused, match="not among its judges: Ines Carvalho"):
            actions.open_study(version=draft, task="task-1", borderline="So.", judges=(*judges, ines), by=priya, at=at)

    def test_no_such_task(self, draft, judges, priya, at):
        with pytest.raises(Refused, match="no criteria yet"):
            actions.open_study(version=draft, task="tasks-9", borderline="So.", judges=judges, by=priya, at=at)

    def test_a_published_version_asks_nobody(self, version, judges, priya, at):
        with pytest.raises(Refused, match="its cuts stand"):
            actions.open_study(version=version, task="task-1", borderline="So.", judges=judges, by=priya, at=at)

    def test_only_for_ones_own_program(self, draft, judges, tomasz, at):
        with pytest.raises(Refused, match="You may not ask judges"):
            actions.open_study(version=draft, task="task-1", borderline="So.", judges=judges, by=tomasz, at=at)


class TestInviting:
    def test_one_more_is_asked(self, study, henrik, priya, at, facts_of):
        actions.invite_judge(study=study, person=henrik, by=priya, at=at)
        assert [one for one, _round in waiting_for(henrik)] == [study]
        assert facts_of("JudgeInvited")[0]["person_id"] == henrik.pk

    def test_once(self, study, tomasz, priya, at):
        with pytest.raises(Refused, match="Tomasz Bielak is invited already"):
            actions.invite_judge(study=study, person=tomasz, by=priya, at=at)

    def test_not_who_is_on_the_way(self, study, version, ines, priya, at):
        builders.a_candidacy(ines, version)
        with pytest.raises(Refused, match="Ines Carvalho"):
            actions.invite_judge(study=study, person=ines, by=priya, at=at)


class TestSaying:
    def test_it_is_kept_as_it_is_said_and_changed_until_it_is_handed_in(self, study, tomasz, at):
        actions.say_levels(study=study, levels={KEYS[0]: D("3.5")}, by=tomasz, at=at)
        actions.say_levels(study=study, levels={KEYS[0]: D("3")}, by=tomasz, at=at)
        assert list(Estimate.objects.values_list("criterion", "level")) == [(KEYS[0], D("3.00"))]

    def test_handed_in_whole(self, study, tomasz, at):
        actions.say_levels(study=study, levels={KEYS[0]: D("3.5")}, by=tomasz, at=at)
        with pytest.raises(Refused, match="Still to say: Judgement, Record"):
            actions.hand_in_levels(study=study, by=tomasz, at=at)

    def test_handed_in_it_stands(self, study, tomasz, answer, at):
        answer(study, tomasz)
        with pytest.raises(Refused, match="handed this round in"):
            actions.say_levels(study=study, levels={KEYS[0]: D("1")}, by=tomasz, at=at)
        with pytest.raises(Refused, match="handed this round in"):
            actions.hand_in_levels(study=study, by=tomasz, at=at)
        assert waiting_for(tomasz) == []

    @pytest.mark.parametrize("level", ["0.5", "4.5", "2.7"])
    def test_a_level_or_halfway(self, study, tomasz, at, level):
        with pytest.raises(Refused, match="Choose a level that is there"):
            actions.say_levels(study=study, levels={KEYS[0]: D(level)}, by=tomasz, at=at)

    def test_of_these_criteria(self, study, tomasz, at):
        with pytest.raises(Refused, match="Choose a level that is there"):
            actions.say_levels(study=study, levels={"other": D("2")}, by=tomasz, at=at)

    def test_only_who_is_invited(self, study, henrik, priya, at):
        for person in (henrik, priya):
            with pytest.raises(Refused, match="Only the judges who are invited"):
                actions.say_levels(study=study, levels={KEYS[0]: D("2")}, by=person, at=at)

    def test_not_between_rounds(self, judged, tomasz, at):
        with pytest.raises(Refused, match="No round is open now"):
            actions.say_levels(study=judged, levels={KEYS[0]: D("2")}, by=tomasz, at=at)

    def test_the_journal_knows_no_level(self, study, tomasz, answer, facts_of):
        answer(study, tomasz)
        assert facts_of("LevelsSaid")[0] == {"study_id": study.pk, "round": 1}
        assert facts_of("LevelsHandedIn")[0] == {"study_id": study.pk, "round": 1}


class TestRounds:
    def test_a_round_is_closed_when_three_are_in(self, study, judges, answer, priya, at):
        for judge in judges[:2]:
            answer(study, judge)
        with pytest.raises(Refused, match="2 of at least 3 judges have handed in"):
            actions.close_round(study=study, by=priya, at=at)

    def test_only_the_owner_closes_and_opens_them(self, study, judged, tomasz, at):
        for verb, given in ((actions.close_round, {}), (actions.open_round, {"discussion": "We talked."})):
            with pytest.raises(Refused, match="You may not ask judges"):
                verb(study=study, **given, by=tomasz, at=at)

    def test_the_next_follows_a_discussion_and_begins_empty(self, judged, tomasz, priya, at):
        with pytest.raises(Refused, match="what the judges discussed"):
            actions.open_round(study=judged, discussion=" ", by=priya, at=at)
        made = actions.open_round(study=judged, discussion="What a half level of isolation means.", by=priya, at=at)
        assert (made.number, made.answers.count(), waiting_for(tomasz)) == (2, 0, [(judged, made)])

    def test_one_at_a_time(self, study, priya, at):
        with pytest.raises(Refused, match="A round is open"):
            actions.open_round(study=study, discussion="We talked.", by=priya, at=at)

    def test_closed_twice(self, judged, priya, at):
        with pytest.raises(Refused, match="No round is open"):
            actions.close_round(study=judged, by=priya, at=at)


class TestJudgingWork:
    def test_of_work_that_one_sealed(self, study, sheets, tomasz, kwame, at, facts_of):
        assert [one.pk for one in own_sheets(study, study.judges.get(person=tomasz), until=at)] == [
            one.pk for one in reversed(sheets)
        ]
        actions.judge_work(study=study, ratings={sheets[0].pk: 1}, by=tomasz, at=at)
        actions.judge_work(study=study, ratings={sheets[0].pk: 2, sheets[11].pk: 4}, by=tomasz, at=at)
        assert works_of(study) == [(2, 1), (4, 4)]
        assert facts_of("WorkJudged")[1] == {"study_id": study.pk, "works": 2}
        with pytest.raises(Refused, match="scored and sealed yourself"):
            actions.judge_work(study=study, ratings={sheets[0].pk: 3}, by=kwame, at=at)

    def test_one_of_four(self, study, sheets, tomasz, at):
        with pytest.raises(Refused, match="one of the four"):
            actions.judge_work(study=study, ratings={sheets[0].pk: 5}, by=tomasz, at=at)

    def test_sheets_of_other_criteria_tell_nothing(self, study, sheets, tomasz, at):
        Study.objects.filter(pk=study.pk).update(criteria=study.criteria[:2])
        study.refresh_from_db()
        actions.judge_work(study=study, ratings={one.pk: 2 for one in sheets}, by=tomasz, at=at)
        assert works_of(study) == []


class TestChoosing:
    def test_the_draft_asks_for_it_for_this_reason(self, judged, draft, priya, at, facts_of):
        """Equal weights: 2.83, 2.67, 2.33; mean 2.61; standard deviation 0.2546 over the root of three is 0.15."""
        chosen = actions.choose_cut(study=judged, cut=D("2.7"), reason=REASON, by=priya, at=at)
        rubric = Rubric.objects.get(version=draft)
        assert (rubric.cut, rubric.cut_reason) == (D("2.7"), REASON)
        assert chosen.figures["rounds"] == [{"round": 1, "cut": "2.61", "error": "0.15", "number": 3, "why": ""}]
        assert chosen.figures["works"] == {"cut": None, "error": None, "number": 0, "why": "few"}
        assert (chosen.is_open, chosen.chosen_by, chosen.reason) == (False, priya, REASON)
        assert facts_of("CutChosen")[0]["task"] == facts_of("CutSet")[0]["task"] == "task-1"
        assert REASON not in str(facts_of("CutChosen"))

    def test_the_line_of_the_works_is_recorded_with_it(self, judged, sheets, tomasz, priya, at):
        """Overall judgements that go with the levels: the line meets “on the border” at level 2, without error."""
        ratings = {one.pk: 1 + number // 3 for number, one in enumerate(sheets)}
        actions.judge_work(study=judged, ratings=ratings, by=tomasz, at=at)
        chosen = actions.choose_cut(study=judged, cut=D("2.5"), reason=REASON, by=priya, at=at)
        assert chosen.figures["works"] == {"cut": "2.00", "error": "0.00", "number": 12, "why": ""}

    def test_each_round_is_recorded(self, judged, judges, answer, priya, at):
        actions.open_round(study=judged, discussion="Half levels.", by=priya, at=at)
        for judge in judges:
            answer(judged, judge, ("3", "3", "3"))
        actions.close_round(study=judged, by=priya, at=at)
        chosen = actions.choose_cut(study=judged, cut=D("3"), reason=REASON, by=priya, at=at)
        assert [(one["round"], one["cut"], one["error"]) for one in chosen.figures["rounds"]] == [
            (1, "2.61", "0.15"),
            (2, "3.00", "0.00"),
        ]

    def test_not_before_anything_recommends_one(self, study, priya, at):
        with pytest.raises(Refused, match="A round is open"):
            actions.choose_cut(study=study, cut=D("2.7"), reason=REASON, by=priya, at=at)

    @pytest.mark.parametrize(("cut", "sentence"), [("0.5", "between level 1 and level 4"), ("4.5", "between level 1")])
    def test_within_the_levels(self, judged, priya, at, cut, sentence):
        with pytest.raises(Refused, match=sentence):
            actions.choose_cut(study=judged, cut=D(cut), reason=REASON, by=priya, at=at)
        judged.refresh_from_db()
        assert judged.is_open

    def test_for_a_reason(self, judged, priya, at):
        with pytest.raises(Refused, match="Say why the cut lies there"):
            actions.choose_cut(study=judged, cut=D("2.7"), reason=" ", by=priya, at=at)

    def test_only_the_owner(self, judged, tomasz, marguerite, at):
        for person in (tomasz, marguerite):
            with pytest.raises(Refused, match="You may not ask judges"):
                actions.choose_cut(study=judged, cut=D("2.7"), reason=REASON, by=person, at=at)

    def test_not_for_other_criteria_than_the_judges_read(self, judged, draft, priya, at):
        Criterion.objects.filter(version=draft, key=KEYS[0]).update(title="Isolation first")
        with pytest.raises(Refused, match="The criteria have changed since"):
            actions.choose_cut(study=judged, cut=D("2.7"), reason=REASON, by=priya, at=at)

    def test_a_cut_set_by_hand_meanwhile_is_no_other_criterion(self, judged, draft, priya, at):
        set_cut(version=draft, task_key="task-1", cut=D("2.5"), reason="For now.", by=priya, at=at)
        assert actions.choose_cut(study=judged, cut=D("2.7"), reason=REASON, by=priya, at=at).cut == D("2.70")

    def test_chosen_once(self, judged, tomasz, priya, at):
        actions.choose_cut(study=judged, cut=D("2.7"), reason=REASON, by=priya, at=at)
        for verb, given, by in (
            (actions.choose_cut, {"cut": D("2.9"), "reason": "Higher."}, priya),
            (actions.open_round, {"discussion": "Again."}, priya),
            (actions.drop_study, {"reason": "No."}, priya),
            (actions.say_levels, {"levels": said("1", "1", "1")}, tomasz),
        ):
            with pytest.raises(Refused, match="The cut is chosen"):
                verb(study=judged, **given, by=by, at=at)


class TestDropping:
    def test_the_draft_stays_as_it_is(self, judged, draft, priya, at, facts_of):
        actions.drop_study(study=judged, reason="The rubric was rewritten.", by=priya, at=at)
        assert document_of(draft).tasks[0].rubric.cut == D("2.8")
        assert facts_of("StudyDropped")[0]["study_id"] == judged.pk
        judged.refresh_from_db()
        assert not judged.is_open

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

    def test_a_closed_round(self, judged, priya, at):
        self.refused(lambda: Round.objects.update(closed_at=None, closed_by=None))
        late = Judge.objects.create(
            study=judged, person=holds(a_person("Bram Visser", function="quality", at="leeds", in_unit="labs"), Role.ASSESSOR),
            invited_at=at, invited_by=priya,
        )  # fmt: skip
        round = Round.objects.get()
        self.refused(lambda: Answer.objects.create(round=round, judge=late, begun_at=at, handed_in_at=at))

    def test_who_was_invited(self, study, henrik):
        self.refused(lambda: Judge.objects.filter(study=study).update(person=henrik))
        self.refused(lambda: Judge.objects.filter(study=study).delete())

    def test_what_was_chosen(self, judged, sheets, tomasz, priya, at):
        actions.judge_work(study=judged, ratings={sheets[0].pk: 2}, by=tomasz, at=at)
        actions.choose_cut(study=judged, cut=D("2.7"), reason=REASON, by=priya, at=at)
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

    def test_a_choice_has_a_reason(self, judged, priya, at):
        self.refused(lambda: Study.objects.update(cut="2.7", chosen_at=at, chosen_by=priya))


class TestSeeing:
    def test_who_answers_for_the_program_reads_it(self, study, priya, marguerite, tomasz, ines, at):
        for person in (priya, marguerite):
            assert get_study(person, study.pk, at=at) == study
        for person in (tomasz, ines):
            with pytest.raises(Http404):
                get_study(person, study.pk, at=at)

    def test_judges_reach_their_own_page(self, study, tomasz, priya, henrik, at):
        assert get_study_judged(tomasz, study.pk, at=at) == study
        for person in (priya, henrik):
            with pytest.raises(Http404):
                get_study_judged(person, study.pk, at=at)


class TestAtOnce:
    def test_two_choices_make_one(self, at_once, request):
        judged, priya, at = (request.getfixturevalue(name) for name in ("judged", "priya", "at"))

        def chooses(cut):
            study, owner = Study.objects.get(pk=judged.pk), Person.objects.get(pk=priya.pk)
            return actions.choose_cut(study=study, cut=D(cut), reason=REASON, by=owner, at=at)

        outcomes = at_once(lambda: chooses("2.7"), lambda: chooses("2.9"))
        assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "Study"], outcomes
        assert "The cut is chosen" in str(next(one for one in outcomes if isinstance(one, Refused)))
        assert Study.objects.get().cut == Rubric.objects.get(version=judged.version).cut

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
