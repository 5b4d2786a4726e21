"""What waits on somebody who judges or seats panels, what they find, and what integrity finds."""

import pytest

from guildmark.assessment import actions, jobs, queries
from guildmark.assessment.models import CriterionScore, Panel, Result, Seat, SeatState
from guildmark.assessment.queries.finding import find
from guildmark.kernel.integrity import INVARIANTS
from guildmark.kernel.jobs import JOBS
from guildmark.kernel.turns import Waiting
from tests import builders, cast

pytestmark = pytest.mark.django_db


def lines(person, at):
    return [(turn.waiting, turn.title, turn.next) for turn in queries.turns(person, at=at)]


class TestTurns:
    def test_an_assessor_starts_then_seals_then_waits(self, seats, score, submission, tomasz, at):
        title = f"{submission.ref} Site project 1"
        assert (Waiting.ON_ME, title, "start, and score it") in lines(tomasz, at)
        score(seats[0], 4, 3, seal=False)
        assert (Waiting.ON_ME, title, "seal your sheet") in lines(tomasz, at)
        score_rest(seats[0], at)
        assert (Waiting.ON_OTHERS, title, "result, or adjudication") in lines(tomasz, at)

    def test_it_says_since_when_and_due_when(self, seats, tomasz, at):
        (turn,) = queries.turns(tomasz, at=at)
        assert (turn.since, turn.due) == (seats[0].assigned_at, seats[0].due_on)

    def test_a_disagreement_waits_on_all_then_on_the_others(self, seats, score, submission, tomasz, kwame, at):
        score(seats[0], 4, 4, 4)
        score(seats[1], 4, 4, 2)
        score(Seat.objects.get(further=True), 4, 3, 4)
        title = f"Agree on {submission.ref} Site project 1"
        assert (Waiting.ON_ME, title, "agree on a level") in lines(tomasz, at)
        agreed = {"record-1": (3, "Units stand in the log.")}
        actions.propose_consensus(adjudication=submission.adjudication, agreed=agreed, by=tomasz, at=at)
        assert (Waiting.ON_OTHERS, title, "agree on a level") in lines(tomasz, at)
        assert (Waiting.ON_ME, title, "confirm, or propose otherwise") in lines(kwame, at)

    def test_the_owner_hears_of_a_panel_that_cannot_be_filled(self, submission, priya, at):
        Panel.objects.create(submission=submission, size=2, called_at=at)
        assert (
            Waiting.ON_ME,
            f"No panel for {submission.ref} Site project 1",
            "see why, and what would mend it",
        ) in lines(priya, at)

    @pytest.mark.parametrize("who", ["henrik", "weiling", "daniel"])
    def test_nobody_else_hears_of_it(self, seats, request, who, at):
        assert queries.turns(request.getfixturevalue(who), at=at) == []

    def test_the_cost_does_not_grow(self, seats, tomasz, version, at, django_assert_num_queries):
        def more(n, unit):
            for number in range(n):
                who = cast.a_person(f"P{unit}{number} Q", function="operations", at="pune", in_unit=unit)
                builders.a_panel(builders.a_submitted_submission(builders.a_candidacy(who, version)), tomasz)

        tomasz.roles_held(at)
        more(6, "a")
        with django_assert_num_queries(5):
            queries.turns(tomasz, at=at)
        more(12, "b")
        with django_assert_num_queries(5):
            assert [t.title for t in queries.turns(tomasz, at=at)][-1] == "15 more submissions to judge"


def score_rest(seat, at):
    seat = Seat.objects.get(pk=seat.pk)
    actions.save_score(seat=seat, criterion="record-1", level=3, rationale="", revision=0, by=seat.assessor, at=at)
    actions.seal_sheet(seat=seat, by=seat.assessor, at=at)


