"""Who judges: seated by assignment, replaced when somebody can't, explained when nobody can."""

import datetime
from collections import Counter

import pytest

from guildmark.assessment import actions, jobs, ports, queries
from guildmark.assessment.models import Panel, Qualification, Seat, SeatState
from guildmark.candidacy import actions as candidacy_actions
from guildmark.candidacy.models import Candidacy
from guildmark.kernel import outbox
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.integrity import INVARIANTS
from guildmark.kernel.models import JournalEntry
from guildmark.people import actions as people
from guildmark.people.models import Employment, RoleHeld
from tests import builders, cast

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def form(submission, at):
    return actions.form_panel(submission=submission, by=SYSTEM, at=at)


def seated(panel):
    return {seat.assessor for seat in Seat.objects.filter(panel=panel).exclude(state=SeatState.DECLINED)}


def test_two_qualified_assessors_of_different_functions_are_seated(submission, assessors, at):
    panel = form(submission, at)
    people_seated = seated(panel)
    assert len(people_seated) == 2
    assert people_seated <= set(assessors)
    assert len({person.job_function for person in people_seated}) == 2
    assert panel.formed_at == at
    assert JournalEntry.objects.get(fact="PanelFormed").body["submission_id"] == submission.pk


def test_a_seat_is_due_in_ten_days_of_the_assessors_calendar(submission, assessors, at):
    late_evening = at.replace(hour=23, minute=30)  # 17 April already in Rotterdam, and in Leeds
    panel = form(submission, late_evening)
    assert {seat.due_on for seat in panel.seats.all()} == {datetime.date(2026, 4, 27)}


def test_forming_twice_changes_nothing(submission, assessors, at):
    first = seated(form(submission, at))
    assert seated(form(submission, at + DAY)) == first
    assert JournalEntry.objects.filter(fact="PanelFormed").count() == 1


def test_nobody_chooses_who_judges_their_own_work(submission, assessors, ines, at):
    cast.holds(ines, "program_owner")
    with pytest.raises(Refused, match="their own work"):
        actions.form_panel(submission=submission, by=ines, at=at)


@pytest.mark.parametrize("who", ["tomasz", "weiling", "marguerite", "daniel"])
def test_only_the_owner_forms_panels(submission, assessors, at, request, who):
    with pytest.raises(Refused, match="say who judges"):
        actions.form_panel(submission=submission, by=request.getfixturevalue(who), at=at)


def test_a_decided_submission_needs_no_panel(submission, assessors, priya, at):
    type(submission).objects.filter(pk=submission.pk).update(state="decided", decided_at=at)
    with pytest.raises(Refused, match="it is decided"):
        actions.form_panel(submission=submission, by=priya, at=at)


class TestWhoIsLeftOut:
    def test_the_manager(self, submission, assessors, henrik, version, priya, at):
        builders.qualified(cast.holds(henrik, "assessor"), version, by=priya)
        for _ in range(2):
            assert henrik not in seated(form(submission, at))

    def test_a_former_manager(self, submission, ines, assessors, tomasz, kwame, at):
        Employment.objects.filter(person=ines).update(ends_on=at.date() - 100 * DAY, manager=tomasz)
        assert seated(form(submission, at)).isdisjoint({tomasz})

    def test_someone_on_leave(self, submission, assessors, tomasz, priya, at):
        tomasz.leaves.create(starts_on=at.date())
        assert tomasz not in seated(form(submission, at))

    def test_someone_whose_qualification_ended(self, submission, assessors, kwame, at):
        Qualification.objects.filter(person=kwame).update(ends_on=at.date() - DAY)
        assert kwame not in seated(form(submission, at))

    def test_someone_without_the_role(self, submission, assessors, saoirse, at):
        RoleHeld.objects.filter(person=saoirse).delete()
        assert saoirse not in seated(form(submission, at))

    def test_someone_whose_account_is_closed(self, submission, assessors, saoirse, at):
        type(saoirse).objects.filter(pk=saoirse.pk).update(is_active=False)
        assert saoirse not in seated(form(submission, at))

    def test_someone_who_gets_no_new_work(self, submission, assessors, tomasz, kwame, saoirse, monkeypatch, at):
        told = {tomasz.pk: "Calibrate anew first."}
        monkeypatch.setattr(ports.PAUSED, "_answerers", [lambda people, program, at: told])
        assert seated(form(submission, at)) == {kwame, saoirse}

    def test_the_busiest(self, submission, assessors, tomasz, nadia, version, priya, at):
        other = builders.a_submitted_submission(builders.a_candidacy(nadia, version, settled_by=priya))
        builders.a_panel(other, tomasz)
        assert tomasz not in seated(form(submission, at))

    def test_someone_with_as_many_open_seats_as_they_may(self, submission, assessors, settings, at):
        settings.OPEN_SEATS_PER_ASSESSOR = 0
        panel = form(submission, at)
        assert panel.explanation[0]["binding"] == "load"


