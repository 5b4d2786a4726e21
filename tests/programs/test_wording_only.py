"""Only the wording changed: declared by an author, answered by the approver, kept with the version."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from guildmark.kernel.access import Refused
from guildmark.kernel.models import JournalEntry
from guildmark.programs import actions, queries
from guildmark.programs.domain.document import parse
from guildmark.programs.domain.document.comparing import Reworded, demanded_otherwise, reworded
from guildmark.programs.models import ProgramVersion, Rewording
from tests.cast import NOW
from tests.programs.documents import COMPLETE, changed
from tests.programs.test_pages import page, post

FIRST = parse(COMPLETE).document
CLEARER = replace(FIRST, version="1.1", scope="Sites of up to twelve sensors.")
STRICTER = replace(parse(changed("cut: 2.8", "cut: 3", COMPLETE)).document, version="1.1")
PAGE = "/programs/field-commissioning-engineer/versions/1.1/"


@pytest.fixture
def published(priya, marguerite) -> ProgramVersion:
    version = actions.import_document(document=FIRST, by=priya, at=NOW)
    actions.approve(version=version, by=marguerite, at=NOW)
    return actions.publish(version=version, by=priya, at=NOW)


@pytest.fixture
def draft(published, priya) -> ProgramVersion:
    return actions.import_document(document=CLEARER, by=priya, at=NOW)


@pytest.fixture
def declared(draft, priya) -> ProgramVersion:
    actions.declare_wording_only(version=draft, by=priya, at=NOW)
    return draft


def test_author_and_approver_both_say_so(declared, published, marguerite):
    assert not queries.is_reworded(declared)
    version = actions.approve(version=declared, wording_only=True, by=marguerite, at=NOW)
    kept = queries.rewording_of(version)
    assert (kept.since, kept.declared_by.username, kept.agreed, kept.answered_by) == (
        published, "priya", True, marguerite,
    )  # fmt: skip
    assert queries.is_reworded(version)
    assert version.structure_digest == published.structure_digest
    facts = list(JournalEntry.objects.order_by("pk").values_list("fact", flat=True))
    assert facts[-3:] == ["WordingDeclared", "WordingAnswered", "VersionApproved"]


def test_the_approver_may_find_otherwise(declared, marguerite):
    version = actions.approve(version=declared, wording_only=False, by=marguerite, at=NOW)
    assert version.state == "approved" and not queries.is_reworded(version)
    assert queries.rewording_of(version).agreed is False


def test_the_approver_can_not_pass_over_the_declaration(declared, marguerite):
    with pytest.raises(Refused, match="Say whether you too find that only the wording changed"):
        actions.approve(version=declared, by=marguerite, at=NOW)


def test_the_approver_alone_can_not_say_so(draft, marguerite):
    with pytest.raises(Refused, match="Nobody declared that only the wording changed"):
        actions.approve(version=draft, wording_only=True, by=marguerite, at=NOW)


def test_other_demands_are_no_wording(published, priya):
    draft = actions.import_document(document=STRICTER, by=priya, at=NOW)
    with pytest.raises(Refused, match=r"demands something else than 1.0 does: tasks.lock-out.rubric.cut\."):
        actions.declare_wording_only(version=draft, by=priya, at=NOW)


def test_a_change_of_the_draft_takes_the_declaration_back(declared, priya):
    actions.replace_draft(version=declared, document=replace(CLEARER, scope="Any site."), by=priya, at=NOW)
    assert queries.rewording_of(declared) is None


def test_an_approval_taken_back_takes_it_along(declared, priya, marguerite):
    version = actions.approve(version=declared, wording_only=True, by=marguerite, at=NOW)
    assert queries.rewording_of(actions.reopen(version=version, by=priya, at=NOW)) is None


def test_it_can_be_taken_back_once(declared, priya):
    actions.withdraw_wording_only(version=declared, by=priya, at=NOW)
    with pytest.raises(Refused, match="Nobody declared"):
        actions.withdraw_wording_only(version=declared, by=priya, at=NOW)


def test_it_is_declared_once_by_who_may_write_and_against_something(declared, published, priya, ines):
    with pytest.raises(Refused, match="declared already"):
        actions.declare_wording_only(version=declared, by=priya, at=NOW)
    with pytest.raises(Refused, match="You may not write the criteria"):
        actions.withdraw_wording_only(version=declared, by=ines, at=NOW)
    with pytest.raises(Refused, match="it can’t change"):
        actions.declare_wording_only(version=published, by=priya, at=NOW)


def test_a_first_version_has_nothing_before_it(priya):
    draft = actions.import_document(document=FIRST, by=priya, at=NOW)
    with pytest.raises(Refused, match="first version"):
        actions.declare_wording_only(version=draft, by=priya, at=NOW)


def test_the_same_words_are_no_change_of_wording(published, priya):
    draft = actions.draft_version(program=published.program, number="1.1", by=priya, at=NOW)
    with pytest.raises(Refused, match=r"says the same as 1.0, word for word"):
        actions.declare_wording_only(version=draft, by=priya, at=NOW)


def test_another_version_out_meanwhile_is_another_comparison(declared, published, priya, marguerite):
    second = actions.import_document(document=replace(CLEARER, version="1.2"), by=priya, at=NOW)
    actions.approve(version=second, by=marguerite, at=NOW)
    actions.publish(version=second, by=priya, at=NOW)
    with pytest.raises(Refused, match="another version is out since"):
        actions.approve(version=declared, wording_only=True, by=marguerite, at=NOW)


def test_the_database_wants_an_answer_whole_and_from_another(declared, priya, marguerite):
    for answer in ({"agreed": True}, {"agreed": True, "answered_at": NOW, "answered_by": priya}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Rewording.objects.update(**answer)


def test_two_documents_side_by_side():
    assert reworded(FIRST, CLEARER) == (Reworded("scope", "en", FIRST.scope, CLEARER.scope),)
    assert demanded_otherwise(FIRST, CLEARER) == ()
    gone = replace(FIRST, tasks=FIRST.tasks[:2], translations=())
    assert {"tasks", "tasks.talk.kind"} <= set(demanded_otherwise(FIRST, gone))
    assert Reworded("title", "nl", "Inbedrijfsteller", "") in reworded(FIRST, gone)


def test_the_page_asks_the_author_then_the_approver(client, draft, priya, marguerite):
    html = page(client, priya, PAGE)
    assert "What changed since 1.0" in html and "up to twelve sensors" in html and "<ins>" in html
    post(client, priya, f"{PAGE}wording/")
    assert "Take the declaration back" in page(client, priya, PAGE)
    assert "Do you find so too?" in page(client, marguerite, PAGE)
    assert "Say whether you too find" in post(client, marguerite, f"{PAGE}approval/", 422)
    post(client, marguerite, f"{PAGE}approval/", wording_only="yes")
    assert "nobody has a new duty by this version" in page(client, priya, PAGE)


def test_the_page_says_why_not(client, published, priya):
    actions.import_document(document=STRICTER, by=priya, at=NOW)
    assert "It demands something else than 1.0 does" in page(client, priya, PAGE)
    assert "It demands something else" in post(client, priya, f"{PAGE}wording/", 422)
    assert "What changed since" not in page(client, priya, PAGE.replace("1.1", "1.0"))


def test_the_page_shows_the_change_within_the_text_and_the_digests_beside(client, draft, published, priya, ines):
    shown = page(client, priya, f"{PAGE}since/1.0/")
    assert "<ins>" in shown and "of " in shown and "Both demand the same" in shown
    assert published.digest in shown and published.structure_digest in shown
    assert "since/1.0/" in page(client, priya, PAGE)
    page(client, ines, f"{PAGE}since/1.0/", 404)


def test_whoever_is_on_the_way_under_the_earlier_version_reads_what_changed(client, published, priya, marguerite, ines):
    later = actions.import_document(document=STRICTER, by=priya, at=NOW)
    actions.approve(version=later, by=marguerite, at=NOW)
    actions.publish(version=later, by=priya, at=NOW)
    assert "since/1.0/" in page(client, ines, PAGE.replace("1.1", "1.0") + "criteria/")
    shown = page(client, ines, f"{PAGE}since/1.0/")
    assert "stricter" in shown and "Least mean level" in shown
    other_way = page(client, ines, PAGE.replace("1.1", "1.0") + "since/1.1/")
    assert "looser" in other_way and "stricter</span>" not in other_way
