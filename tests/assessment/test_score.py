"""The score sheet: started, written on line by line, sealed once, and then beyond change."""

import pytest
from django.db import DatabaseError, transaction

from guildmark.assessment import actions
from guildmark.assessment.models import CriterionScore, ScoreSheet, Seat, SeatState
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.models import JournalEntry
from guildmark.people.models import Employment
from tests import builders

pytestmark = pytest.mark.django_db


class TestStarting:
    def test_the_submission_is_in_review_and_can_no_longer_be_recalled(self, seats, submission, tomasz, at):
        seat = actions.start_seat(seat=seats[0], by=tomasz, at=at)
        submission.refresh_from_db()
        assert submission.state == "in_review"
        assert (seat.state, seat.started_at) == ("started", at)
        assert JournalEntry.objects.get(fact="SeatStarted").actor_id == tomasz.pk

    def test_twice_is_once(self, seats, tomasz, at):
        actions.start_seat(seat=seats[0], by=tomasz, at=at)
        actions.start_seat(seat=seats[0], by=tomasz, at=at)
        assert ScoreSheet.objects.count() == 1
        assert JournalEntry.objects.filter(fact="SeatStarted").count() == 1

    def test_a_recalled_submission_waits(self, seats, submission, tomasz, at):
        type(submission).objects.filter(pk=submission.pk).update(state="draft")
        with pytest.raises(Refused, match="recalled"):
            actions.start_seat(seat=seats[0], by=tomasz, at=at)

    def test_a_conflict_that_arose_meanwhile_is_found(self, seats, ines, tomasz, at):
        Employment.objects.filter(person=ines).update(manager=tomasz)
        with pytest.raises(Refused, match="Tomasz Bielak leads Ines Carvalho"):
            actions.start_seat(seat=seats[0], by=tomasz, at=at)

    def test_blind_panels_are_told_without_the_name(self, ines, tomasz, priya, marguerite, at):
        version = builders.a_published_version(priya, marguerite, blind_to_candidate=True)
        (seat,) = builders.a_panel(builders.a_submitted_submission(builders.a_candidacy(ines, version)), tomasz)
        Employment.objects.filter(person=ines).update(manager=tomasz)
        with pytest.raises(Refused, match="leads the candidate"):
            actions.start_seat(seat=seat, by=tomasz, at=at)

    @pytest.mark.parametrize("who", ["kwame", "ines", "priya", "weiling", "henrik", "marguerite"])
    def test_nobody_starts_somebody_elses_seat(self, seats, at, request, who):
        with pytest.raises(Refused, match="somebody else"):
            actions.start_seat(seat=seats[0], by=request.getfixturevalue(who), at=at)


class TestWriting:
    @pytest.fixture
    def seat(self, seats, tomasz, at):
        return actions.start_seat(seat=seats[0], by=tomasz, at=at)

    def save(self, seat, at, criterion="judgement-1", level=3, rationale="", revision=0, by=None):
        return actions.save_score(
            seat=seat, criterion=criterion, level=level, rationale=rationale, revision=revision,
            by=by or seat.assessor, at=at,
        )  # fmt: skip

    def test_a_line_is_kept_and_counts_its_changes(self, seat, at):
        assert self.save(seat, at).revision == 1
        assert self.save(seat, at, level=4, revision=1).revision == 2
        assert CriterionScore.objects.get().level == 4

    def test_the_journal_does_not_tell_the_level(self, seat, at):
        self.save(seat, at, rationale="Said aloud.")
        body = JournalEntry.objects.get(fact="ScoreSaved").body
        assert body == {"sheet_id": seat.sheet.pk, "criterion": "judgement-1", "revision": 1}

    def test_a_stale_change_is_refused_and_both_are_kept(self, seat, at):
        self.save(seat, at, level=3, rationale="first tab")
        with pytest.raises(actions.Stale) as refused:
            self.save(seat, at, level=2, rationale="second tab", revision=0)
        assert refused.value.stored == {"level": 3, "rationale": "first tab", "revision": 1}
        assert CriterionScore.objects.get().rationale == "first tab"

    def test_a_retry_of_what_is_stored_is_no_conflict(self, seat, at):
        self.save(seat, at)
        assert self.save(seat, at, revision=0).revision == 1
        assert JournalEntry.objects.filter(fact="ScoreSaved").count() == 1

    def test_a_level_can_be_taken_away_again(self, seat, at):
        self.save(seat, at)
        assert self.save(seat, at, level=None, revision=1).level is None

    @pytest.mark.parametrize("level", [0, 5, -1])
    def test_levels_that_do_not_exist(self, seat, at, level):
        with pytest.raises(Refused, match="no such level"):
            self.save(seat, at, level=level)

    def test_criteria_that_do_not_exist(self, seat, at):
        with pytest.raises(Refused, match="No such criterion"):
            self.save(seat, at, criterion="charm")

    def test_not_before_start(self, seats, kwame, at):
        with pytest.raises(Refused, match="Press Start"):
            self.save(seats[1], at, by=kwame)

    def test_not_on_somebody_elses_sheet(self, seat, kwame, at):
        with pytest.raises(Refused, match="somebody else"):
            self.save(seat, at, by=kwame)

    def test_not_after_sealing(self, seats, score, at):
        score(seats[0], 4, 3, 3)
        with pytest.raises(Refused, match="sealed"):
            self.save(Seat.objects.get(pk=seats[0].pk), at, revision=1)

    def test_a_second_assessor_writes_beside_the_first(self, seats, score):
        score(seats[0], 4, 3, 3, seal=False)
        score(seats[1], 4, 4, 4, seal=False)
        levels = {seat.pk: sorted(s.level for s in seat.sheet.scores.all()) for seat in Seat.objects.all()}
        assert levels == {seats[0].pk: [3, 3, 4], seats[1].pk: [4, 4, 4]}

    def test_notes_are_their_own(self, seat, at):
        sheet = actions.save_notes(seat=seat, text="Ask about the meter.", revision=0, by=seat.assessor, at=at)
        assert sheet.notes_revision == 1
        with pytest.raises(actions.Stale):
            actions.save_notes(seat=seat, text="Other tab.", revision=0, by=seat.assessor, at=at)

    def test_nobody_else_writes_notes_on_it(self, seat, kwame, at):
        with pytest.raises(Refused, match="somebody else"):
            actions.save_notes(seat=seat, text="Not mine.", revision=0, by=kwame, at=at)