class TestWhenNobodyIsFree:
    def test_the_panel_says_which_constraint_binds(self, submission, tomasz, version, priya, at):
        builders.qualified(tomasz, version, by=priya)
        panel = form(submission, at)
        assert panel.formed_at is None
        assert not seated(panel)
        assert [e["binding"] for e in panel.explanation] == ["qualified", "functions"]
        assert JournalEntry.objects.get(fact="PanelUnfilled").body["bindings"] == ["qualified", "functions"]

    def test_qualifying_somebody_mends_it_through_the_worker(self, submission, tomasz, kwame, version, priya, at):
        builders.qualified(tomasz, version, by=priya)
        form(submission, at)
        actions.grant_qualification(
            person=kwame, program=version.program, basis="Calibrated", starts_on=at.date(), by=priya, at=at
        )
        assert outbox.deliver_due(at=at) == 1
        assert seated(Panel.objects.get()) == {tomasz, kwame}

    def test_trying_again_when_it_can_be_filled_fills_it(self, submission, tomasz, kwame, version, priya, at):
        builders.qualified(tomasz, version, by=priya)
        form(submission, at)
        builders.qualified(kwame, version, by=priya)
        panel = form(submission, at)
        assert panel.formed_at == at
        assert panel.explanation == []
        assert seated(panel) == {tomasz, kwame}

    def test_a_job_says_whom_it_skips(self, submission, assessors):
        type(submission).objects.filter(pk=submission.pk).update(state="draft")
        Panel.objects.create(submission=submission, size=2, called_at=cast.NOW)
        assert jobs._form(submission.pk) == f"submission {submission.pk}: skipped: it is not to be judged now"


class TestDeclining:
    def test_the_seat_is_filled_at_once_and_the_other_keeps_theirs(self, seats, saoirse, tomasz, kwame, at):
        actions.decline_seat(seat=seats[0], reason="I coached her on this.", by=tomasz, at=at)
        assert seated(seats[0].panel) == {kwame, saoirse}
        assert Seat.objects.get(assessor=saoirse).number == 1
        declined = Seat.objects.get(assessor=tomasz)
        assert (declined.state, declined.declined_reason) == ("declined", "I coached her on this.")

    def test_what_was_written_is_kept(self, seats, score, tomasz, at):
        score(seats[0], 4, 3, 3, seal=False)
        actions.decline_seat(seat=seats[0], reason="No time.", by=tomasz, at=at)
        assert Seat.objects.get(pk=seats[0].pk).sheet.scores.count() == 3

    def test_whoever_gave_a_seat_back_is_not_asked_again(self, seats, tomasz, saoirse, at):
        actions.decline_seat(seat=seats[0], reason="No time.", by=tomasz, at=at)
        actions.decline_seat(seat=Seat.objects.get(assessor=saoirse), reason="Nor I.", by=saoirse, at=at)
        panel = Panel.objects.get()
        assert panel.formed_at is None
        assert panel.explanation[0]["barred"] == {"gave_back": 2, "seated": 1}

    def test_it_takes_a_reason(self, seats, tomasz, at):
        with pytest.raises(Refused, match="Say why"):
            actions.decline_seat(seat=seats[0], reason="  ", by=tomasz, at=at)

    def test_not_somebody_elses(self, seats, kwame, at):
        with pytest.raises(Refused, match="somebody else"):
            actions.decline_seat(seat=seats[0], reason="Me.", by=kwame, at=at)

    def test_twice_is_refused(self, seats, tomasz, at):
        actions.decline_seat(seat=seats[0], reason="No time.", by=tomasz, at=at)
        with pytest.raises(Refused, match="given back already"):
            actions.decline_seat(seat=seats[0], reason="No time.", by=tomasz, at=at)

    def test_not_after_sealing(self, seats, score, tomasz, at):
        score(seats[0], 4, 3, 3)
        with pytest.raises(Refused, match="sealed"):
            actions.decline_seat(seat=seats[0], reason="Too late.", by=tomasz, at=at)


