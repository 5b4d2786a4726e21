"""Beside the sheet: marks in the evidence, the comment bank, work left for later."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from guildmark.assessment import actions, jobs, queries
from guildmark.assessment.models import BankComment, Mark, ScoreSheet, Seat
from guildmark.kernel.access import Refused
from guildmark.kernel.integrity import INVARIANTS
from tests import builders
from tests.assessment.pages import url
from tests.cast import TODAY


def reload(seat):
    return Seat.objects.get(pk=seat.pk)


@pytest.fixture
def seat(seats, score):
    return score(seats[0], 4, 3, 3, seal=False)


@pytest.fixture
def passage(submission):
    text = submission.evidence.get(kind="text")
    return actions.Place(text.pk, quote="isolated both feeds", before="At 09:10 I ", after=".", start=11)


def mark(seat, place, at, text="Both, and at the work point."):
    given = {"place": place, "criterion": "isolation-1", "text": text}
    return actions.mark_evidence(seat=reload(seat), **given, by=seat.assessor, at=at)


class TestMarks:
    def test_a_passage_is_kept_by_its_words_and_their_place(self, seat, passage, at):
        made = mark(seat, passage, at)
        assert (made.quote, made.before, made.start, made.tenths) == ("isolated both feeds", "At 09:10 I ", 11, None)

    def test_it_is_sealed_with_the_sheet_and_part_of_its_digest(self, seat, passage, at, behind_the_triggers):
        mark(seat, passage, at)
        sheet = actions.seal_sheet(seat=reload(seat), by=seat.assessor, at=at)
        assert list(INVARIANTS["assessment.sheets"].check()) == []
        for change in (lambda: Mark.objects.update(text="Otherwise."), lambda: Mark.objects.all().delete()):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()
        behind_the_triggers("assessment_mark", lambda: Mark.objects.update(text="Otherwise."))
        assert len(list(INVARIANTS["assessment.sheets"].check())) == 1
        assert sheet.digest

    def test_a_sheet_without_marks_keeps_the_digest_it_would_have_had(self, seat, at):
        sheet = actions.seal_sheet(seat=reload(seat), by=seat.assessor, at=at)
        assert ScoreSheet.objects.get(pk=sheet.pk).digest == sheet.digest
        assert list(INVARIANTS["assessment.sheets"].check()) == []

    def test_only_in_this_work_and_only_before_it_is_sealed(self, seat, passage, nadia, version, at):
        other = builders.a_submitted_submission(builders.a_candidacy(nadia, version)).evidence.get(kind="text")
        with pytest.raises(Refused, match="doesn’t belong"):
            mark(seat, actions.Place(other.pk, quote="isolated", start=0), at)
        with pytest.raises(Refused, match="Select a passage"):
            mark(seat, actions.Place(passage.evidence_id), at)
        actions.seal_sheet(seat=reload(seat), by=seat.assessor, at=at)
        with pytest.raises(Refused, match="sealed"):
            mark(seat, passage, at)

    def test_the_page_gives_the_list_back(self, seat, passage, tomasz, kwame, browse, story_time):
        desk = browse(tomasz)
        given = {"evidence_id": passage.evidence_id, "quote": passage.quote, "start": 11, "text": "Both."}
        told = desk.post(url("marks", seat.pk), given).content.decode()
        assert "“isolated both feeds”" in told
        assert "Both." in desk.get(url("seat", seat.pk)).content.decode()
        gone = desk.post(url("mark_removal", seat.pk, Mark.objects.get().pk)).content.decode()
        assert "isolated both feeds" not in gone
        assert browse(kwame).post(url("marks", seat.pk), given).status_code == 404


class TestBank:
    def keep(self, seat, text, at, *, shared=False):
        given = {"criterion": "judgement-1", "text": text, "shared": shared}
        return actions.keep_comment(seat=reload(seat), **given, by=seat.assessor, at=at)

    def test_ones_own_and_what_others_share(self, seat, seats, at):
        self.keep(seat, "Name a second cause.", at)
        self.keep(seats[1], "Say what you ruled out.", at, shared=True)
        self.keep(seats[1], "For myself.", at)
        bank = queries.bank_for(reload(seat), "judgement-1")
        assert [one.text for one in bank.own] == ["Name a second cause."]
        assert [one.text for one in bank.shared] == ["Say what you ruled out."]
        assert queries.bank_for(reload(seat), "record-1").own == []

    def test_twice_is_once_and_only_ones_own_goes(self, seat, seats, kwame, tomasz, at):
        kept = self.keep(seat, "Name a second cause.", at)
        assert self.keep(seat, "Name a second cause. ", at) == kept
        with pytest.raises(Refused, match="somebody else’s"):
            actions.drop_comment(comment=kept, by=kwame, at=at)
        actions.drop_comment(comment=kept, by=tomasz, at=at)
        assert not BankComment.objects.exists()

    def test_the_page(self, seat, tomasz, browse, story_time):
        desk = browse(tomasz)
        given = {"criterion": "judgement-1", "text": "Name a second cause.", "shared": "on"}
        assert "Name a second cause." in desk.post(url("bank", seat.pk), given).content.decode()
        assert desk.post(url("bank", seat.pk), {"text": ""}).status_code == 422
        assert "Name a second cause." in desk.get(url("bank", seat.pk) + "?criterion=judgement-1").content.decode()


class TestLater:
    def later(self, seat, at, days=2, reason="Not now"):
        until = TODAY + timedelta(days=days)
        return actions.skip_seat(seat=reload(seat), until=until, reason=reason, by=seat.assessor, at=at)

    @pytest.fixture
    def other(self, nadia, version, tomasz):
        work = builders.a_submitted_submission(builders.a_candidacy(nadia, version))
        return builders.a_panel(work, tomasz)[0]

    def order(self, tomasz):
        return list(queries.queue(tomasz).values_list("pk", flat=True))

    def test_it_goes_to_the_end_of_the_queue_and_comes_back_on_its_day(self, seat, other, tomasz, at):
        due = reload(seat).due_on
        assert self.order(tomasz) == [seat.pk, other.pk]
        self.later(seat, at)
        assert self.order(tomasz) == [other.pk, seat.pk]
        assert jobs.take_up_skipped(at + timedelta(days=1)) == ""
        assert "back in its place" in jobs.take_up_skipped(at + timedelta(days=2))
        assert self.order(tomasz) == [seat.pk, other.pk]
        assert reload(seat).due_on == due

    def test_not_beyond_the_day_it_is_due_and_not_without_a_reason(self, seat, kwame, at):
        with pytest.raises(Refused, match="after it is due"):
            self.later(seat, at, days=11)
        with pytest.raises(Refused, match="Choose a later day"):
            self.later(seat, at, days=0)
        with pytest.raises(Refused, match="Say why"):
            self.later(seat, at, reason=" ")
        with pytest.raises(Refused, match="somebody else’s"):
            actions.skip_seat(seat=reload(seat), until=TODAY + timedelta(days=2), reason="x", by=kwame, at=at)

    def test_the_page_leads_to_the_next(self, seat, other, tomasz, browse, story_time):
        desk = browse(tomasz)
        until = (TODAY + timedelta(days=1)).isoformat()
        answer = desk.post(url("skip", seat.pk), {"until": until, "reason": "Not now"}, follow=True)
        assert answer.redirect_chain == [(url("seat", other.pk), 302)]
        assert "left until" in desk.get("/queue/").content.decode()
        desk.post(url("skip", seat.pk), {})
        assert reload(seat).skipped_until is None
