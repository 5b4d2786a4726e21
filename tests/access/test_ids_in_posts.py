"""What a post names in its words or further down its address belongs to the thing that it is about, or nothing happens."""

import pytest
from django.urls import reverse

from guildmark.assessment.domain.drafts import Removed
from guildmark.assessment.models import Evidence, KeptText
from guildmark.assessment.queries import token_of
from guildmark.competencies import actions as competencies
from guildmark.people.models import RoleHeld
from guildmark.programs.models import Program
from tests import builders
from tests.access.visitor import Visitor
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadias(company):
    """A draft of Nadia’s with a link and a kept text, in a program of its own."""
    version = builders.a_published_version(company.cast.priya, company.cast.marguerite, slug="of-nadia", tasks=2)
    draft = builders.a_draft(builders.a_candidacy(company.cast.nadia, version, settled_by=company.cast.priya))
    stamped = {"submission": draft, "added_at": NOW, "changed_at": NOW}
    company.nadias_link = Evidence.objects.create(kind="link", url="https://example.com/of-nadia", **stamped)
    company.nadias_kept = KeptText.objects.create(submission=draft, box="text", tab="b", text="<p>N</p>", kept_at=NOW)
    return draft


def posts(company, who, name, *args, **words):
    return Visitor(getattr(company.cast, who)).asks("POST", reverse(name, args=args), words)


def test_a_piece_of_another_submission_is_not_removed(company, nadias):
    assert not posts(company, "ines", "assessment:removal", company.writing.pk, company.nadias_link.pk).written


def test_a_text_kept_for_another_is_neither_taken_over_nor_discarded(company, nadias):
    for choice in ("append", "discard"):
        args = (company.writing.pk, company.nadias_kept.pk)
        answer = posts(company, "ines", "assessment:kept", *args, choice=choice)
        assert not answer.changes_something


def test_what_was_removed_elsewhere_is_not_put_back_here(company, nadias):
    for token in (token_of(nadias, Removed("file", "x", "", company.file.blob_id)), "x", ""):
        assert not posts(company, "ines", "assessment:return", company.writing.pk, back=token).changes_something


def test_a_task_of_another_version_is_not_begun(company, nadias):
    assert posts(company, "ines", "assessment:submissions", company.fresh.pk, task="task-2").status == 404


def test_a_box_that_the_task_does_not_have_is_not_written(company, nadias):
    assert posts(company, "ines", "assessment:box", company.writing.pk, "decided-2", text="x", revision=0).status == 404


def test_a_criterion_of_another_rubric_is_not_scored(company, nadias):
    args = (company.started.pk, "isolation-2")
    assert not posts(company, "tomasz", "assessment:score", *args, level=4, revision=0).changes_something


@pytest.mark.parametrize("level", ["0", "5", "-1", "99999999999999999999", "2.5"])
def test_a_level_that_the_rubric_does_not_have_is_not_given(company, level):
    args = (company.started.pk, "record-1")
    assert not posts(company, "tomasz", "assessment:score", *args, level=level, revision=1).changes_something


def test_a_proposal_for_another_disagreement_is_not_confirmed(company):
    answer = posts(company, "tomasz", "assessment:confirmation", company.decided.pk, company.proposal.pk)
    assert answer.status == 404


def test_an_association_of_another_item_is_not_taken_back(company):
    args = (company.framework.slug, company.other.identifier, company.association.pk)
    assert posts(company, "priya", "competencies:dissociation", *args).status == 404


def test_an_item_of_another_framework_is_no_neighbour(company):
    second = competencies.start_framework(title="Lab work", by=company.cast.priya, at=NOW)
    there = competencies.add_item(framework=second, statement="Weighs.", by=company.cast.priya, at=NOW)
    words = {"association_type": "isRelatedTo", "other": there.identifier}
    args = (company.framework.slug, company.item.identifier)
    assert posts(company, "priya", "competencies:association", *args, **words).status == 404
    assert posts(company, "priya", "competencies:item", second.slug, company.item.identifier).status == 404


def test_an_owner_appoints_and_qualifies_in_their_own_program_only(company):
    own = Program.objects.get(slug="elsewhere").pk
    for program, done in ((own, True), (company.open.program_id, False), ("", False)):
        words = {"person": "nadia", "role": "assessor", "program_id": program}
        assert posts(company, "rival", "people:appointment", **words).changes_something is done
        words = {"person": "saoirse", "program": program, "basis": "x", "starts_on": "2026-04-16"}
        assert posts(company, "rival", "assessment:qualifications", **words).changes_something is done
    for role in ("committee", "admin", "program_owner", "executive"):
        words = {"person": "rival", "role": role, "program_id": own}
        assert not posts(company, "rival", "people:appointment", **words).changes_something


def test_nobody_gives_themselves_a_role(company):
    before = RoleHeld.objects.count()
    for who in ("nadia", "weiling", "priya"):
        username = getattr(company.cast, who).username
        for role in ("assessor", "committee"):
            assert not posts(company, who, "people:appointment", person=username, role=role).changes_something
    assert RoleHeld.objects.count() == before


def test_a_form_cannot_say_who_or_when_or_in_which_state(company):
    words = {"motivation": "x", "person": company.cast.nadia.pk, "by": company.cast.priya.pk, "state": "admitted"}
    answer = posts(company, "nadia", "candidacy:entrance", "open-to-all", **words, at="2020-01-01", settled_by=1)
    assert answer.status == 302