class TestTakingBack:
    def test_the_owner_gives_a_seat_to_somebody_else(self, seats, priya, saoirse, kwame, at):
        actions.replace_seat(seat=seats[0], reason="On sick leave.", by=priya, at=at)
        assert seated(seats[0].panel) == {kwame, saoirse}
        assert JournalEntry.objects.get(fact="SeatTakenBack").body["cause"] == "owner"

    def test_an_assessor_does_not(self, seats, kwame, at):
        with pytest.raises(Refused, match="say who judges"):
            actions.replace_seat(seat=seats[0], reason="x", by=kwame, at=at)


class TestAllThatWait:
    def test_are_filled_together(self, submission, assessors, nadia, adaeze, version, priya, at):
        waiting = [submission, *(
            builders.a_submitted_submission(builders.a_candidacy(who, version, settled_by=priya)) for who in (nadia, adaeze)
        )]  # fmt: skip
        for one in waiting:
            Panel.objects.create(submission=one, size=2, called_at=at)
        actions.form_waiting_panels(by=SYSTEM, at=at)
        assert [len(seated(panel)) for panel in Panel.objects.all()] == [2, 2, 2]
        assert sorted(Counter(Seat.objects.values_list("assessor__username", flat=True)).values()) == [2, 2, 2]
        told = JournalEntry.objects.get(fact="PanelsFormed").body
        assert (told["formed"], told["unfilled"], told["searched_out"]) == (3, 0, False)

    def test_by_the_owner_but_for_their_own_work(self, submission, assessors, priya, ines, at):
        Panel.objects.create(submission=submission, size=2, called_at=at)
        cast.holds(ines, "program_owner")
        actions.form_waiting_panels(program=submission.candidacy.program, by=ines, at=at)
        assert not seated(Panel.objects.get())
        actions.form_waiting_panels(program=submission.candidacy.program, by=priya, at=at)
        assert len(seated(Panel.objects.get())) == 2

    def test_not_by_an_assessor(self, submission, kwame, at):
        with pytest.raises(Refused, match="say who judges"):
            actions.form_waiting_panels(program=submission.candidacy.program, by=kwame, at=at)

    def test_a_panel_that_still_lacks_somebody_is_announced_once(self, submission, tomasz, version, priya, at):
        builders.qualified(tomasz, version, by=priya)
        form(submission, at)
        actions.form_waiting_panels(by=SYSTEM, at=at + DAY)
        assert JournalEntry.objects.filter(fact="PanelUnfilled").count() == 1

    def test_when_the_time_is_up_the_best_found_is_used_and_that_is_kept(self, submission, assessors, settings, at):
        settings.PANEL_SECONDS = 0
        assert form(submission, at).weighed["members"] == 2


class TestSeatsThatAreReserved:
    @pytest.fixture
    def version(self, request, priya, marguerite):
        return builders.a_published_version(priya, marguerite, panel_reserved=[request.param])

    @pytest.mark.parametrize("version", ["function:quality"], indirect=True)
    def test_go_to_whom_they_are_for(self, submission, assessors, saoirse, at):
        assert saoirse in seated(form(submission, at))

    @pytest.mark.parametrize("version", ["other_site"], indirect=True)
    def test_one_at_another_site(self, submission, assessors, ines, at):
        assert {person.site for person in seated(form(submission, at))} - {ines.site}

    @pytest.mark.parametrize("version", ["outside_function"], indirect=True)
    def test_one_from_outside_the_function(self, submission, assessors, ines, at):
        assert {person.job_function for person in seated(form(submission, at))} - {ines.job_function}

    @pytest.mark.parametrize("version", ["function:legal"], indirect=True)
    def test_are_missed_where_nobody_can_take_them(self, submission, assessors, version, at):
        panel = form(submission, at)
        assert (panel.formed_at, panel.explanation[0]["binding"]) == (None, "reserved")
        assert panel.explanation[0]["wanted"] == "function:legal"

    @pytest.mark.parametrize("version", ["function:customer-care"], indirect=True)
    def test_are_taken_once_somebody_who_stays_meets_them(self, seats, kwame, saoirse, priya, at):
        actions.replace_seat(seat=seats[0], reason="Away.", by=priya, at=at)
        assert seated(seats[0].panel) == {kwame, saoirse}


