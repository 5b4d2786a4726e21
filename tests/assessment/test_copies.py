"""Copies of decided work: read to calibrate, nobody’s attempt, never a result."""

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from guildmark.assessment import actions, integrity, queries
from guildmark.assessment.lifecycle import may_read_evidence
from guildmark.assessment.models import Evidence, Panel, Result, Submission
from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.credentials.lifecycle import Ties
from guildmark.kernel.access import SYSTEM, Refused
from tests import builders
from tests.assessment.pages import url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


@pytest.fixture
def version(priya, marguerite):
    return builders.a_published_version(priya, marguerite, blind_to_candidate=True)


@pytest.fixture
def decided(submission, seats, score):
    for seat in seats:
        score(seat, 4, 3, 3)
    submission.refresh_from_db()
    return submission


@pytest.fixture
def copy(decided, at):
    return actions.copy_submission(submission=decided, by=SYSTEM, at=at)


@pytest.fixture
def seat(copy, saoirse, at):
    return actions.seat_on_copy(copy=copy, assessor=saoirse, by=SYSTEM, at=at)


def test_a_copy_to_read_is_no_load(copy, seat, saoirse, tomasz, nadia, version, priya, settings, at):
    """A whole set of them may be given to somebody: what counts towards their most is candidates’ work."""
    settings.OPEN_SEATS_PER_ASSESSOR = 1
    assert queries.counts(saoirse, at=at).open == 1
    work = builders.a_submitted_submission(builders.a_candidacy(nadia, version, settled_by=priya))
    panel = actions.form_panel(submission=work, by=priya, at=at)
    assert saoirse in {seat.assessor for seat in panel.seats.all()}
    assert queries.pools.open_seats([saoirse.pk]) == {saoirse.pk: 1}


class TestCopy:
    def test_it_holds_the_same_evidence_under_a_digest_of_its_own(self, decided, copy):
        there = [(p.kind, p.text, p.url, p.sha256) for p in decided.evidence.order_by("pk")]
        assert [(p.kind, p.text, p.url, p.sha256) for p in copy.evidence.order_by("pk")] == there
        assert [one.text for one in copy.reflections.all()] == [one.text for one in decided.reflections.all()]
        assert copy.digest not in ("", decided.digest)
        assert copy.ref != decided.ref

    def test_it_is_nobodys_attempt(self, decided, copy, ines, at, browse):
        assert list(Submission.objects.all()) == [decided]
        assert [one.pk for one in decided.candidacy.submissions.all()] == [decided.pk, copy.pk]
        for where in (url("workspace", copy.pk), url("result", copy.pk), f"/history/submission/{copy.pk}/"):
            assert browse(ines).get(where).status_code == 404
        piece = Evidence.objects.filter(submission=copy).first()
        with pytest.raises(Http404):
            queries.get_submission(ines, copy.pk, at=at)
        assert piece.submission.access_scope().subject is None

    def test_only_decided_work_can_be_copied(self, submission, at):
        with pytest.raises(Refused, match="Only work that has its result can be copied"):
            actions.copy_submission(submission=submission, by=SYSTEM, at=at)

    def test_the_database_gives_it_no_result(self, copy):
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.everything.filter(pk=copy.pk).update(state="decided", decided_at=copy.submitted_at)

    def test_it_stays_the_copy_of_what_it_was_made_from(self, copy):
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.everything.filter(pk=copy.pk).update(copy_of=None)

    def test_what_was_handed_in_still_never_changes(self, decided, copy):
        """The table was made anew on SQLite; its promises stand as before."""
        for one in (decided, copy):
            with pytest.raises(IntegrityError), transaction.atomic():
                Submission.everything.filter(pk=one.pk).update(digest="0" * 64)
            with pytest.raises(IntegrityError), transaction.atomic():
                one.evidence.update(text="Another")


class TestReading:
    def test_who_judged_it_does_not_read_it_again(self, copy, tomasz, at):
        with pytest.raises(Refused, match="know this work"):
            actions.seat_on_copy(copy=copy, assessor=tomasz, by=SYSTEM, at=at)

    def test_it_waits_in_the_queue_like_any_other(self, copy, seat, saoirse, browse):
        assert f"SUB-{copy.pk:04d}" in browse(saoirse).get("/queue/").content.decode()
        assert queries.counts(saoirse, at=seat.assigned_at).open == 1

    def test_also_when_the_candidacy_is_over(self, copy, seat, saoirse, at):
        Candidacy.objects.filter(pk=copy.candidacy_id).update(
            state=CandidacyState.WITHDRAWN, ended_at=at, ended_reason="Moved on."
        )
        assert list(queries.queue(saoirse)) == [seat]

    def test_sealing_it_has_no_result(self, copy, seat, score):
        before = Candidacy.objects.get(pk=copy.candidacy_id).state
        score(seat, 4, 3, 3)
        copy.refresh_from_db()
        assert copy.state == "in_review"
        assert Result.objects.count() == 1
        assert Candidacy.objects.get(pk=copy.candidacy_id).state == before

    def test_given_back_it_goes_to_nobody_else(self, copy, seat, saoirse, at):
        actions.decline_seat(seat=seat, reason="No time.", by=saoirse, at=at)
        assert copy.panel.seats.exclude(state="declined").count() == 0
        assert copy.pk not in queries.unfilled_submissions()

    def test_owners_and_committees_do_not_count_it(self, copy, seat, saoirse, decided, priya, at):
        assert list(Panel.objects.values_list("submission_id", flat=True)) == [decided.pk]
        assert Ties([saoirse.pk], [decided.candidacy], at=at).between(saoirse.pk, decided.candidacy)

    def test_everything_still_follows(self, copy, seat, score):
        score(seat, 1, 1, 1)
        for check in (integrity.altered_sheets, integrity.altered_results):
            assert list(check()) == []
        assert [b.thing for b in integrity.altered_submissions()] == [s.ref for s in Submission.objects.all()]


def test_nobody_but_its_reader_reads_it(copy, seat, saoirse, tomasz, ines, priya, marguerite, at):
    actions.start_seat(seat=seat, by=saoirse, at=at)
    may_read = {
        person.name for person in (saoirse, tomasz, ines, priya, marguerite) if may_read_evidence(copy, person, at)
    }
    assert may_read == {saoirse.name}
