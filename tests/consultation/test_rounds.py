"""Rounds of validation: who is asked, what they say, what came of it, and what a version may demand."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from guildmark.consultation import actions
from guildmark.consultation.models import Rater, Rating
from guildmark.consultation.queries import consulted, propose
from guildmark.consultation.queries.turns import turns
from guildmark.kernel.access import Refused
from guildmark.people.models import Leave
from guildmark.programs.actions import consult
from guildmark.programs.models import ProgramVersion
from guildmark.programs.queries import readiness
from guildmark.programs.tongue import said as in_words
from tests import builders
from tests.consultation.conftest import KEYS, PURPOSE, STATEMENTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


class TestOpening:
    def test_people_read_the_indicators_as_they_stand(self, opened, people, facts_of):
        assert [one["statement"] for one in opened.items] == list(STATEMENTS)
        assert [one["criteria"] for one in opened.items] == [["Isolation"], ["Judgement"], ["Record"]]
        (fact,) = facts_of("ValidationOpened")
        assert sorted(fact["person_ids"]) == sorted(one.pk for one in people) and PURPOSE not in str(fact)

    def test_one_at_a_time(self, opened, draft, people, last_day, priya, at):
        with pytest.raises(Refused, match="open already"):
            actions.open_round(version=draft, people=people, purpose="So.", last_day=last_day, by=priya, at=at)

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"people": []}, "Choose whom to ask"),
            ({"purpose": " "}, "Say what the criteria are for"),
            ({"last_day": "before"}, "The last day has passed"),
        ],
    )
    def test_what_is_missing_is_said(self, draft, people, last_day, priya, at, change, why):
        change = {"last_day": last_day - timedelta(days=15)} if "last_day" in change else change
        told = {"people": people, "purpose": PURPOSE, "last_day": last_day, **change}
        with pytest.raises(Refused, match=why):
            actions.open_round(version=draft, **told, by=priya, at=at)

    def test_nothing_to_ask_about(self, people, last_day, priya, at):
        bare = builders.a_draft_version(priya, slug="bare")
        with pytest.raises(Refused, match="tied to an indicator"):
            actions.open_round(version=bare, people=people, purpose=PURPOSE, last_day=last_day, by=priya, at=at)

    def test_who_wrote_it_does_not_rate_it(self, draft, people, last_day, priya, at):
        with pytest.raises(Refused, match="Who wrote the criteria doesn’t rate them: Priya Raman"):
            actions.open_round(
                version=draft, people=[*people, priya], purpose=PURPOSE, last_day=last_day, by=priya, at=at
            )

    def test_a_published_version_asks_nobody(self, people, last_day, priya, marguerite, at):
        version = builders.a_published_version(priya, marguerite, slug="out")
        with pytest.raises(Refused, match="what it asks stands"):
            actions.open_round(version=version, people=people, purpose=PURPOSE, last_day=last_day, by=priya, at=at)

    def test_only_for_ones_own_program(self, draft, people, last_day, tomasz, at):
        with pytest.raises(Refused, match="You may not ask people"):
            actions.open_round(version=draft, people=people, purpose=PURPOSE, last_day=last_day, by=tomasz, at=at)

    def test_one_more_is_asked_once(self, opened, tomasz, priya, at):
        actions.ask_more(round=opened, people=[tomasz], by=priya, at=at)
        with pytest.raises(Refused, match="Asked already: Tomasz Bielak"):
            actions.ask_more(round=opened, people=[tomasz], by=priya, at=at)

    def test_the_draw_leaves_out_who_is_away_and_who_wrote(self, draft, people, priya, at):
        Leave.objects.create(person=people[0], starts_on=at.date())
        found = propose(draft, priya, functions=(), size=60, seed=0, at=at)
        drawn = {one for one, _band in found.people}
        assert people[1] in drawn and not drawn & {people[0], priya}
        care = propose(draft, priya, functions={people[1].job_function_id}, size=60, seed=0, at=at)
        assert {one.job_function.code for one, _band in care.people} == {"care"}


class TestRating:
    def test_it_is_kept_piece_by_piece(self, opened, people, at):
        actions.say(round=opened, item=KEYS[0], said={"importance": 3}, by=people[0], at=at)
        actions.say(round=opened, item=KEYS[0], said={"comment": "Which meter?"}, by=people[0], at=at)
        kept = Rating.objects.get()
        assert (kept.importance, kept.frequency, kept.comment) == (3, None, "Which meter?")

    def test_somebody_else_with_the_link_is_told_so(self, opened, tomasz, at):
        with pytest.raises(Refused, match="Priya Raman can ask you"):
            actions.say(round=opened, item=KEYS[0], said={"importance": 3}, by=tomasz, at=at)

    @pytest.mark.parametrize("said", [{"importance": 4}, {"frequency": 0}, {"clarity": 5}])
    def test_an_answer_that_is_not_there(self, opened, people, at, said):
        with pytest.raises(Refused, match="Choose one of the answers"):
            actions.say(round=opened, item=KEYS[0], said=said, by=people[0], at=at)

    def test_all_is_answered_before_it_counts_and_not_knowing_is_an_answer(self, opened, people, at):
        actions.say(
            round=opened, item=KEYS[0], said={"importance": 3, "frequency": 2, "clarity": 4}, by=people[0], at=at
        )
        actions.say(round=opened, item=KEYS[1], said={"importance": 3}, by=people[0], at=at)
        with pytest.raises(Refused, match="Still to answer: 2, 3"):
            actions.hand_in(round=opened, by=people[0], at=at)
        for key in KEYS[1:]:
            actions.say(round=opened, item=key, said={"importance": 0}, by=people[0], at=at)
        assert actions.hand_in(round=opened, by=people[0], at=at).handed_in_at == at

    def test_handed_in_it_stands_by_any_road(self, opened, people, says, at):
        says(opened, people[0], 3, 3, 3)
        with pytest.raises(Refused, match="what you said stands"):
            actions.say(round=opened, item=KEYS[0], said={"importance": 1}, by=people[0], at=at)
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            Rating.objects.update(importance=1)
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            Rater.objects.filter(handed_in_at__isnull=False).update(handed_in_at=None)

    def test_the_last_day_counts_whole(self, opened, people, says, at):
        says(opened, people[0], 3, 3, 3, when=at + timedelta(days=14, hours=14))
        with pytest.raises(Refused, match="The last day of this round is over"):
            says(opened, people[1], 3, 3, 3, when=at + timedelta(days=15))

    def test_a_closed_round_takes_nothing(self, spoken, tomasz, people, at):
        with pytest.raises(Refused, match="closed"):
            actions.say(round=spoken, item=KEYS[0], said={"importance": 3}, by=people[0], at=at)
        with pytest.raises(DatabaseError, match="takes no answers"), transaction.atomic():
            Rater.objects.create(
                round=spoken, person=tomasz, function=tomasz.job_function, site=tomasz.site, asked_at=at,
                asked_by=spoken.opened_by,
            )  # fmt: skip


class TestWhatComesOfIt:
    def test_agreement_and_disagreement_are_told(self, spoken):
        first, second, third = (spoken.figures[key] for key in KEYS)
        assert first["agreement"] == {"essential": 13, "raters": 13, "ratio": 1.0, "critical": 0.5385}
        assert second["agreement"]["essential"] == 6 and second["differing"] < 0.05
        assert third["agreement"]["ratio"] == -1 and third["differing"] == 1

    def test_nobodys_word_comes_out_by_subtraction(self, spoken):
        """One of finance alone goes with the smallest other function."""
        groups = spoken.figures[KEYS[0]]["functions"]
        assert [(one["name"], one["raters"]) for one in groups] == [("Operations", 6), ("", 7)]

    def test_of_three_raters_nothing_can_be_told(self, opened, people, says, priya, at):
        for person in people[:3]:
            says(opened, person, 3, 3, 3)
        actions.close_round(round=opened, by=priya, at=at)
        found = opened.__class__.objects.get().figures[KEYS[0]]
        assert found["agreement"]["critical"] is None and found["differing"] is None

    def test_a_round_that_nobody_answered_can_be_closed(self, opened, priya, at):
        closed = actions.close_round(round=opened, by=priya, at=at)
        assert closed.figures[KEYS[0]]["agreement"]["ratio"] is None


class TestAnswering:
    def test_comments_are_answered_once_all_have_spoken(self, opened, priya, at):
        with pytest.raises(Refused, match="Close the round first"):
            actions.reply(round=opened, item=KEYS[0], outcome="kept", text="So.", by=priya, at=at)

    def test_where_somebody_commented(self, spoken, priya, at):
        with pytest.raises(Refused, match="Nobody commented"):
            actions.reply(round=spoken, item=KEYS[1], outcome="kept", text="So.", by=priya, at=at)
        with pytest.raises(Refused, match="Say whether you changed it"):
            actions.reply(round=spoken, item=KEYS[0], outcome="kept", text=" ", by=priya, at=at)
        assert consulted(spoken.version_id).unanswered == 1
        actions.reply(round=spoken, item=KEYS[0], outcome="kept", text="Any tested one.", by=priya, at=at)
        actions.reply(round=spoken, item=KEYS[0], outcome="changed", text="It names it now.", by=priya, at=at)
        assert spoken.replies.get().outcome == "changed"
        assert consulted(spoken.version_id).unanswered == 0


class TestTheGate:
    @pytest.fixture
    def demanding(self, draft):
        ProgramVersion.objects.filter(pk=draft.pk).update(judging={"consulted": {"raters": 12, "functions": 3}})
        draft.refresh_from_db()
        return draft

    def missing(self, version, at):
        """What the gate says of it; nothing where it is met."""
        fresh = ProgramVersion.objects.get(pk=version.pk)
        items = [
            one for one in readiness(fresh, at=at).gate.items if str(in_words(one.name)).startswith("People asked")
        ]
        return [str(in_words(one.missing)) if one.missing else "" for one in items]

    def test_nothing_is_asked_where_the_version_asks_nothing(self, draft, at):
        assert self.missing(draft, at) == []

    def test_people_functions_and_answers_are_asked_for_in_turn(self, demanding, opened, people, says, priya, at):
        assert self.missing(demanding, at) == ["0 of at least 12 people have said whether the criteria fit the work."]
        for person in people[:12]:
            says(opened, person, 3, 3, 3, comment="Which?" if person == people[0] else "")
        assert "0 of at least 12" in self.missing(demanding, at)[0], "an open round counts nobody"
        actions.close_round(round=opened, by=priya, at=at)
        assert "of 2 job functions; at least 3 are asked for" in self.missing(demanding, at)[0]
        ProgramVersion.objects.filter(pk=demanding.pk).update(judging={"consulted": {"raters": 12, "functions": 2}})
        assert self.missing(demanding, at) == ["Comments on 1 indicator wait for an answer."]
        actions.reply(round=opened, item=KEYS[0], outcome="kept", text="Any.", by=priya, at=at)
        assert self.missing(demanding, at) == [""]

    def test_a_version_in_consultation_can_be_asked_about(self, draft, people, last_day, priya, at):
        consult(version=draft, by=priya, at=at)
        fresh = ProgramVersion.objects.get(pk=draft.pk)
        assert actions.open_round(
            version=fresh, people=people, purpose=PURPOSE, last_day=last_day, by=priya, at=at
        ).is_open


class TestTurns:
    def test_those_who_are_asked_and_who_leads(self, opened, people, says, priya, at):
        (mine,) = turns(people[0], at=at)
        assert mine.url == f"/validations/{opened.pk}/rating/" and mine.due == opened.last_day
        (led,) = turns(priya, at=at)
        assert led.whom == "13 raters" and led.waiting == "on_others"
        says(opened, people[0], 3, 3, 3)
        assert list(turns(people[0], at=at)) == []
        (late,) = turns(priya, at=at + timedelta(days=15))
        assert late.waiting == "on_me" and list(turns(people[1], at=at + timedelta(days=15))) == []