class TestLanguages:
    def test_somebody_who_judges_only_in_another_is_left_out(self, submission, assessors, tomasz, kwame, saoirse, at):
        Qualification.objects.filter(person=tomasz).update(languages=["nl"])
        Qualification.objects.filter(person=kwame).update(languages=["nl", "en"])
        assert seated(form(submission, at)) == {kwame, saoirse}

    def test_the_owner_says_in_which_they_judge(self, submission, assessors, tomasz, kwame, saoirse, priya, at):
        held = Qualification.objects.get(person=tomasz)
        actions.set_languages(qualification=held, languages=["nl"], by=priya, at=at)
        assert seated(form(submission, at)) == {kwame, saoirse}
        assert JournalEntry.objects.get(fact="AssessorLanguagesSet").body["languages"] == ["nl"]
        with pytest.raises(Refused, match="qualify assessors"):
            actions.set_languages(qualification=held, languages=[], by=kwame, at=at)

    @pytest.fixture
    def spanish(self, submission, priya, ines, at):
        """Agreed for Ines: her work is judged in Spanish."""

        def agree(*tasks):
            candidacy = Candidacy.objects.get(pk=submission.candidacy_id)
            asked = candidacy_actions.request_accommodation(
                candidacy=candidacy, kinds=["language"], need="I write it in Spanish.", by=ines, at=at
            )
            said = {"conditions": "The work is in Spanish.", "reason": "Agreed.", "language": "es", "tasks": tasks}
            return candidacy_actions.agree_accommodation(accommodation=asked, **said, by=priya, at=at)

        return agree

    def judge_in(self, **languages):
        for name, codes in languages.items():
            Qualification.objects.filter(person__username=name).update(languages=codes)

    def test_another_that_was_agreed_changes_who_is_seated(self, submission, assessors, spanish, tomasz, saoirse, at):
        self.judge_in(tomasz=["es"], kwame=["en"], saoirse=["en", "es"])
        spanish()
        assert seated(form(submission, at)) == {tomasz, saoirse}

    def test_one_can_be_said_to_judge_in_a_language_that_was_agreed(self, submission, spanish):
        before = {code for code, _name in queries.languages_to_judge()}
        spanish()
        assert {code for code, _name in queries.languages_to_judge()} - before == {"es"}

    def test_for_other_tasks_it_changes_nothing(self, submission, assessors, spanish, kwame, saoirse, at):
        self.judge_in(tomasz=["es"], kwame=["en"], saoirse=["en", "es"])
        spanish("task-2")
        assert seated(form(submission, at)) == {kwame, saoirse}

    def test_agreed_later_whoever_has_not_begun_makes_room(
        self, submission, assessors, spanish, tomasz, kwame, saoirse, at
    ):
        self.judge_in(tomasz=["es"], kwame=["en"], saoirse=["en", "es"])
        panel = form(submission, at)
        assert seated(panel) == {kwame, saoirse}
        spanish()
        assert seated(panel) == {tomasz, saoirse}
        taken = JournalEntry.objects.get(fact="SeatTakenBack").body
        assert (taken["assessor_id"], taken["cause"]) == (kwame.pk, "language")

    def test_agreed_later_whoever_has_begun_goes_on(self, submission, assessors, spanish, kwame, saoirse, at):
        self.judge_in(tomasz=["es"], kwame=["en"], saoirse=["en", "es"])
        panel = form(submission, at)
        actions.start_seat(seat=panel.seats.get(assessor=kwame), by=kwame, at=at)
        spanish()
        assert seated(panel) == {kwame, saoirse}

    def test_what_was_handed_in_while_it_held_stays_in_it(
        self, submission, assessors, spanish, ines, tomasz, saoirse, at
    ):
        self.judge_in(tomasz=["es"], kwame=["en"], saoirse=["en", "es"])
        later = submission.submitted_at + DAY
        candidacy_actions.end_accommodation(accommodation=spanish(), by=ines, at=later)
        assert seated(form(submission, later)) == {tomasz, saoirse}

    def test_what_is_handed_in_after_it_ended_is_not(self, submission, assessors, spanish, ines, kwame, saoirse, at):
        self.judge_in(tomasz=["es"], kwame=["en"], saoirse=["en", "es"])
        before = submission.submitted_at - DAY
        candidacy_actions.end_accommodation(accommodation=spanish(), by=ines, at=before)
        assert seated(form(submission, at)) == {kwame, saoirse}

    def test_the_same_again_is_no_change(self, assessors, tomasz, priya, at):
        held = Qualification.objects.get(person=tomasz)
        actions.set_languages(qualification=held, languages=[], by=priya, at=at)
        assert not JournalEntry.objects.filter(fact="AssessorLanguagesSet").exists()

    def test_no_longer_only_in_another_they_are_seated_by_the_worker(
        self, submission, tomasz, kwame, version, priya, at
    ):
        builders.qualified(tomasz, version, by=priya)
        held = builders.qualified(kwame, version, by=priya)
        actions.set_languages(qualification=held, languages=["nl"], by=priya, at=at)
        outbox.deliver_due(at=at)
        assert form(submission, at).formed_at is None
        actions.set_languages(
            qualification=held, languages=["nl", "en"], by=priya, at=at + datetime.timedelta(minutes=1)
        )
        outbox.deliver_due(at=at + datetime.timedelta(minutes=1))
        assert seated(Panel.objects.get()) == {tomasz, kwame}

    def test_a_further_qualification_keeps_the_languages(self, version, tomasz, priya, at):
        def grant(starts_on, **given):
            return actions.grant_qualification(
                person=tomasz,
                program=version.program,
                basis="Calibrated",
                starts_on=starts_on,
                by=priya,
                at=at,
                **given,
            )

        grant(at.date(), ends_on=at.date() + DAY, languages=["nl"])
        assert grant(at.date() + 2 * DAY).languages == ["nl"]


