"""What the sheets of a program come to: stored with a date, shown to those who answer for it, and to each alone."""

import random
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from guildmark.assessment.models import CriterionScore, Panel, ScoreSheet, Seat, Submission
from guildmark.calibration import actions, integrity, jobs, queries
from guildmark.calibration.domain.drift import Deviation, chart, spread_of
from guildmark.calibration.models import AssessorPause, CalibrationSet, Reliability
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.roles import Role
from guildmark.people.models import Person
from guildmark.programs.models import Criterion
from tests import builders
from tests.calibration.conftest import WORTH
from tests.cast import NOW, a_person, holds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


@pytest.fixture
def judged(version, tomasz, kwame, a_stranger, priya):
    """Sixty pieces of work read by two of six; Kwame gives one level less on two of three criteria."""
    chance = random.Random(5)
    more = [holds(a_person(name, function="quality", at="leeds", in_unit="labs"), Role.ASSESSOR)
            for name in ("Bram Visser", "Noor Aziz", "Olga Petrova")]  # fmt: skip
    readers = (tomasz, kwame, a_stranger, *more)
    for person in readers:
        if not person.qualifications.exists():
            builders.qualified(person, version, by=priya)
    criteria = list(Criterion.objects.filter(version=version).order_by("position"))
    for number in range(60):
        person = Person.objects.create(
            username=f"c{number}", employee_number=f"c{number}", name=f"C {number}", email=f"c{number}@example.com",
            created_at=NOW, job_function=tomasz.job_function, site=tomasz.site, time_zone="UTC",
        )  # fmt: skip
        work = builders.a_submitted_submission(builders.a_candidacy(person, version))
        Submission.objects.filter(pk=work.pk).update(state="decided", decided_at=NOW)
        panel = Panel.objects.create(submission=work, size=2, called_at=NOW, formed_at=NOW)
        shown = [chance.choice((2, 3, 3, 4)) for _ in criteria]
        for place, judge in enumerate((readers[number % 6], readers[(number + 1 + number // 6 % 3) % 6]), start=1):
            seat = Seat.objects.create(
                panel=panel, number=place, assessor=judge, state="started", started_at=NOW, assigned_at=NOW,
                due_on=NOW.date(),
            )  # fmt: skip
            sheet = ScoreSheet.objects.create(seat=seat, created_at=NOW)
            for criterion, level in zip(criteria, shown, strict=True):
                less = judge == kwame and chance.random() < 0.67
                slip = chance.choice((-1, 0, 0, 0, 1))
                CriterionScore.objects.create(
                    sheet=sheet, criterion=criterion, level=max(1, min(4, level + slip - less)), changed_at=NOW
                )
            sealed_at = NOW - timedelta(days=90 - number)
            ScoreSheet.objects.filter(pk=sheet.pk).update(sealed_at=sealed_at, digest="d" * 64)
            Seat.objects.filter(pk=seat.pk).update(state="sealed")
    return readers


class TestRecording:
    def test_the_severe_assessor_is_found_and_named_to_nobody_else(self, judged, program, kwame, tomasz, at):
        actions.record_reliability(program=program, by=SYSTEM, at=at)
        page = queries.reliability(program)
        reads = {one.name: one for one in page.assessors}
        assert [one.name for one in page.assessors] == sorted(reads)
        assert reads[kwame.name].apart and 0.3 < reads[kwame.name].points < 1
        assert not reads[tomasz.name].apart
        assert page.finding == "1 assessor of 6 reads clearly otherwise than the rest"
        assert reads[kwame.name].fair > reads[kwame.name].raw
        assert page.overall.told and page.overall.alpha[1] < page.overall.alpha[0] < page.overall.alpha[2]

    def test_where_no_sheet_came_the_last_record_stands(self, judged, program, at):
        first = actions.record_reliability(program=program, by=SYSTEM, at=at)
        assert actions.record_reliability(program=program, by=SYSTEM, at=at + timedelta(days=1)) == first

    def test_it_can_be_derived_again(self, judged, program, at):
        made = actions.record_reliability(program=program, by=SYSTEM, at=at)
        assert list(integrity.altered_reliability()) == []
        Reliability.objects.create(
            program=program, as_of=at + timedelta(hours=1), ratings=made.ratings, figures={**made.figures, "groups": 9}
        )
        assert [breach.sentence for breach in integrity.altered_reliability()] == ["its sheets come to other figures"]
        with pytest.raises(IntegrityError), transaction.atomic():
            Reliability.objects.update(as_of=at)

    def test_few_sheets_tell_nothing(self, works, program, at):
        made = actions.record_reliability(program=program, by=SYSTEM, at=at)
        assert (made.figures["assessors"], made.figures["overall"]) == ([], None)
        assert "can’t be told yet" in queries.reliability(program).finding

    def test_nobody_does_it_by_hand(self, program, priya, at):
        with pytest.raises(Refused, match="by itself every night"):
            actions.record_reliability(program=program, by=priya, at=at)


class TestShowing:
    def test_to_those_who_answer_for_it(self, judged, program, priya, marguerite, kwame, weiling, henrik, browse, at):
        jobs.record_reliabilities(at)
        where = f"/reliability/{program.slug}/"
        for person in (priya, marguerite):
            page = browse(person).get(where).content.decode()
            assert "reads clearly otherwise" in page and "<svg" in page and "Kwame Mensah" in page
        for person in (kwame, weiling, henrik):
            assert browse(person).get(where).status_code == 404
        lines = browse(priya).get(f"{where}?format=csv").content.decode().splitlines()
        assert len(lines) == 7 and lines[2].startswith("Kwame Mensah,2026-04-16,20,0,yes,")

    def test_to_each_alone(self, judged, program, kwame, tomasz, browse, at):
        jobs.record_reliabilities(at)
        page = browse(kwame).get("/calibration/").content.decode()
        assert "of a level less than others would for the same work" in page
        assert "Tomasz Bielak" not in page
        assert "You read as the others do" in browse(tomasz).get("/calibration/").content.decode()

    def test_the_list_says_of_each_program_what_was_found(self, judged, program, priya, browse, at):
        assert "Nothing is recorded yet" in browse(priya).get("/reliability/").content.decode()
        jobs.record_reliabilities(at)
        page = browse(priya).get("/reliability/").content.decode()
        assert "1 assessor of 6 reads clearly otherwise than the rest" in page and "120 sheets, as of" in page

    def test_the_page_asks_the_same_of_the_database_for_any_number(
        self, judged, program, priya, browse, at, django_assert_max_num_queries
    ):
        actions.record_reliability(program=program, by=SYSTEM, at=at)
        client = browse(priya)
        client.get("/reliability/")
        with django_assert_max_num_queries(15):
            client.get(f"/reliability/{program.slug}/")


class TestDrift:
    def test_who_reads_otherwise_gets_no_new_work_and_is_asked_to_calibrate(
        self, exemplars, judged, program, kwame, tomasz, at
    ):
        report = jobs.record_reliabilities(at)
        pause = AssessorPause.objects.get()
        assert (pause.person, pause.cause) == (kwame, "drift")
        assert "below the others" in pause.reason and "below the others" in report
        assert set(queries.paused_among(frozenset({kwame.pk, tomasz.pk}), program.pk, at)) == {kwame.pk}
        jobs.record_reliabilities(at + timedelta(days=1))
        assert AssessorPause.objects.count() == 1

    def test_panels_leave_them_out(self, judged, program, kwame, at):
        from guildmark.assessment.ports import paused

        jobs.record_reliabilities(at)
        assert kwame.pk in paused(frozenset({kwame.pk}), program.pk, at)

    def test_calibrating_again_lifts_it(self, exemplars, policy, saoirse, program, priya, score, at):
        actions.pause_assessor(person=saoirse, program=program, reason="Sees another rubric.", by=priya, at=at)
        asked = actions.ask_for_set(person=saoirse, program=program, cause="drift", by=SYSTEM, at=at)
        for reading in asked.readings.all():
            score(reading.seat, *WORTH[exemplars.index(reading.exemplar)])
        pause = AssessorPause.objects.get()
        assert (pause.lifted_at, pause.lifted_set, pause.lifted_by) == (at, asked, None)
        assert CalibrationSet.objects.get().passed

    def test_or_the_owner_with_a_reason(self, saoirse, program, priya, at):
        pause = actions.pause_assessor(person=saoirse, program=program, reason="Drifts.", by=priya, at=at)
        with pytest.raises(Refused, match="Say why they get work again"):
            actions.lift_pause(pause=pause, reason=" ", by=priya, at=at)
        with pytest.raises(Refused, match="You may not say that an assessor gets no new work"):
            actions.lift_pause(pause=pause, reason="I am fine.", by=saoirse, at=at)
        actions.lift_pause(pause=pause, reason="The rubric was at fault.", by=priya, at=at)
        assert dict(queries.paused_among(frozenset({saoirse.pk}), program.pk, at)) == {}


class TestChart:
    """Planted truth: who agrees is left alone, who shifts is found soon."""

    @staticmethod
    def sheets(chance, shift, number, spread=0.4):
        return [Deviation(f"2026-{n:04d}", "SUB", chance.gauss(shift, spread)) for n in range(number)]

    def test_agreement_seldom_alarms(self):
        chance = random.Random(1)
        alarms = sum(any(p.beyond for p in chart(self.sheets(chance, 0, 50), 0.4).points) for _ in range(200))
        assert alarms / 200 < 0.2  # once in 500 sheets: 50 sheets alarm in about one chart of ten

    def test_a_shift_of_one_standard_deviation_is_found_within_twenty_sheets(self):
        chance = random.Random(2)
        found = sum(any(p.beyond for p in chart(self.sheets(chance, -0.4, 20), 0.4).points) for _ in range(200))
        assert found / 200 > 0.85

    def test_the_limits_are_the_published_ones(self):
        """Lucas and Saccucci (1990): they approach L σ √(λ / (2 − λ)) = 2.962 × 1/3 for weight 0.2."""
        last = chart([Deviation("m", "SUB", 0.0)] * 60, 1.0).points[-1]
        assert last.limit == pytest.approx(2.962 / 3, abs=1e-4)

    def test_too_few_sheets_have_no_usual_spread(self):
        assert spread_of({1: [Deviation("m", "SUB", 0.5)] * 10}) is None

    def test_the_spread_is_around_each_ones_own_mean(self):
        chance = random.Random(3)
        everybody = {n: self.sheets(chance, shift, 40) for n, shift in enumerate((-1.0, 0.0, 1.0))}
        assert spread_of(everybody) == pytest.approx(0.4, abs=0.06)
