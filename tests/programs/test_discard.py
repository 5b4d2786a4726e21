"""Discarding a draft: its author may, as long as nobody else was asked to read it; and it can be put back."""

import pytest

from guildmark.kernel.access import Refused
from guildmark.kernel.models import JournalEntry
from guildmark.kernel.roles import Role
from guildmark.programs import actions, queries
from guildmark.programs.domain.document import parse
from guildmark.programs.models import Program, ProgramVersion
from tests.builders import a_published_version
from tests.cast import NOW, holds
from tests.programs.documents import COMPLETE, SOUND
from tests.programs.test_pages import page, post

DOCUMENT = parse(COMPLETE).document
PAGE = "/programs/field-commissioning-engineer/versions/1.0/"


@pytest.fixture
def draft(priya) -> ProgramVersion:
    return actions.import_document(document=DOCUMENT, by=priya, at=NOW)


def test_a_draft_goes_and_the_rest_of_the_program_stays(priya, marguerite):
    first = a_published_version(priya, marguerite)
    draft = actions.draft_version(program=first.program, number="1.1", by=priya, at=NOW)
    said = queries.document_of(draft)
    assert actions.discard_draft(version=draft, by=priya, at=NOW) == said
    assert list(ProgramVersion.objects.all()) == [first]
    assert JournalEntry.objects.latest("pk").fact == "VersionDiscarded"


def test_a_program_that_had_nothing_else_goes_with_it(draft, priya):
    actions.discard_draft(version=draft, by=priya, at=NOW)
    assert not Program.objects.exists() and not ProgramVersion.objects.exists()


def test_twice_is_no_second_time(draft, priya):
    actions.discard_draft(version=draft, by=priya, at=NOW)
    with pytest.raises(Program.DoesNotExist):
        actions.discard_draft(version=draft, by=priya, at=NOW)


def test_what_others_were_asked_to_read_stays(draft, priya, marguerite):
    actions.consult(version=draft, by=priya, at=NOW)
    with pytest.raises(Refused, match="It is in consultation"):
        actions.discard_draft(version=draft, by=priya, at=NOW)
    actions.reopen(version=draft, by=priya, at=NOW)
    with pytest.raises(Refused, match="Others were asked to read it, so it stays on record"):
        actions.discard_draft(version=draft, by=priya, at=NOW)


def test_an_approval_taken_back_was_a_reading_too(draft, priya, marguerite):
    version = actions.reopen(version=actions.approve(version=draft, by=marguerite, at=NOW), by=priya, at=NOW)
    with pytest.raises(Refused, match="Others were asked to read it"):
        actions.discard_draft(version=version, by=priya, at=NOW)


def test_only_its_author(draft, nadia, ines):
    holds(nadia, Role.PROGRAM_OWNER)
    with pytest.raises(Refused, match="Only the person who began the draft"):
        actions.discard_draft(version=draft, by=nadia, at=NOW)
    with pytest.raises(Refused, match="You may not write the criteria"):
        actions.discard_draft(version=draft, by=ines, at=NOW)


def test_not_while_another_program_asks_for_its_credential(priya):
    basics = actions.start_program(slug="safety-basics", title="Safety basics", by=priya, at=NOW)
    actions.import_document(document=parse(SOUND).document, by=priya, at=NOW)
    with pytest.raises(Refused, match="Another program asks for its credential"):
        actions.discard_draft(version=basics, by=priya, at=NOW)


def test_discarding_and_putting_back_in_the_browser(client, draft, priya):
    assert "Discard the draft" in page(client, priya, PAGE)
    post(client, priya, f"{PAGE}discarding/")
    assert "The draft Field Commissioning Engineer 1.0 is discarded." in page(client, priya, "/programs/")
    post(client, priya, "/programs/documents/discarded/")
    assert queries.document_of(ProgramVersion.objects.get()) == DOCUMENT
    assert "is discarded" not in page(client, priya, "/programs/")
    post(client, priya, "/programs/documents/discarded/")
    assert ProgramVersion.objects.count() == 1


def test_the_page_says_why_not(client, draft, priya):
    actions.consult(version=draft, by=priya, at=NOW)
    assert "It is in consultation" in post(client, priya, f"{PAGE}discarding/", 422)
