"""What waits on those who make programs, what search finds, and what the map shows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.kernel.search import search
from guildmark.kernel.turns import Waiting
from guildmark.programs import actions, queries
from guildmark.programs.domain.document import parse
from guildmark.programs.domain.progression import Stop, drawn
from guildmark.programs.models import Program, ProgramVersion, RequirementNode, State
from tests.builders import a_draft_version, a_published_version, published
from tests.cast import NOW
from tests.programs.documents import COMPLETE


@pytest.fixture
def consulted(priya) -> ProgramVersion:
    version = actions.import_document(document=parse(COMPLETE).document, by=priya, at=NOW)
    return actions.consult(version=version, by=priya, at=NOW)


def told(person) -> list[tuple[Waiting, str]]:
    return [(turn.waiting, turn.title) for turn in queries.turns(person, at=NOW)]


def test_a_version_in_consultation_waits_on_somebody_who_did_not_write_it(consulted, priya, marguerite, ines):
    assert told(marguerite) == [(Waiting.ON_ME, "Read and approve Field Commissioning Engineer 1.0")]
    assert told(priya) == [(Waiting.ON_OTHERS, "Approval of Field Commissioning Engineer 1.0")]
    assert told(ines) == []


def test_an_approved_version_waits_to_be_published(consulted, priya, marguerite):
    actions.approve(version=consulted, by=marguerite, at=NOW)
    assert told(priya) == [(Waiting.ON_ME, "Publish Field Commissioning Engineer 1.0")]


def test_a_review_comes_up(priya, marguerite):
    published(a_draft_version(priya, review_on=date(2026, 5, 30)), marguerite)
    published(a_draft_version(priya, slug="late", review_on=date(2026, 4, 1)), marguerite)
    published(a_draft_version(priya, slug="far", review_on=date(2027, 4, 1)), marguerite)
    assert [waiting for waiting, _title in told(priya)] == [Waiting.ON_ME, Waiting.COMING_UP]
    assert told(marguerite) == []


def test_turns_cost_nothing_to_others_and_the_same_in_a_large_company(consulted, priya, marguerite, ines):
    def cost(person) -> int:
        person.roles_held(NOW)
        with CaptureQueriesContext(connection) as made:
            queries.turns(person, at=NOW)
        return len(made)

    assert cost(ines) == 0
    few = cost(marguerite)
    for number in range(10):
        draft = a_draft_version(priya, slug=f"program-{number}")
        actions.consult(version=draft, by=priya, at=NOW)
    assert cost(marguerite) == few <= 3


def test_search_finds_what_one_may_read(consulted, priya, ines, marguerite):
    a_published_version(priya, marguerite, slug="water-literacy")
    assert [hit.title for hit in search(ines, "water", at=NOW) if hit.kind == "program"] == ["Water Literacy"]
    assert not [hit for hit in search(ines, "commissioning", at=NOW) if hit.kind == "program"]
    found = [hit for hit in search(priya, "commissioning engineer", at=NOW) if hit.kind == "program"]
    assert [(hit.url, hit.detail) for hit in found] == [
        ("/programs/field-commissioning-engineer/versions/1.0/", "version 1.0, in consultation")
    ]


def test_the_map_is_drawn_from_left_to_right():
    stops = [Stop("c", "C", ("b", "a")), Stop("b", "B", ("a",)), Stop("a", "A"), Stop("d", "Standing alone")]
    drawing = drawn(stops)
    at = {box.stop.slug: (box.x, box.y) for box in drawing.boxes}
    assert at["a"][0] < at["b"][0] < at["c"][0]
    assert at["d"][1] > at["a"][1]
    assert {(arrow.earlier.slug, arrow.later.slug) for arrow in drawing.arrows} == {("a", "b"), ("a", "c"), ("b", "c")}
    assert drawing.width >= max(x for x, _y in at.values()) and drawing.height > 0


def test_an_empty_map_and_a_circle_are_drawn_too():
    assert drawn([]).boxes == ()
    assert len(drawn([Stop("a", "A", ("b",)), Stop("b", "B", ("a",))]).boxes) == 2


def test_the_map_around_a_program_shows_what_leads_there_and_where_it_leads(priya, marguerite):
    first, second = (a_draft_version(priya, slug=slug) for slug in ("first", "second"))
    root = second.requirementnodes.get(parent=None)
    before = Program.objects.get(slug="first")
    RequirementNode.objects.create(version=second, key="before", parent=root, kind="credential", prior_program=before)
    for version in (first, second, a_draft_version(priya, slug="alone")):
        published(version, marguerite)
    draft = a_draft_version(priya, slug="in-the-making")
    actions.consult(version=draft, by=priya, at=NOW)
    shown = {box.stop.slug: box.stop.open for box in queries.progression().boxes}
    assert shown == {"first": True, "second": True, "alone": True, "in-the-making": False}
    assert {box.stop.slug for box in queries.progression(around="first").boxes} == {"first", "second"}
    assert ProgramVersion.objects.get(pk=draft.pk).state == State.IN_CONSULTATION
