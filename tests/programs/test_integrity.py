"""`guildmark integrity` finds what somebody with the database in hand has changed."""

import pytest
from django.db import connection

from guildmark.kernel.integrity import INVARIANTS
from guildmark.programs import actions
from guildmark.programs.domain.document import parse
from guildmark.programs.models import Author, Criterion, Level, ProgramVersion, Rewording
from tests.cast import NOW
from tests.programs.documents import COMPLETE


@pytest.fixture
def approved(priya, marguerite) -> ProgramVersion:
    version = actions.import_document(document=parse(COMPLETE).document, by=priya, at=NOW)
    return actions.approve(version=version, by=marguerite, at=NOW)


def without_trigger(table: str, trigger: str) -> None:
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {trigger}{on}")


def found(name: str) -> list[str]:
    return [breach.sentence for breach in INVARIANTS[f"programs.{name}"].check()]


def test_nothing_is_wrong_with_what_was_approved(approved):
    assert [found(name) for name in ("digests", "sound", "approved_by_another", "wording_only")] == [[], [], [], []]


def test_a_changed_word_is_found(approved):
    without_trigger("programs_level", "programs_level_frozen_update")
    Level.objects.filter(number=1).update(descriptor="Anything goes.")
    assert found("digests") == ["what it says is not what was approved: its digests differ"]


def test_a_threshold_out_of_range_is_found(approved):
    without_trigger("programs_criterion", "programs_criterion_frozen_update")
    Criterion.objects.filter(key="isolation").update(minimum=9)
    assert found("sound") == [
        "tasks.lock-out.rubric.criteria.isolation.minimum: Level 9 is not one of its levels, 1 to 4."
    ]


def test_an_author_who_approved_is_found(approved, marguerite):
    without_trigger("programs_author", "programs_author_frozen_insert")
    Author.objects.create(version=approved, key="late", person=marguerite)
    assert found("approved_by_another") == ["marguerite wrote at it and approved it"]


def test_a_rewording_that_demands_more_is_found(approved, priya, marguerite):
    without_trigger("programs_rewording", "programs_rewording_frozen_insert")
    without_trigger("programs_programversion", "programs_version_frozen_update")
    second = actions.draft_version(program=approved.program, number="1.1", by=priya, at=NOW)
    second = actions.approve(version=second, by=marguerite, at=NOW)
    answer = {"agreed": True, "answered_at": NOW, "answered_by": marguerite}
    Rewording.objects.create(
        version=second, key="rewording", since=approved, declared_at=NOW, declared_by=priya, **answer
    )
    assert found("wording_only") == []
    ProgramVersion.objects.filter(pk=second.pk).update(structure_digest="0" * 64)
    assert found("wording_only") == ["said to differ from 1.0 in its wording only, yet demands differ"]
