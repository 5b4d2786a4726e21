"""Two statements, each signed on its own, in words that stay on record."""

import pytest
from django.db import IntegrityError, transaction

from guildmark.assessment import actions as assessment
from guildmark.originality import queries
from guildmark.originality.models import Statement
from guildmark.portal.queries import history_of
from guildmark.programs.models import ProgramVersion
from tests import builders

OWN = {"identity_statement": "I, {name}, was there.", "originality_statement": "Nobody else took part."}


@pytest.fixture
def draft(version, priya, ines, at, story_time):
    draft = builders.a_draft(builders.a_candidacy(ines, version, settled_by=priya))
    assessment.save_text(submission=draft, box="text", text="<p>0 V on both feeds.</p>", revision=0, by=ines, at=at)
    assessment.save_text(submission=draft, box="decided-1", text="To wait.", revision=0, by=ines, at=at)
    return draft


@pytest.fixture
def worded(priya, marguerite):
    """A version that words both statements itself."""
    version = builders.a_draft_version(priya, slug="customer-resolution-lead")
    ProgramVersion.objects.filter(pk=version.pk).update(judging=OWN)
    return builders.published(ProgramVersion.objects.get(pk=version.pk), marguerite)


def handed_in(draft, by, at):
    return assessment.submit(submission=draft, identity=True, original=True, by=by, at=at)


def page(browse, person, draft):
    return browse(person).get(f"/submissions/{draft.pk}/").content.decode()


def test_each_has_its_own_tick_with_the_candidates_name(browse, ines, draft):
    shown = page(browse, ines, draft)
    assert "I am Ines Carvalho, and I did this myself." in shown
    assert 'name="identity"' in shown and 'name="original"' in shown


def test_each_is_on_record_with_its_wording(draft, ines, at, facts_of):
    submission = handed_in(draft, ines, at)
    found = {one.kind: one for one in Statement.objects.filter(submission=submission)}
    assert set(found) == {"identity", "originality"}
    assert found["identity"].words == "I am {name}, and I did this myself."
    assert {one.wording for one in found.values()} == {"2026-11"}
    told = {"submission_id": submission.pk, "person_id": ines.pk, "wording": "2026-11", "digest": submission.digest}
    assert facts_of("IdentitySigned") == [told] and facts_of("StatementSigned") == [told]


def test_one_tick_is_not_the_other(browse, ines, draft):
    sent = {"plain-text": "0 V", "revision-text": "1", "box-decided-1": "To wait.", "revision-decided-1": "1"}
    answer = browse(ines).post(f"/submissions/{draft.pk}/submittal/", {**sent, "original": "on"})
    shown = answer.content.decode()
    assert answer.status_code == 422 and "Say that you are who you are." in shown
    assert 'id="original" form="draft" data-check="original" checked' in shown


def test_a_program_words_them_itself_and_each_version_keeps_its_own(worded, priya, ines, at, browse, story_time):
    draft = builders.a_draft(builders.a_candidacy(ines, worded, settled_by=priya))
    assert "I, Ines Carvalho, was there." in page(browse, ines, draft)
    assessment.save_text(submission=draft, box="text", text="<p>0 V.</p>", revision=0, by=ines, at=at)
    assessment.save_text(submission=draft, box="decided-1", text="To wait.", revision=0, by=ines, at=at)
    handed_in(draft, ines, at)
    found = list(Statement.objects.order_by("kind").values_list("wording", "words"))
    number = f"version {worded.number}"
    assert found == [(number, "I, {name}, was there."), (number, "Nobody else took part.")]


def test_history_candidate_and_panel_read_what_was_signed(draft, ines, tomasz, at, browse):
    submission = handed_in(draft, ines, at)
    told = " ".join(str(one.words) for one in history_of("submission", submission.pk))
    assert "Signed as the person they are" in told and "Signed as one’s own work" in told
    assert "wording 2026-11" in page(browse, ines, draft)
    [seat] = builders.a_panel(submission, tomasz)
    assessment.start_seat(seat=seat, by=tomasz, at=at)
    desk = browse(tomasz).get(f"/seats/{seat.pk}/").content.decode()
    assert "Signed by the candidate: who they are" in desk


def test_recalled_and_handed_in_again_it_is_signed_again(draft, ines, at):
    handed_in(draft, ines, at)
    assessment.recall(submission=draft, by=ines, at=at)
    draft.refresh_from_db()
    assert queries.signed_with(draft) == []
    later = at.replace(minute=50)
    handed_in(draft, ines, later)
    draft.refresh_from_db()
    assert {one.signed_at for one in queries.signed_with(draft)} == {later}


def test_a_statement_without_words_is_not_kept(draft, ines, at):
    submission = handed_in(draft, ines, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(submission=submission, kind="identity").update(words="")
