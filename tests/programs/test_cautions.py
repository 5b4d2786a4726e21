"""What the gate warns of and keeps nobody from: criteria tied to what leads nowhere."""

import pytest

from guildmark.competencies.actions import add_item, add_priority, start_framework, tie
from guildmark.competencies.models import Item
from guildmark.programs import actions, queries
from guildmark.programs.domain.document import parse
from guildmark.programs.models import ProgramVersion
from tests.cast import NOW
from tests.programs.documents import COMPLETE
from tests.programs.test_pages import page

DOCUMENT = parse(COMPLETE).document
PAGE = "/programs/field-commissioning-engineer/versions/1.0/"
TIED = "5c0a2f0e-6d1a-4f0e-9a51-0d6f3f6c2a11"
UNKNOWN = "No framework here holds what these are tied to: Isolation before work, The record"
IDLE = "What these are tied to serves no strategic priority and no job task: Isolation before work, The record"


@pytest.fixture
def draft(priya) -> ProgramVersion:
    return actions.import_document(document=DOCUMENT, by=priya, at=NOW)


@pytest.fixture
def indicator(priya) -> Item:
    """The one indicator that every criterion of the document is tied to."""
    framework = start_framework(title="Our skills", by=priya, at=NOW)
    item = add_item(framework=framework, statement="Isolates every source.", by=priya, at=NOW)
    Item.objects.filter(pk=item.pk).update(identifier=TIED)
    return Item.objects.get(pk=item.pk)


def warnings() -> list[str]:
    return [str(item.missing) for item in queries.cautions(DOCUMENT)]


def test_a_criterion_tied_to_what_no_framework_holds_is_named(client, draft, priya):
    (warning,) = warnings()
    assert warning.startswith(UNKNOWN)
    html = page(client, priya, PAGE)
    assert UNKNOWN in html and "it keeps nobody from publishing" in html


def test_it_keeps_nobody_from_approving_and_publishing(draft, priya, marguerite):
    assert warnings()
    version = actions.approve(version=draft, by=marguerite, at=NOW)
    assert actions.publish(version=version, by=priya, at=NOW).state == "published"


def test_a_criterion_tied_to_what_serves_nothing_is_named(draft, indicator):
    (warning,) = warnings()
    assert warning.startswith(IDLE)


def test_nothing_to_warn_of(client, draft, indicator, priya):
    tie(item=indicator, priority=add_priority(title="Safe sites", by=priya, at=NOW), by=priya, at=NOW)
    assert warnings() == []
    assert "it keeps nobody from publishing" not in page(client, priya, PAGE)


def test_it_takes_two_queries(draft, django_assert_num_queries):
    with django_assert_num_queries(2):
        queries.cautions(DOCUMENT)
