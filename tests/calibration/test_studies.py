"""Studies of a cut: judges are asked, say in rounds where it lies, and look again at work they scored."""

from decimal import Decimal

import pytest
from django.http import Http404

from guildmark.calibration import actions
from guildmark.calibration.models import Estimate, Study
from guildmark.calibration.queries.recommending import own_sheets, works_of
from guildmark.calibration.queries.studies import get_study, get_study_judged, waiting_for
from guildmark.kernel.access import Refused
from tests import builders
from tests.calibration.conftest import BORDERLINE, KEYS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]

D = Decimal


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

    def test_not_who_is_on_the_way_by_now(self, study, version, tomasz, at):
        builders.a_candidacy(tomasz, version)
        with pytest.raises(Refused, match="You are on the way in this program yourself"):
            actions.say_levels(study=study, levels={KEYS[0]: D("1")}, by=tomasz, at=at)
        assert waiting_for(tomasz) == []

    def test_not_between_rounds(self, judged_study, tomasz, at):
        with pytest.raises(Refused, match="No round is open now"):
            actions.say_levels(study=judged_study, levels={KEYS[0]: D("2")}, by=tomasz, at=at)

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

    def test_only_the_owner_closes_and_opens_them(self, study, judged_study, tomasz, at):
        for verb, given in ((actions.close_round, {}), (actions.open_round, {"discussion": "We talked."})):
            with pytest.raises(Refused, match="You may not ask judges"):
                verb(study=study, **given, by=tomasz, at=at)

    def test_the_next_follows_a_discussion_and_begins_empty(self, judged_study, tomasz, priya, at):
        with pytest.raises(Refused, match="what the judges discussed"):
            actions.open_round(study=judged_study, discussion=" ", by=priya, at=at)
        made = actions.open_round(
            study=judged_study, discussion="What a half level of isolation means.", by=priya, at=at
        )
        assert (made.number, made.answers.count(), waiting_for(tomasz)) == (2, 0, [(judged_study, made)])

    def test_one_at_a_time(self, study, priya, at):
        with pytest.raises(Refused, match="A round is open"):
            actions.open_round(study=study, discussion="We talked.", by=priya, at=at)

    def test_closed_twice(self, judged_study, priya, at):
        with pytest.raises(Refused, match="No round is open"):
            actions.close_round(study=judged_study, by=priya, at=at)


class TestJudgingWork:
    def test_of_work_that_one_sealed(self, study, sheets, tomasz, kwame, at, facts_of):
        assert [one.pk for one in own_sheets(study, study.judges.get(person=tomasz), until=at)] == [
            one.pk for one in reversed(sheets)
        ]
        actions.judge_work(study=study, ratings={sheets[0].pk: 1}, by=tomasz, at=at)
        actions.judge_work(study=study, ratings={sheets[0].pk: 2, sheets[11].pk: 4}, by=tomasz, at=at)
        assert [(one.rating, one.total) for one in works_of(study)] == [(2, 1), (4, 4)]
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
