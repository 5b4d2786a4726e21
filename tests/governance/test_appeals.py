"""Appeals and complaints: in time, heard by people without a part, with an end that has effect."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from guildmark.assessment.models import AttemptGrant, DeclaredConflict, Result, Submission
from guildmark.governance import actions, queries
from guildmark.governance.models import Appeal
from guildmark.kernel.access import Refused
from guildmark.kernel.roles import Role
from guildmark.programs.models import ProgramVersion
from tests import builders
from tests.cast import NOW, TODAY, holds

SAID = {"grounds": "circumstances", "statement": "The simulation was down from 09:10 to 09:40."}


@pytest.fixture
def decided(ines, version, priya, tomasz, kwame):
    """Ines has not yet met a task; Tomasz and Kwame judged it."""
    return a_decided(ines, version, priya, tomasz, kwame)


def a_decided(person, version, owner, *assessors):
    submission = builders.a_submitted_submission(builders.a_candidacy(person, version, settled_by=owner))
    for seat in builders.a_panel(submission, *assessors):
        seat.state, seat.started_at = "sealed", NOW
        seat.save()
    Submission.objects.filter(pk=submission.pk).update(state="decided", decided_at=NOW)
    Result.objects.create(
        submission=submission, met=False, total="2", detail={"cut": None, "criteria": []}, reached_at=NOW
    )
    return Submission.objects.get(pk=submission.pk)


@pytest.fixture
def hearers(daniel, yusuf):
    return [holds(daniel, Role.COMMITTEE), holds(yusuf, Role.COMMITTEE)]


def lodge(work, by, at, **otherwise):
    return actions.lodge(program=work.candidacy.program, submission=work, **{**SAID, **otherwise}, by=by, at=at)


@pytest.fixture
def heard(decided, ines, marguerite, hearers, at):
    appeal = actions.acknowledge(appeal=lodge(decided, ines, at), by=marguerite, at=at)
    return actions.name_hearers(appeal=appeal, people=hearers, by=marguerite, at=at)


class TestLodging:
    def test_the_clock_runs_where_the_appellant_lives(self, decided, ines, at, facts_of):
        appeal = lodge(decided, ines, at)
        assert appeal.acknowledge_by == TODAY + timedelta(days=5)
        assert appeal.decide_by == TODAY + timedelta(days=30)
        assert facts_of("AppealLodged") == [{"appeal_id": appeal.pk, "complaint": False}]

    def test_until_the_end_of_the_last_day_there_and_no_minute_longer(self, decided, ines, at):
        """Monterrey is six hours behind Greenwich: its last day ends at 06:00 there."""
        late = at.replace(hour=5, minute=59) + timedelta(days=31)
        with pytest.raises(Refused, match="until the end of 16 May 2026, where you live"):
            lodge(decided, ines, late + timedelta(minutes=2))
        assert lodge(decided, ines, late)

    def test_the_version_says_within_how_many_days(self, priya, marguerite, ines, tomasz, at):
        version = builders.a_draft_version(priya, slug="customer-resolution-lead")
        ProgramVersion.objects.filter(pk=version.pk).update(judging={"appeals": {"days": 2}})
        version = builders.published(ProgramVersion.objects.get(pk=version.pk), marguerite)
        work = a_decided(ines, version, priya, tomasz)
        with pytest.raises(Refused, match="18 April 2026"):
            lodge(work, ines, at + timedelta(days=3))

    def test_once_and_again_after_it_was_taken_back(self, decided, ines, nadia, at):
        appeal = lodge(decided, ines, at)
        with pytest.raises(Refused, match="appealed this result already"):
            lodge(decided, ines, at)
        with pytest.raises(Refused, match="Whoever lodged it"):
            actions.take_back(appeal=appeal, by=nadia, at=at)
        actions.take_back(appeal=appeal, by=ines, at=at)
        assert lodge(decided, ines, at)

    @pytest.mark.parametrize(
        ("otherwise", "why"), [({"statement": " "}, "in your words"), ({"grounds": "luck"}, "on what grounds")]
    )
    def test_what_is_missing_is_said(self, decided, ines, at, otherwise, why):
        with pytest.raises(Refused, match=why):
            lodge(decided, ines, at, **otherwise)

    def test_nobody_appeals_for_somebody_else(self, decided, nadia, at):
        with pytest.raises(Refused, match="results of their own"):
            lodge(decided, nadia, at)

    def test_from_the_page_of_the_result(self, decided, ines, browse, story_time):
        client = browse(ines)
        where = f"/submissions/{decided.pk}/appeal/"
        assert where in client.get(f"/submissions/{decided.pk}/result/").content.decode()
        assert re.search(r"Until the end of <time[^>]*>16.May.2026", client.get(where).content.decode())
        answer = client.post(where, SAID, follow=True)
        assert "APL-" in answer.content.decode() and Appeal.objects.get().lodged_by == ines

    def test_a_complaint_needs_no_result(self, version, ines, browse, story_time):
        sent = {**SAID, "program": version.program_id}
        assert browse(ines).post("/appeals/complaint/", sent).status_code == 302
        assert Appeal.objects.get().is_complaint


class TestHearing:
    def test_whoever_had_a_part_finds_no_appeal(self, decided, ines, tomasz, at, browse, story_time):
        holds(tomasz, Role.COMMITTEE)
        appeal = lodge(decided, ines, at)
        assert browse(tomasz).get(f"/appeals/{appeal.pk}/").status_code == 404
        assert appeal.ref not in browse(tomasz).get("/appeals/").content.decode()
        with pytest.raises(Refused, match="had a part"):
            actions.acknowledge(appeal=appeal, by=tomasz, at=at)

    def test_nor_does_whoever_is_tied_to_the_appellant_hear_it(self, decided, ines, marguerite, hearers, at):
        daniel, yusuf = hearers
        DeclaredConflict.objects.create(person=daniel, about=ines, reason="Cousins.", declared_at=at)
        appeal = actions.acknowledge(appeal=lodge(decided, ines, at), by=marguerite, at=at)
        assert daniel not in queries.appeal_page(appeal, marguerite, at=at).could_hear
        with pytest.raises(Refused, match="Daniel"):
            actions.name_hearers(appeal=appeal, people=hearers, by=marguerite, at=at)
        with pytest.raises(Refused, match="At least two"):
            actions.name_hearers(appeal=appeal, people=[yusuf], by=marguerite, at=at)

    def test_it_goes_its_way_step_by_step(self, decided, ines, marguerite, hearers, at):
        appeal = lodge(decided, ines, at)
        with pytest.raises(Refused, match="it is lodged"):
            actions.name_hearers(appeal=appeal, people=hearers, by=marguerite, at=at)
        appeal = actions.acknowledge(appeal=appeal, by=marguerite, at=at)
        with pytest.raises(Refused, match="it is acknowledged"):
            actions.acknowledge(appeal=appeal, by=marguerite, at=at)

    @pytest.mark.parametrize("who", ["priya", "weiling", "henrik", "nadia"])
    def test_who_reads_nothing_of_it(self, heard, request, who, browse, story_time):
        assert browse(request.getfixturevalue(who)).get(f"/appeals/{heard.pk}/").status_code == 404

    def test_home_says_whose_turn_it_is(self, heard, ines, hearers, marguerite, at):
        def waits(person):
            return [(one.waiting.value, one.due) for one in queries.turns(person, at=at)]

        assert waits(ines) == [("on_others", heard.decide_by)]
        assert waits(hearers[0]) == [("on_me", heard.decide_by)]
        assert waits(marguerite) == []


class TestOutcome:
    def end(self, appeal, by, at, **otherwise):
        given = {"outcome": "upheld", "reasons": "The log shows the outage.", "remedy": "", "again": True}
        return actions.decide_appeal(appeal=appeal, **{**given, **otherwise}, by=by, at=at)

    def test_where_attempts_are_left_the_next_one_is_it(self, heard, hearers, at, facts_of):
        ended = self.end(heard, hearers[0], at)
        assert (ended.state, ended.again) == ("upheld", True)
        assert facts_of("AppealDecided") == [{"appeal_id": heard.pk, "outcome": "upheld", "again": True}]
        assert not AttemptGrant.objects.exists()

    def test_a_used_up_task_is_opened_once_more(self, priya, marguerite, ines, tomasz, hearers, at):
        version = builders.a_published_version(priya, marguerite, slug="once", attempts_max=1)
        work = a_decided(ines, version, priya, tomasz)
        appeal = actions.acknowledge(appeal=lodge(work, ines, at), by=marguerite, at=at)
        appeal = actions.name_hearers(appeal=appeal, people=hearers, by=marguerite, at=at)
        self.end(appeal, hearers[0], at)
        assert AttemptGrant.objects.get().reason == appeal.ref

    @pytest.mark.parametrize(
        ("otherwise", "why"),
        [
            ({"reasons": " "}, "Say why"),
            ({"outcome": "lodged"}, "what it came to"),
            ({"outcome": "not_upheld"}, "Another attempt follows"),
        ],
    )
    def test_what_does_not_go(self, heard, hearers, at, otherwise, why):
        with pytest.raises(Refused, match=why):
            self.end(heard, hearers[0], at, **otherwise)

    def test_only_those_who_hear_it_decide_and_once(self, heard, hearers, marguerite, at):
        with pytest.raises(Refused, match="Those who hear it decide"):
            self.end(heard, marguerite, at)
        self.end(heard, hearers[0], at)
        with pytest.raises(Refused, match="it is upheld"):
            self.end(heard, hearers[1], at)
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.update(reasons="Otherwise.")

    def test_upheld_it_asks_who_else(
        self, heard, decided, hearers, nadia, version, priya, kwame, at, browse, story_time
    ):
        other = a_decided(nadia, version, priya, kwame)
        assert queries.appeal_page(heard, hearers[0], at=at).others == ()
        ended = self.end(heard, hearers[0], at)
        assert [one.submission for one in queries.appeal_page(ended, hearers[0], at=at).others] == [other]
        assert "Nadia Haddad" in browse(hearers[1]).get(f"/appeals/{heard.pk}/").content.decode()
        own = browse(heard.lodged_by).get(f"/appeals/{heard.pk}/").content.decode()
        assert "The log shows the outage." in own and "Nadia" not in own and "You may try the task once more" in own

    def test_later_panels_do_not_learn_of_it(self, heard, decided, hearers, saoirse, at, browse, story_time):
        self.end(heard, hearers[0], at)
        again = builders.a_submitted_submission(decided.candidacy, task=decided.task, attempt=2)
        [seat] = builders.a_panel(again, saoirse)
        client = browse(saoirse)
        client.post(f"/seats/{seat.pk}/start/")
        for address in (f"/seats/{seat.pk}/", "/queue/", f"/history/submission/{again.pk}/", "/appeals/"):
            assert heard.ref not in client.get(address).content.decode()

    def test_few_are_not_counted(self, heard, hearers, at):
        self.end(heard, hearers[0], at)
        assert queries.figures().decided == 0

    def test_by_page_from_acknowledging_to_the_end(self, decided, ines, marguerite, hearers, at, browse, story_time):
        appeal = lodge(decided, ines, at)
        chair = browse(marguerite)
        assert chair.post(f"/appeals/{appeal.pk}/acknowledgement/").status_code == 302
        sent = {"people": [one.pk for one in hearers]}
        assert chair.post(f"/appeals/{appeal.pk}/hearers/", sent).status_code == 302
        hears = browse(hearers[0])
        assert hears.post(f"/appeals/{appeal.pk}/outcome/", {"outcome": "upheld", "reasons": ""}).status_code == 422
        sent = {"outcome": "partly_upheld", "reasons": "In part.", "remedy": "A word with the panel."}
        assert hears.post(f"/appeals/{appeal.pk}/outcome/", sent).status_code == 302
        assert "A word with the panel." in browse(ines).get(f"/appeals/{appeal.pk}/").content.decode()