class TestTheOrganisationChanges:
    def test_a_reorganisation_makes_the_assessor_the_manager(self, seats, ines, tomasz, kwame, saoirse, at):
        people.move(person=ines, unit=cast.unit("field"), manager=tomasz, starts_on=at.date(), by=SYSTEM, at=at)
        assert seated(seats[0].panel) == {kwame, saoirse}
        reason = Seat.objects.get(assessor=tomasz).declined_reason
        assert reason == "Tomasz Bielak leads Ines Carvalho."

    def test_sealed_sheets_stay(self, seats, score, ines, tomasz, kwame, at):
        score(seats[0], 4, 3, 3)
        people.move(person=ines, unit=cast.unit("field"), manager=tomasz, starts_on=at.date(), by=SYSTEM, at=at)
        assert seated(seats[0].panel) == {tomasz, kwame}

    def test_an_assessor_who_leaves_midway_frees_the_seat(self, seats, score, tomasz, kwame, saoirse, at):
        score(seats[0], 4, 3, seal=False)
        people.deactivate(person=tomasz, by=SYSTEM, at=at)
        assert seated(seats[0].panel) == {kwame, saoirse}

    def test_an_assessor_who_leaves_after_sealing_stays_on_record(self, seats, score, tomasz, kwame, at):
        score(seats[0], 4, 3, 3)
        people.deactivate(person=tomasz, by=SYSTEM, at=at)
        assert seated(seats[0].panel) == {tomasz, kwame}

    def test_a_change_dated_ahead_is_found_on_its_day(self, seats, ines, tomasz, at):
        people.move(person=ines, unit=cast.unit("field"), manager=tomasz, starts_on=at.date() + DAY, by=SYSTEM, at=at)
        assert not list(queries.unfit_seats(at))
        assert [u.seat for u in queries.unfit_seats(at + DAY)] == [seats[0]]