class TestSearch:
    def found(self, person, text, at):
        return [hit.title for hit in find(person, text, at)]

    def test_by_reference_and_by_task(self, seats, submission, ines, tomasz, priya, at):
        for person in (ines, tomasz, priya):
            assert self.found(person, submission.ref, at) == [f"{submission.ref} Site project 1"]
            assert self.found(person, "site project", at)

    @pytest.mark.parametrize("who", ["nadia", "saoirse", "weiling", "henrik", "daniel", "marguerite"])
    def test_not_what_one_may_not_see(self, seats, submission, request, who, at):
        assert self.found(request.getfixturevalue(who), submission.ref, at) == []

    def test_it_leads_to_where_one_acts(self, seats, submission, tomasz, priya, at):
        assert find(tomasz, submission.ref, at)[0].url == f"/seats/{seats[0].pk}/"
        assert find(priya, submission.ref, at)[0].url == f"/panels/{submission.pk}/"


class TestIntegrity:
    @pytest.fixture(autouse=True)
    def decided(self, seats, score):
        score(seats[0], 4, 3, 3)
        score(seats[1], 4, 3, 4)

    def breaches(self, name):
        return list(INVARIANTS[name].check())

    def test_it_holds(self):
        assert self.breaches("assessment.sheets") == []
        assert self.breaches("assessment.results") == []

    def test_a_level_changed_behind_the_scenes_is_found(self, behind_the_triggers, submission):
        lines = CriterionScore.objects.filter(criterion__key="isolation-1", level=4)
        behind_the_triggers("assessment_criterionscore", lambda: lines.update(level=3))
        assert len(self.breaches("assessment.sheets")) == 2
        assert "not yet met, 19/6" in self.breaches("assessment.results")[0].sentence

    def test_a_result_changed_behind_the_scenes_is_found(self, behind_the_triggers, submission):
        behind_the_triggers("assessment_result", lambda: Result.objects.update(met=False))
        (breach,) = self.breaches("assessment.results")
        assert breach.thing == submission.ref
        assert self.breaches("assessment.sheets") == []


class TestJobs:
    def test_they_run_by_themselves(self):
        assert {"assessment.fill_panels", "assessment.recheck_seats"} <= JOBS.keys()

    def test_rechecking_reports_each_seat(self, seats, tomasz, at):
        type(tomasz).objects.filter(pk=tomasz.pk).update(is_active=False)
        assert jobs.recheck_seats(at) == f"seat {seats[0].pk}: taken back: Tomasz Bielak no longer works here."
        assert Seat.objects.get(pk=seats[0].pk).state == SeatState.DECLINED


def test_a_queue_of_thousands(
    tomasz, version, priya, ines, nadia, at, client, monkeypatch, django_assert_max_num_queries
):
    """Scoring tools have failed above 2,500 submissions; this one pages."""
    from datetime import timedelta

    from guildmark.assessment.models import Submission
    from guildmark.candidacy.models import Candidacy
    from guildmark.people.models import Person

    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: at)
    count, task = 2600, version.tasks.get()
    like = {"job_function": ines.job_function, "site": ines.site, "time_zone": "Europe/London", "created_at": at}
    people = Person.objects.bulk_create(
        Person(username=f"p{n}", employee_number=f"n{n}", name=f"Person {n}", email=f"p{n}@x.example", **like)
        for n in range(count)
    )
    candidacies = Candidacy.objects.bulk_create(
        Candidacy(person=p, program=version.program, version=version, state="in_progress", applied_at=at)
        for p in people
    )
    works = Submission.objects.bulk_create(
        Submission(candidacy=c, task=task, state="submitted", created_at=at, submitted_at=at, digest="a" * 64)
        for c in candidacies
    )
    panels = Panel.objects.bulk_create(Panel(submission=w, size=1, called_at=at, formed_at=at) for w in works)
    Seat.objects.bulk_create(
        Seat(panel=panel, number=1, assessor=tomasz, assigned_at=at, due_on=at.date() + timedelta(days=n % 20))
        for n, panel in enumerate(panels)
    )
    client.force_login(tomasz)
    client.get("/queue/")
    with django_assert_max_num_queries(12):
        page = client.get("/queue/?page=104").content.decode()
    assert "2,576–2,600 of 2,600" in page
    last = queries.queue(tomasz).last()
    before, after = queries.neighbours(last)
    assert (before is not None, after) == (True, None)
    assert len(client.get("/queue/?format=csv").content.decode().splitlines()) == count + 1
