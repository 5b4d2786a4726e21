"""A version’s life: drafted by one, approved by another, published, superseded, closed."""

from dataclasses import replace

import pytest

from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.models import JournalEntry
from guildmark.kernel.roles import Role
from guildmark.programs import actions, queries
from guildmark.programs.domain.document import digests, parse, write
from guildmark.programs.models import Program, ProgramVersion, State
from tests.cast import NOW, holds
from tests.programs.documents import COMPLETE, changed

DOCUMENT = parse(COMPLETE).document
FACTS = [
    "ProgramStarted", "VersionDrafted", "VersionDrafted", "DocumentImported", "VersionPutToConsultation",
    "VersionApproved", "VersionPublished",
]  # fmt: skip


@pytest.fixture
def draft(priya) -> ProgramVersion:
    return actions.import_document(document=DOCUMENT, by=priya, at=NOW)


@pytest.fixture
def approved(draft, marguerite) -> ProgramVersion:
    return actions.approve(version=draft, by=marguerite, at=NOW)


@pytest.fixture
def published(approved, priya) -> ProgramVersion:
    return actions.publish(version=approved, by=priya, at=NOW)


def facts() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("fact", flat=True))


def test_a_whole_life(draft, priya, marguerite):
    actions.consult(version=draft, by=priya, at=NOW)
    version = actions.approve(version=draft, by=marguerite, at=NOW)
    found = digests(DOCUMENT)
    assert (version.digest, version.structure_digest, version.text_digest) == (found.whole, found.structure, found.text)
    version = actions.publish(version=version, by=priya, at=NOW)
    assert version.state == State.PUBLISHED
    assert list(queries.open_versions()) == [version]
    assert facts() == FACTS
    assert actions.close(version=version, by=priya, at=NOW).state == State.CLOSED
    assert not queries.open_versions()


def test_what_is_stored_says_what_the_document_says(draft):
    assert queries.document_of(draft) == DOCUMENT
    assert parse(write(queries.document_of(draft))).document == DOCUMENT


def test_importing_again_replaces_the_draft(draft, priya, nadia):
    shorter = replace(DOCUMENT, title="Commissioning Engineer", translations=())
    again = actions.import_document(document=shorter, by=priya, at=NOW)
    assert again.pk == draft.pk
    assert queries.document_of(again) == shorter
    assert Program.objects.get().title == "Commissioning Engineer"


def test_importing_what_is_published_changes_nothing(published, priya):
    before = facts()
    assert actions.import_document(document=DOCUMENT, by=priya, at=NOW) == published
    assert facts() == before
    with pytest.raises(Refused, match=r"is published: it can’t change. Draft a new version instead"):
        actions.import_document(document=replace(DOCUMENT, scope="All of it."), by=priya, at=NOW)


def test_the_author_can_not_approve(draft, priya):
    with pytest.raises(Refused, match=r"You wrote at this version; someone else must approve it."):
        actions.approve(version=draft, by=priya, at=NOW)


def test_nobody_who_wrote_at_it_can_approve(draft, marguerite, nadia):
    holds(nadia, Role.PROGRAM_OWNER)
    actions.replace_draft(version=draft, document=replace(DOCUMENT, scope="Wider."), by=nadia, at=NOW)
    with pytest.raises(Refused, match="You wrote at this version"):
        actions.approve(version=draft, by=nadia, at=NOW)
    assert actions.approve(version=draft, by=marguerite, at=NOW).state == State.APPROVED


@pytest.mark.parametrize("who", ["ines", "tomasz", "weiling"])
@pytest.mark.parametrize("verb", ["consult", "approve", "reopen"])
def test_only_owners_and_the_committee_lead_its_life(request, draft, who, verb):
    if verb == "reopen":
        ProgramVersion.objects.update(state=State.IN_CONSULTATION)
    with pytest.raises(Refused, match="You may not"):
        getattr(actions, verb)(version=draft, by=request.getfixturevalue(who), at=NOW)


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("scope: Sites up to twelve sensors.\n", "", "Scope"),
        ("work_analysis: Job analysis of 2025, nine engineers, four sites.\n", "", "Work analysis"),
        ("prerequisites: One year in the field.\n", "", "Prerequisites"),
        ("validation: Panel of six, January 2026.\n", "", "Validation"),
        ("  renewal: One observed job a year.\n", "", "Renewal rule"),
        ("  suspension: After a safety incident, until it is reviewed.\n", "", "Suspension rule"),
        ("  appeal: Within 30 days.\n", "", "Appeal rule"),
        ("review_on: 2027-04-16\n", "", "Review date"),
        ("review_on: 2027-04-16", "review_on: 2026-04-16", "Review date"),
        ("      cut_reason: Modified Angoff, six judges, January 2026.\n", "", "Thresholds with their reasons"),
        ("    good_evidence: A log with each point.\n", "", "Briefs with an example of good evidence"),
        ("cut: 2.8", "cut: 4.2", "Nothing contradicts itself"),
    ],
)
def test_the_gate_says_what_is_missing(priya, marguerite, old, new, missing):
    document = parse(changed(old, new, COMPLETE)).document
    version = actions.start_program(slug=document.program, title=document.title, by=priya, at=NOW)
    version = actions.replace_draft(version=version, document=document, by=priya, at=NOW)
    with pytest.raises(Refused, match=f"Not yet complete: {missing}"):
        actions.approve(version=version, by=marguerite, at=NOW)