class TestDeclaringAConflict:
    def test_it_frees_the_open_seat(self, seats, tomasz, ines, kwame, saoirse, at):
        actions.declare_conflict(person=tomasz, about=ines, reason="We share a house.", by=tomasz, at=at)
        assert seated(seats[0].panel) == {kwame, saoirse}
        assert "share a house" not in str(JournalEntry.objects.values_list("canonical", flat=True))

    def test_and_keeps_them_out(self, submission, assessors, tomasz, ines, at):
        actions.declare_conflict(person=tomasz, about=ines, reason="We share a house.", by=tomasz, at=at)
        assert tomasz not in seated(form(submission, at))

    def test_until_it_is_over(self, submission, assessors, saoirse, kwame, tomasz, ines, at):
        declared = actions.declare_conflict(person=tomasz, about=ines, reason="Neighbours.", by=tomasz, at=at)
        actions.end_declared_conflict(declared=declared, by=tomasz, at=at)
        assert queries.clear_to_judge(tomasz, ines, on=at.date())

    def test_nobody_else_ends_it(self, tomasz, kwame, ines, at):
        declared = actions.declare_conflict(person=tomasz, about=ines, reason="Neighbours.", by=tomasz, at=at)
        with pytest.raises(Refused, match="for themselves"):
            actions.end_declared_conflict(declared=declared, by=kwame, at=at)

    @pytest.mark.parametrize(
        ("who", "about", "reason", "sentence"),
        [
            ("kwame", "ines", "x", "for themselves"),
            ("tomasz", "tomasz", "x", "somebody else"),
            ("tomasz", "ines", " ", "what the conflict is"),
        ],
    )
    def test_refusals(self, seats, tomasz, request, who, about, reason, sentence, at):
        by, about = request.getfixturevalue(who), request.getfixturevalue(about)
        with pytest.raises(Refused, match=sentence):
            actions.declare_conflict(person=tomasz, about=about, reason=reason, by=by, at=at)


class TestQualifying:
    def grant(self, person, version, by, at, **changed):
        given = {"basis": "Calibrated", "starts_on": at.date(), **changed}
        return actions.grant_qualification(person=person, program=version.program, by=by, at=at, **given)

    def test_by_the_owner(self, version, tomasz, priya, at):
        assert self.grant(tomasz, version, priya, at).granted_by == priya
        assert JournalEntry.objects.filter(fact="AssessorQualified").exists()

    def test_not_oneself(self, version, priya, at):
        with pytest.raises(Refused, match="themselves"):
            self.grant(priya, version, priya, at)

    def test_not_without_a_ground(self, version, tomasz, priya, at):
        with pytest.raises(Refused, match="ground"):
            self.grant(tomasz, version, priya, at, basis=" ")

    def test_not_twice_for_the_same_time(self, version, tomasz, priya, at):
        self.grant(tomasz, version, priya, at)
        with pytest.raises(Refused, match="already"):
            self.grant(tomasz, version, priya, at, starts_on=at.date() + DAY)

    def test_not_backwards(self, version, tomasz, priya, at):
        with pytest.raises(Refused, match="before it starts"):
            self.grant(tomasz, version, priya, at, ends_on=at.date() - DAY)

    def test_not_by_an_assessor(self, version, tomasz, kwame, at):
        with pytest.raises(Refused, match="qualify assessors"):
            self.grant(tomasz, version, kwame, at)

    def test_it_ends(self, version, tomasz, priya, at):
        held = self.grant(tomasz, version, priya, at)
        actions.end_qualification(qualification=held, last_day=at.date() + DAY, by=priya, at=at)
        assert Qualification.objects.get().ends_on == at.date() + DAY

    def test_not_ended_by_an_assessor(self, version, tomasz, kwame, priya, at):
        held = self.grant(tomasz, version, priya, at)
        with pytest.raises(Refused, match="qualify assessors"):
            actions.end_qualification(qualification=held, last_day=at.date(), by=kwame, at=at)


class TestWeighed:
    """What is told of a panel’s making is derived again from who sits on it."""

    def breaches(self):
        return [breach.thing for breach in INVARIANTS["assessment.weighed"].check()]

    def test_it_fits_as_made_and_after_a_seat_was_given_back(self, submission, assessors, at):
        panel = form(submission, at)
        assert panel.weighed and self.breaches() == []
        seat = Seat.objects.filter(panel=panel).first()
        actions.decline_seat(seat=seat, reason="No time.", by=seat.assessor, at=at + DAY)
        assert self.breaches() == []

    @pytest.mark.parametrize(
        "altered",
        [
            {"members": 3}, {"members": 0}, {"new": 3}, {"new": 0}, {"met": 3}, {"avoided": 3}, {"sites": 0},
            {"tenures": 3}, {"together": 2}, {"links": 7}, {"gap": -0.1}, {"candidates": 1},
        ],
    )  # fmt: skip
    def test_integrity_finds_what_was_altered(self, submission, assessors, at, altered):
        panel = form(submission, at)
        Panel.objects.filter(pk=panel.pk).update(weighed=panel.weighed | altered)
        assert self.breaches() == [submission.ref]
