"""What documents say is compared like what is typed; who may not open one reads nothing of it."""

import pytest
from django.db import IntegrityError, transaction

from guildmark.assessment.models import Restriction
from guildmark.kernel import blobs, outbox
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.integrity import INVARIANTS
from guildmark.kernel.models import Blob
from guildmark.kernel.reading import READ, Text
from guildmark.originality import actions, jobs
from guildmark.originality.models import FileText, Fingerprint, Match
from guildmark.originality.queries import COMPARE
from tests.kernel.test_reading import a_docx, a_pdf
from tests.originality.test_texts import APART, MINE

WORD = next(one for one, ending in READ.items() if ending == "docx")


def kept(content, media_type, at):
    with blobs.received([content]) as arrived:
        return blobs.keep(arrived, media_type=media_type, at=at)


@pytest.fixture
def handed_in_as_documents(writes, nadia, ines, at, story_time):
    """Nadia typed it; Ines hands in the same as a Word document."""
    writes(nadia, MINE, hours=50)
    later = writes(ines, APART, blob=kept(a_docx(MINE), WORD, at), name="log.docx")
    outbox.post(COMPARE, key="compare", payload={"submission": later.pk}, at=at)
    outbox.deliver_due(at=at)
    return later


@pytest.fixture
def match(handed_in_as_documents):
    return Match.objects.get(submission=handed_in_as_documents)


def test_a_word_document_is_laid_beside_typed_text(match):
    assert match.words > 80 and match.passages


def test_each_file_is_read_once(match, at, monkeypatch, facts_of):
    monkeypatch.setattr(jobs, "text_of", lambda blob: pytest.fail("read twice"))
    jobs.compare({"submission": match.submission_id})
    assert jobs.read_files(at) == ""
    assert [one["problem"] for one in facts_of("FileRead")] == [""]


def test_what_cannot_be_read_is_named_for_the_owner(writes, nadia, ines, priya, browse, at, story_time):
    scan = kept(b"%PDF-1.4 nothing more", "application/pdf", at)
    writes(nadia, MINE, hours=50, blob=scan, name="scan.pdf")
    [match] = actions.compare(submission=writes(ines, MINE), by=SYSTEM, at=at)
    assert jobs.read_files(at) == f"read 0\n{scan.sha256[:12]}: malformed"
    page = browse(priya).get(f"/matches/{match.pk}/").content.decode()
    assert "scan.pdf" in page and "damaged, or not what its name says" in page


def test_a_file_read_later_has_its_work_signed_anew(writes, nadia, at):
    early = writes(nadia, APART, hours=50, blob=kept(a_pdf(), "application/pdf", at), name="log.pdf")
    actions.compare(submission=early, by=SYSTEM, at=at)
    assert jobs.read_files(at) == "read 1"
    assert not Fingerprint.objects.filter(submission=early).exists()
    actions.compare(submission=early, by=SYSTEM, at=at)
    assert list(INVARIANTS["originality.fingerprints"].check()) == []


def test_passages_from_a_file_kept_to_others_are_not_shown(match, priya, browse, at):
    piece = match.submission.evidence.get(kind="file")
    page = f"/matches/{match.pk}/"
    passage = match.passages[0]["here"][:60]
    assert passage in browse(priya).get(page).content.decode()
    kept_to = Restriction.objects.create(evidence=piece, reason="Names a customer.", set_at=at, set_by=priya)
    shown = browse(priya).get(page).content.decode()
    assert passage not in shown and "kept to certain people" in shown
    kept_to.viewers.add(priya)
    assert passage in browse(priya).get(page).content.decode()


def test_names_of_files_kept_to_others_are_not_shown(writes, nadia, ines, priya, browse, at, story_time):
    blob = kept(b"%PDF-1.4 the same in both", "application/pdf", at)
    writes(nadia, APART, hours=50, blob=blob, name="harbour-customer.pdf")
    later = writes(ines, MINE, blob=blob, name="plant-customer.pdf")
    [match] = actions.compare(submission=later, by=SYSTEM, at=at)
    Restriction.objects.create(
        evidence=later.evidence.get(kind="file"), reason="Names a customer.", set_at=at, set_by=priya
    )
    shown = browse(priya).get(f"/matches/{match.pk}/").content.decode()
    assert "plant-customer" not in shown and "harbour-customer" not in shown


def test_only_the_installation_says_what_a_file_says(match, priya, at):
    with pytest.raises(Refused, match="by the installation"):
        actions.keep_text(blob=Blob.objects.first(), found=Text("Mine."), by=priya, at=at)


def test_a_file_is_read_or_says_why_not(match):
    for broken in ({"text": ""}, {"problem": "malformed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FileText.objects.update(**broken)