class TestSealing:
    def test_it_gets_a_time_and_a_digest(self, seats, score, at):
        sheet = score(seats[0], 4, 3, 3)
        assert sheet.sealed_at == at
        assert len(sheet.digest) == 64
        assert Seat.objects.get(pk=seats[0].pk).state == SeatState.SEALED
        fact = JournalEntry.objects.get(fact="SheetSealed").body
        assert fact["digest"] == sheet.digest
        assert "level" not in str(fact)

    def test_not_before_every_criterion_has_a_level(self, seats, score):
        with pytest.raises(Refused, match="Not scored yet: Judgement, Record"):
            score(seats[0], 4)

    def test_below_what_is_needed_a_reason_is_compulsory(self, seats, score):
        with pytest.raises(Refused, match=r"say why.*Judgement"):
            score(seats[0], 4, 2, 4, reason="")

    def test_elsewhere_it_is_not(self, seats, score):
        assert score(seats[0], 4, 3, 3, reason="").sealed_at

    def test_twice_is_refused(self, seats, score, tomasz, at):
        score(seats[0], 4, 3, 3)
        with pytest.raises(Refused, match="sealed"):
            actions.seal_sheet(seat=seats[0], by=tomasz, at=at)

    def test_a_conflict_that_arose_midway_is_caught(self, seats, score, ines, tomasz, at):
        seat = score(seats[0], 4, 3, 3, seal=False)
        Employment.objects.filter(person=ines).update(manager=tomasz)
        with pytest.raises(Refused, match="leads"):
            actions.seal_sheet(seat=seat, by=tomasz, at=at)

    def test_not_by_the_installation_either(self, seats, score, at):
        seat = score(seats[0], 4, 3, 3, seal=False)
        with pytest.raises(Refused, match="somebody else"):
            actions.seal_sheet(seat=seat, by=SYSTEM, at=at)


class TestASealedSheet:
    @pytest.fixture
    def sheet(self, seats, score):
        return score(seats[0], 4, 3, 3)

    def refused(self, doing):
        with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
            doing()

    def test_its_lines_do_not_change(self, sheet):
        self.refused(lambda: sheet.scores.update(level=1))

    def test_nor_go(self, sheet):
        self.refused(lambda: sheet.scores.all()._raw_delete(using="default"))

    def test_nor_get_company(self, sheet, submission):
        extra = CriterionScore(sheet=sheet, criterion_id=sheet.scores.first().criterion_id, changed_at=sheet.sealed_at)
        self.refused(extra.save)

    def test_lines_do_not_move_in_from_an_open_sheet(self, sheet, seats, score):
        score(seats[1], 4, seal=False)
        line = CriterionScore.objects.filter(sheet__seat=seats[1])
        self.refused(lambda: line.update(sheet=sheet))

    def test_it_is_not_unsealed(self, sheet):
        self.refused(lambda: ScoreSheet.objects.filter(pk=sheet.pk).update(sealed_at=None, digest=""))

    def test_it_is_not_deleted(self, sheet):
        self.refused(lambda: ScoreSheet.objects.filter(pk=sheet.pk)._raw_delete(using="default"))

    def test_its_seat_stays_as_it_is(self, sheet):
        self.refused(lambda: Seat.objects.filter(pk=sheet.seat_id).update(assessor_id=sheet.seat.assessor_id))


class TestASheetThatArrivesWhole:
    def test_every_line_stands(self, seats, at):
        seat = actions.start_seat(seat=seats[0], by=seats[0].assessor, at=at)
        lines = {f"{key}-1": (3, "Seen in section 2.") for key, _, _ in builders.CRITERIA}
        sheet = actions.fill_sheet(seat=seat, lines=lines, by=seat.assessor, at=at)
        assert set(sheet.scores.values_list("level", flat=True)) == {3}
        assert JournalEntry.objects.get(fact="SheetFilled").body == {"sheet_id": sheet.pk, "lines": 3}

    def test_by_nobody_else(self, seats, kwame, at):
        seat = actions.start_seat(seat=seats[0], by=seats[0].assessor, at=at)
        with pytest.raises(Refused, match="somebody else"):
            actions.fill_sheet(seat=seat, lines={"isolation-1": (4, "")}, by=kwame, at=at)

    def test_never_over_what_stands_already(self, seats, at):
        seat = actions.start_seat(seat=seats[0], by=seats[0].assessor, at=at)
        actions.fill_sheet(seat=seat, lines={"isolation-1": (4, "")}, by=seat.assessor, at=at)
        with pytest.raises(Refused, match="Something stands on this sheet already"):
            actions.fill_sheet(seat=seat, lines={"isolation-1": (1, "")}, by=seat.assessor, at=at)

    def test_not_with_a_level_that_the_rubric_lacks(self, seats, at):
        seat = actions.start_seat(seat=seats[0], by=seats[0].assessor, at=at)
        with pytest.raises(Refused, match="no such level"):
            actions.fill_sheet(seat=seat, lines={"isolation-1": (5, "")}, by=seat.assessor, at=at)
