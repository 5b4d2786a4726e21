"""The pages of candidacy: who sees what, what they say, how many queries they take."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guildmark.candidacy import actions, queries
from guildmark.candidacy.models import Candidacy, State
from guildmark.kernel import clock
from tests.builders import a_candidacy
from tests.cast import NOW, TODAY, a_person


@pytest.fixture(autouse=True)
def story_time(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def as_(client):
    def signed_in(person) -> Client:
        client.force_login(person)
        return client

    return signed_in


@pytest.fixture
def candidacy(ines, version, priya):
    return a_candidacy(ines, version, settled_by=priya)


class TestApplying:
    def test_the_panel_of_the_catalogue_page_offers_the_form(self, as_, ines, program):
        page = as_(ines).get(f"/candidacies/for/{program.slug}/", headers={"HX-Request": "true"})
        assert "Why this program, and why now?" in page.content.decode()
        assert "<html" not in page.content.decode()

    def test_applying_leads_to_my_plan_and_a_second_click_says_so(self, as_, ines, program):
        url = f"/candidacies/for/{program.slug}/"
        made = as_(ines).post(url, {"motivation": "I lead two sites."})
        assert made.status_code == 302
        again = as_(ines).post(url, {"motivation": "I lead two sites."})
        assert again.status_code == 422
        assert "You are on the way" in again.content.decode()
        assert Candidacy.objects.get().motivation == "I lead two sites."

    def test_a_missing_prerequisite_is_named_instead_of_the_form(self, as_, ines, advanced, holders):
        page = as_(ines).get("/candidacies/for/site-lead/").content.decode()
        assert "an active credential “Field Commissioning Engineer”" in page
        assert "You don’t hold it today" in page
        assert "<textarea" not in page

    def test_an_unknown_program_is_not_there(self, as_, ines):
        assert as_(ines).get("/candidacies/for/nothing/").status_code == 404


class TestMyPlan:
    def test_it_says_what_is_met_left_and_shortest(self, as_, ines, candidacy, tomasz, at):
        actions.fulfil(candidacy=candidacy, node_key="task-1-node", source_kind="result", source_id=1, by=tomasz, at=at)
        page = as_(ines).get(f"/candidacies/{candidacy.pk}/").content.decode()
        assert "1 of 2 met" in page
        assert "Shortest way to done: <strong>Site project 2</strong>" in page
        assert "Isolation (critical) at level 4 or above" in page
        assert candidacy.version.digest in page

    @pytest.mark.parametrize(
        ("who", "status"),
        [("ines", 200), ("henrik", 200), ("priya", 200), ("marguerite", 404), ("nadia", 404), ("tomasz", 404),
         ("weiling", 404), ("daniel", 404), ("yusuf", 404)],
    )  # fmt: skip
    def test_who_sees_it(self, as_, candidacy, who, status, request):
        assert as_(request.getfixturevalue(who)).get(f"/candidacies/{candidacy.pk}/").status_code == status

    def test_the_committee_sees_it_at_its_decision(self, as_, ines, version, marguerite):
        waiting = a_candidacy(ines, version, state=State.AWAITING_DECISION)
        page = as_(marguerite).get(f"/candidacies/{waiting.pk}/")
        assert page.status_code == 200
        assert "next: certification decision" in page.content.decode()

    def test_others_can_look_but_not_act(self, as_, candidacy, henrik):
        page = as_(henrik).get(f"/candidacies/{candidacy.pk}/").content.decode()
        assert "Line manager" in page and "you planned" not in page
        assert "Withdraw" not in page
        assert "I mean to have it done by" not in page
        for noun in ("beginning", "pause", "resumption", "withdrawal"):
            answer = as_(henrik).post(f"/candidacies/{candidacy.pk}/{noun}/", {f"{noun}-reason": "x"})
            assert answer.status_code == 422

    @pytest.mark.parametrize("noun", ["beginning", "pause", "resumption", "withdrawal", "credentials"])
    def test_strangers_find_nothing_to_act_on(self, as_, candidacy, nadia, noun):
        assert as_(nadia).post(f"/candidacies/{candidacy.pk}/{noun}/").status_code == 404

    def test_a_target_date_is_set_and_a_past_one_refused_beside_its_box(self, as_, ines, candidacy):
        url = f"/candidacies/{candidacy.pk}/targets/task-1-node/"
        assert as_(ines).post(url, {"target_on": "2026-05-01"}).status_code == 302
        page = as_(ines).post(url, {"target_on": "2026-04-01"})
        assert page.status_code == 422
        assert "That day is over" in page.content.decode()
        assert as_(ines).post(url, {"target_on": "someday"}).status_code == 422

    def test_pause_asks_why_and_keeps_what_was_typed(self, as_, ines, candidacy):
        url = f"/candidacies/{candidacy.pk}/pause/"
        assert "This field is required" in as_(ines).post(url, {"pause-reason": ""}).content.decode()
        assert as_(ines).post(url, {"pause-reason": "Leave"}).status_code == 302
        again = as_(ines).post(url, {"pause-reason": "Parental leave"})
        assert again.status_code == 422
        assert "can’t pause it: it is paused" in again.content.decode()

    def test_without_a_candidacy_it_says_where_to_begin(self, as_, ines):
        assert "Choose a program first" in as_(ines).get("/candidacies/").content.decode()

    def test_a_single_candidacy_opens_at_once(self, as_, ines, candidacy):
        assert as_(ines).get("/candidacies/").url == f"/candidacies/{candidacy.pk}/"

    def test_its_queries_do_not_grow(self, as_, ines, candidacy, version, django_assert_max_num_queries):
        signed_in = as_(ines)
        for number in range(12):
            somebody = a_person(f"P{number} Somebody", function="operations", at="leeds", in_unit="field")
            a_candidacy(somebody, version)
        with django_assert_max_num_queries(17):  # eight of them read the frozen version, once a process
            signed_in.get(f"/candidacies/{candidacy.pk}/")


class TestApplications:
    @pytest.fixture
    def application(self, ines, program, at):
        return actions.apply(program=program, motivation="I lead two sites.", by=ines, at=at)

    def test_the_owner_reads_and_admits(self, as_, priya, application):
        assert "I lead two sites." in as_(priya).get(f"/applications/{application.pk}/").content.decode()
        as_(priya).post(f"/applications/{application.pk}/answer/", {"outcome": "admit"})
        application.refresh_from_db()
        assert application.state == State.ADMITTED
        again = as_(priya).post(f"/applications/{application.pk}/answer/", {"outcome": "admit"})
        assert "can’t admit it: it is admitted" in again.content.decode()

    def test_turning_down_needs_a_reason_which_the_applicant_reads(self, as_, priya, ines, application):
        url = f"/applications/{application.pk}/answer/"
        assert "Give the reason" in as_(priya).post(url, {"outcome": "not_admit"}).content.decode()
        as_(priya).post(url, {"outcome": "not_admit", "reason": "No site this year."})
        assert "No site this year." in as_(ines).get(f"/candidacies/{application.pk}/").content.decode()

    @pytest.mark.parametrize("who", ["ines", "henrik", "marguerite", "nadia", "weiling"])
    def test_nobody_else_reads_applications(self, as_, application, who, request):
        somebody = as_(request.getfixturevalue(who))
        assert somebody.get("/applications/").status_code == 403
        assert somebody.get(f"/applications/{application.pk}/").status_code == 404
        assert somebody.post(f"/applications/{application.pk}/answer/", {"outcome": "admit"}).status_code == 404

    def test_who_waits_longest_for_an_answer_comes_first(self, priya, version, at):
        for name, state, days in (
            ("On", "in_progress", 1),
            ("Later", "applied", 2),
            ("First", "applied", 9),
            ("Done", "not_yet_certified", 0),
        ):
            person = a_person(f"{name} Somebody", function="operations", at="leeds", in_unit="field")
            found = a_candidacy(person, version, state=State.APPLIED)
            ended = {"ended_at": at} if state == "not_yet_certified" else {}
            Candidacy.objects.filter(pk=found.pk).update(state=state, applied_at=at - timedelta(days=days), **ended)
        names = [row.person.split()[0] for row in queries.rows(queries.board(priya, at=at))]
        assert names == ["First", "Later", "On", "Done"]

    def test_the_list_filters_sorts_and_exports(self, as_, priya, nadia, application, version):
        a_candidacy(nadia, version)
        page = as_(priya).get("/applications/?state=applied").content.decode()
        assert "Ines Carvalho" in page
        assert "Nadia Haddad" not in page
        assert "Nobody matches" in as_(priya).get("/applications/?text=zzz").content.decode()
        both = as_(priya).get("/applications/?sort=-person").content.decode()
        assert both.index("Nadia Haddad") < both.index("Ines Carvalho")
        csv = as_(priya).get("/applications/?state=applied&format=csv").content.decode("utf-8-sig").splitlines()
        assert len(csv) == 2
        assert csv[1].startswith(
            f"{application.ref},Ines Carvalho,Field Commissioning Engineer,1.0,1,applied,2026-04-16"
        )

    def test_its_queries_do_not_grow_with_the_company(self, as_, priya, version, application):
        signed_in = as_(priya)

        def count():
            with CaptureQueriesContext(connection) as made:
                signed_in.get("/applications/")
            return len(made)

        few = count()
        for number in range(30):
            somebody = a_person(f"P{number} Somebody", function="operations", at="leeds", in_unit="field")
            a_candidacy(somebody, version)
        assert count() == few <= 14


class TestTurns:
    def turn(self, person, at=NOW):
        [turn] = queries.turns(person, at=at)
        return turn.waiting, turn.title, turn.next

    def test_through_a_candidacy(self, ines, priya, program, at):
        candidacy = actions.apply(program=program, by=ines, at=at)
        assert self.turn(ines) == ("on_others", "Your application: Field Commissioning Engineer", "admission")
        assert self.turn(priya)[:2] == ("on_me", "Ines Carvalho applies: Field Commissioning Engineer")
        actions.admit(candidacy=candidacy, by=priya, at=at)
        assert self.turn(ines)[:2] == ("on_me", "You are admitted: Field Commissioning Engineer")
        Candidacy.objects.update(state=State.AWAITING_DECISION, completed_at=at)
        assert self.turn(ines)[:2] == ("on_others", "Certification decision: Field Commissioning Engineer")
        Candidacy.objects.update(state=State.PAUSED)
        assert self.turn(ines)[0] == "coming_up"

    def test_targets_come_up(self, ines, candidacy, at):
        actions.set_plan_step(
            candidacy=candidacy, node_key="task-2-node", target_on=TODAY + timedelta(days=9), by=ines, at=at
        )
        assert ("coming_up", TODAY + timedelta(days=9)) in [(t.waiting, t.due) for t in queries.turns(ines, at=at)]

    def test_where_no_target_is_near_the_next_one_comes_up(self, ines, candidacy, at):
        for key, days in (("task-1-node", 90), ("task-2-node", 60)):
            actions.set_plan_step(
                candidacy=candidacy, node_key=key, target_on=TODAY + timedelta(days=days), by=ines, at=at
            )
        coming = [turn.due for turn in queries.turns(ines, at=at) if turn.waiting == "coming_up"]
        assert coming == [TODAY + timedelta(days=60)]

    def test_many_applications_are_counted(self, priya, version, program, at):
        for number in range(7):
            somebody = a_person(f"P{number} Somebody", function="operations", at="leeds", in_unit="field")
            actions.apply(program=program, by=somebody, at=at)
        titles = [turn.title for turn in queries.turns(priya, at=at)]
        assert len(titles) == 5
        assert titles[-1] == "3 more applications"
        assert sum(turn.count for turn in queries.turns(priya, at=at)) == 7


def test_search_finds_ones_own_and_those_of_ones_programs(candidacy, ines, nadia, priya, at):
    for text in ("field comm", "CARVALHO", candidacy.ref):
        assert [hit.kind for hit in queries.find(ines, text, at)] == ["candidacy"]
        assert queries.find(nadia, text, at) == []
    assert queries.find(priya, "carvalho", at)[0].detail == f"{candidacy.ref} · in progress"