def test_a_first_draft_is_all_missing(priya, marguerite):
    version = actions.start_program(slug="water-literacy", title="Water Literacy", by=priya, at=NOW)
    ready = queries.readiness(version, at=NOW)
    assert len(ready.gate.missing) == len(ready.gate.items) == 13
    assert "Tasks" in [str(item.name) for item in ready.gate.missing]


def test_publishing_supersedes_what_was_published(published, priya, marguerite):
    second = actions.draft_version(program=published.program, number="1.1", by=priya, at=NOW)
    assert queries.document_of(second) == replace(DOCUMENT, version="1.1")
    actions.approve(version=second, by=marguerite, at=NOW)
    actions.publish(version=second, by=priya, at=NOW)
    published.refresh_from_db()
    assert published.state == State.SUPERSEDED
    assert [str(version) for version in queries.open_versions()] == ["Field Commissioning Engineer 1.1"]
    assert facts()[-2:] == ["VersionSuperseded", "VersionPublished"]


def test_an_approval_is_gone_when_it_is_reopened(approved, priya):
    version = actions.reopen(version=approved, by=priya, at=NOW)
    assert (version.state, version.digest, version.approved_by) == (State.DRAFT, "", None)
    actions.replace_draft(version=version, document=replace(DOCUMENT, scope="All."), by=priya, at=NOW)


@pytest.mark.parametrize(
    ("verb", "state", "sentence"),
    [
        ("consult", "published", "You can’t consult on it: it is published"),
        ("approve", "published", "You can’t approve it: it is published"),
        ("publish", "draft", "You can’t publish it: it is draft"),
        ("close", "draft", "You can’t close it: it is draft"),
        ("reopen", "published", "You can’t reopen it: it is published"),
    ],
)
def test_each_move_has_its_place(request, priya, verb, state, sentence):
    with pytest.raises(Refused, match=sentence):
        getattr(actions, verb)(version=request.getfixturevalue(state), by=priya, at=NOW)


def test_a_draft_in_consultation_stands_still(draft, priya):
    actions.consult(version=draft, by=priya, at=NOW)
    with pytest.raises(Refused, match="Reopen it to change it"):
        actions.replace_draft(version=draft, document=DOCUMENT, by=priya, at=NOW)


def test_two_who_write_at_once_lose_nothing(draft, priya, nadia):
    before = digests(DOCUMENT).whole
    actions.replace_draft(version=draft, document=replace(DOCUMENT, scope="A"), by=priya, at=NOW, instead_of=before)
    with pytest.raises(Refused, match="Somebody else has saved this draft meanwhile"):
        actions.replace_draft(version=draft, document=replace(DOCUMENT, scope="B"), by=priya, at=NOW, instead_of=before)
    assert queries.document_of(draft.__class__.objects.get()).scope == "A"


def test_a_document_goes_into_its_own_version_only(draft, priya):
    with pytest.raises(Refused, match=r"The document is of field-commissioning-engineer 2.0; this is"):
        actions.replace_draft(version=draft, document=replace(DOCUMENT, version="2.0"), by=priya, at=NOW)


def test_numbers_and_addresses_are_taken_once(draft, priya):
    with pytest.raises(Refused, match=r"There is a version 1.0 already"):
        actions.draft_version(program=draft.program, number="1.0", by=priya, at=NOW)
    with pytest.raises(Refused, match="There is a program at “field-commissioning-engineer” already"):
        actions.start_program(slug=draft.program.slug, title="X", by=priya, at=NOW)


def test_an_owner_of_one_program_starts_no_other(db, nadia, draft):
    holds(nadia, Role.PROGRAM_OWNER, program_id=draft.program_id)
    actions.replace_draft(version=draft, document=DOCUMENT, by=nadia, at=NOW)
    with pytest.raises(Refused, match="You may not start a program"):
        actions.start_program(slug="another", title="Another", by=nadia, at=NOW)


def test_the_installation_may_import(db, marguerite):
    version = actions.import_document(document=DOCUMENT, by=SYSTEM, at=NOW)
    assert version.created_by is None and not version.authors.exists()
    assert actions.approve(version=version, by=marguerite, at=NOW).state == State.APPROVED
