"""Sets: an assessor scores exemplars like any work; who reads as the experts do is qualified for a period."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from guildmark.assessment import actions as assessment
from guildmark.assessment import queries as judging
from guildmark.assessment.models import Qualification, Result
from guildmark.calibration import actions, integrity, queries
from guildmark.calibration.domain.qualifying import Line, Measure, agreement_of, verdict
from guildmark.calibration.models import CalibrationSet, Reading
from guildmark.kernel.access import SYSTEM, Refused
from tests.calibration.conftest import WORTH

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time", "policy")]


@pytest.fixture
def asked(exemplars, policy, saoirse, program, at):
    return actions.ask_for_set(person=saoirse, program=program, by=saoirse, at=at)


def worth(reading, exemplars):
    return WORTH[exemplars.index(reading.exemplar)]


class TestReading:
    def test_the_exemplars_wait_in_the_queue_like_any_work(self, asked, saoirse, at, browse):
        assert judging.counts(saoirse, at=at).open == 2
        page = browse(saoirse).get("/queue/").content.decode()
        assert "candidate hidden" in page and "Carvalho" not in page

    def test_who_reads_as_the_experts_do_is_qualified_for_a_period(self, asked, exemplars, saoirse, program, score):
        for reading in asked.readings.all():
            score(reading.seat, *worth(reading, exemplars))
        asked.refresh_from_db()
        assert (asked.passed, asked.value, asked.pairs) == (True, Decimal(1), 6)
        held = Qualification.objects.get(person=saoirse, program=program)
        assert (held.starts_on, held.ends_on, held.granted_by) == (date(2026, 4, 16), date(2027, 4, 15), None)
        assert "weighted kappa 1.0000 on 2 exemplars, at least 0.60 asked" in held.basis

    def test_who_does_not_gets_feedback_by_criterion_and_another_set(
        self, asked, exemplars, saoirse, program, score, browse, at
    ):
        where = f"/calibration/sets/{asked.pk}/"
        first, second = asked.readings.all()
        score(first.seat, 1, 1, 4)
        assert "Why, say the experts" not in browse(saoirse).get(where).content.decode()
        score(second.seat, 2, 1, 4)
        asked.refresh_from_db()
        assert asked.passed is False
        assert not Qualification.objects.filter(person=saoirse).exists()
        page = browse(saoirse).get(where).content.decode()
        assert "Not yet" in page and "The log shows it at 09:10." in page and "Another set" in page
        again = actions.ask_for_set(person=saoirse, program=program, by=saoirse, at=at)
        assert not {r.exemplar_id for r in again.readings.all()} & {first.exemplar_id, second.exemplar_id}

    def test_it_makes_no_result(self, asked, exemplars, score):
        before = Result.objects.count()
        for reading in asked.readings.all():
            score(reading.seat, *worth(reading, exemplars))
        assert Result.objects.count() == before

    def test_given_back_it_counts_for_nothing(self, asked, exemplars, saoirse, score, at):
        first, second = asked.readings.all()
        score(first.seat, *worth(first, exemplars))
        assessment.decline_seat(seat=second.seat, reason="I know it.", by=saoirse, at=at)
        asked.refresh_from_db()
        assert (asked.passed, asked.value, asked.pairs) == (False, None, 3)

    def test_a_held_qualification_is_continued(self, asked, exemplars, saoirse, program, priya, score, at):
        assessment.grant_qualification(
            person=saoirse, program=program, basis="Founding list", starts_on=date(2026, 1, 1),
            ends_on=date(2026, 6, 30), by=priya, at=at,
        )  # fmt: skip
        for reading in asked.readings.all():
            score(reading.seat, *worth(reading, exemplars))
        spans = Qualification.objects.filter(person=saoirse).order_by("starts_on").values_list("starts_on", "ends_on")
        assert list(spans)[1] == (date(2026, 7, 1), date(2027, 4, 15))


class TestAsking:
    def test_one_at_a_time(self, asked, saoirse, program, at):
        with pytest.raises(Refused, match="a set to read already"):
            actions.ask_for_set(person=saoirse, program=program, by=saoirse, at=at)

    def test_experts_and_those_who_judged_it_know_it(self, exemplars, tomasz, program, at):
        with pytest.raises(Refused, match="there are 0"):
            actions.ask_for_set(person=tomasz, program=program, by=tomasz, at=at)

    def test_never_of_whom_one_may_not_judge(self, exemplars, saoirse, ines, program, at):
        assessment.declare_conflict(person=saoirse, about=ines, reason="Sisters.", by=saoirse, at=at)
        assert exemplars[0] not in queries.unknown_to(saoirse, program, at=at)

    def test_for_another_by_the_owner_only(self, exemplars, saoirse, priya, kwame, program, at):
        with pytest.raises(Refused, match="ask an assessor to calibrate"):
            actions.ask_for_set(person=saoirse, program=program, by=kwame, at=at)
        assert actions.ask_for_set(person=saoirse, program=program, by=priya, at=at).asked_by == priya

    def test_only_assessors(self, exemplars, henrik, program, at):
        with pytest.raises(Refused, match="Henrik Lund is not an assessor"):
            actions.ask_for_set(person=henrik, program=program, by=SYSTEM, at=at)

    def test_not_closed_before_all_are_read(self, asked, at):
        with pytest.raises(Refused, match="Not every exemplar"):
            actions.close_set(calibration_set=asked, by=SYSTEM, at=at)


class TestIntegrity:
    def test_what_came_of_it_follows_from_its_sheets(self, asked, exemplars, score):
        for reading in asked.readings.all():
            score(reading.seat, *worth(reading, exemplars))
        assert list(integrity.altered_sets()) == []

    def test_an_outcome_that_does_not_follow_is_found(self, asked, at):
        CalibrationSet.objects.filter(pk=asked.pk).update(closed_at=at, value="0.9", pairs=6, passed=True)
        assert [breach.thing for breach in integrity.altered_sets()] == [f"calibration set {asked.pk}"]

    def test_the_database_lets_nobody_change_it(self, asked, exemplars, score):
        for reading in asked.readings.all():
            score(reading.seat, *worth(reading, exemplars))
        for change in (lambda: CalibrationSet.objects.update(passed=False), Reading.objects.all().delete):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()

    def test_an_exemplar_is_read_once(self, asked):
        (first, _second) = asked.readings.all()
        with pytest.raises(IntegrityError), transaction.atomic():
            Reading.objects.create(
                exemplar=first.exemplar, reference=first.reference, seat_id=first.seat_id + 1, person=first.person,
                given_at=first.given_at,
            )  # fmt: skip


class TestPrivacy:
    def test_a_set_is_between_the_assessor_and_those_who_answer(
        self, asked, saoirse, tomasz, priya, marguerite, weiling, ines, browse
    ):
        where = f"/calibration/sets/{asked.pk}/"
        opens = {p.username for p in (saoirse, tomasz, priya, marguerite, weiling, ines)
                 if browse(p).get(where).status_code == 200}  # fmt: skip
        assert opens == {"saoirse", "priya", "marguerite"}

    def test_ones_own_page(self, asked, saoirse, browse, ines):
        page = browse(saoirse).get("/calibration/").content.decode()
        assert "0 of 2 read" in page
        assert browse(ines).get("/calibration/").status_code == 403


class TestFounding:
    """Who certified the first assessors? A list by the committee, for a limited time, the first to renew."""

    def test_the_committee_names_them_for_a_limited_time(self, program, saoirse, marguerite, at):
        (held,) = actions.found_assessors(
            program=program, people=[saoirse], until=date(2026, 12, 31), reason="Led the pilots.", by=marguerite, at=at
        )
        assert (held.ends_on, held.basis) == (date(2026, 12, 31), "Founding list: Led the pilots.")

    @pytest.mark.parametrize("until", [date(2027, 6, 1), date(2026, 4, 16)])
    def test_not_for_longer_than_a_year(self, program, saoirse, marguerite, at, until):
        with pytest.raises(Refused, match="at most 12 months"):
            actions.found_assessors(
                program=program, people=[saoirse], until=until, reason="Led the pilots.", by=marguerite, at=at
            )

    def test_not_by_the_owner(self, program, saoirse, priya, at):
        with pytest.raises(Refused, match="name the first assessors"):
            actions.found_assessors(
                program=program, people=[saoirse], until=date(2026, 12, 31), reason="Good.", by=priya, at=at
            )

    def test_once(self, program, assessors, saoirse, marguerite, at):
        with pytest.raises(Refused, match="has had assessors before"):
            actions.found_assessors(
                program=program, people=[saoirse], until=date(2026, 12, 31), reason="Good.", by=marguerite, at=at
            )

    @pytest.mark.usefixtures("story_time")
    def test_its_page_is_offered_to_the_committee_until_it_is_done(
        self, program, saoirse, marguerite, priya, at, browse
    ):
        where, page = f"/reliability/{program.slug}/founding/", f"/reliability/{program.slug}/"
        offered = {one.username: where in browse(one).get(page).content.decode() for one in (marguerite, priya)}
        assert offered == {"marguerite": True, "priya": False}
        assert browse(marguerite).get(where).status_code == 200
        actions.found_assessors(
            program=program, people=[saoirse], until=date(2026, 12, 31), reason="Led the pilots.", by=marguerite, at=at
        )
        assert where not in browse(marguerite).get(page).content.decode()
        assert "has had assessors before" in browse(marguerite).get(where).content.decode()


class TestVerdict:
    def test_adjacent_agreement_is_exact_and_cut_off(self):
        lines = [Line(3, 3)] * 4 + [Line(3, 1)] * 2
        assert agreement_of(lines, Measure.ADJACENT) == Decimal("0.6666")

    def test_kappa_sees_what_adjacent_agreement_does_not(self):
        """One who gives the middle to everyone is never more than one off, and tells nothing apart."""
        lines = [Line(level, 2) for level in (1, 2, 3, 1, 2, 3)]
        assert agreement_of(lines, Measure.ADJACENT) == 1
        assert agreement_of(lines, Measure.KAPPA) == 0

    @pytest.mark.parametrize("lines", [[Line(3, 3)] * 5, [Line(3, 3)] * 8])
    def test_where_it_cant_be_told_nobody_passes(self, lines):
        found = verdict(lines, Measure.KAPPA, Decimal("0.60"))
        assert (found.value, found.passed) == (None, False)

    def test_exactly_the_least_passes(self):
        lines = [Line(3, 3)] * 3 + [Line(3, 1)] * 3
        assert verdict(lines, Measure.ADJACENT, Decimal("0.5")).passed
