"""From approval on nothing in a version changes but its state: by no road, in no table under it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from guildmark.programs.models import (
    Author,
    IndicatorReference,
    PartOfVersion,
    Program,
    ProgramVersion,
    Rewording,
    State,
    Translation,
)
from tests.builders import a_draft_version, published
from tests.cast import NOW

PARTS = [model for model in apps.get_models() if issubclass(model, PartOfVersion)]
UUID = "3f2b8f0e-6d1a-4f0e-9a51-0d6f3f6c2a11"
each_part = pytest.mark.parametrize("part", PARTS, ids=lambda model: model.__name__)
triggers = import_module("guildmark.programs.migrations.0002_frozen_versions")
later = import_module("guildmark.programs.migrations.0003_rewording")
FIXED = tuple(
    column
    for name in ("0002_frozen_versions", "0005_judging", "0006_reserved_seats", "0007_renewal")
    for column in import_module(f"guildmark.programs.migrations.{name}").FIXED
)


def full(version: ProgramVersion) -> ProgramVersion:
    """The draft with a row in every table under it."""
    Author.objects.create(version=version, key="priya", person=version.created_by)
    Rewording.objects.create(
        version=version,
        key="rewording",
        since=a_draft_version(version.created_by, number=f"0.{version.pk}"),
        declared_at=NOW,
        declared_by=version.created_by,
    )
    Translation.objects.create(version=version, key="nl-1", language="nl", path="title", text="Inbedrijfsteller")
    IndicatorReference.objects.create(
        version=version, key="i-1", criterion=version.criterions.first(), framework="Our framework",
        framework_identifier=UUID, identifier=UUID, statement="Isolates every source.",
    )  # fmt: skip
    return version


@pytest.fixture
def frozen(priya, marguerite):
    return published(full(a_draft_version(priya)), marguerite)


@pytest.fixture
def draft(priya):
    return full(a_draft_version(priya, number="2.0"))


def of(part, version):
    row = part.objects.filter(version=version).order_by("-pk").first()
    assert row, f"give a frozen version a {part.__name__} in `full`, so that this can be tried"
    return row


def refused(road):
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        road()


def sql(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def test_every_table_under_a_version_has_its_triggers():
    assert {f"programs_{part}" for part in (*triggers.PARTS, *later.PARTS)} == {model._meta.db_table for model in PARTS}


def test_every_column_of_a_version_is_fixed_or_belongs_to_its_life():
    columns = {field.column for field in ProgramVersion._meta.concrete_fields}
    assert {*FIXED, *triggers.APPROVAL, *triggers.PUBLICATION, "state"} == columns


@each_part
def test_a_part_can_not_be_changed(part, frozen):
    row = of(part, frozen)
    table = part._meta.db_table
    row.position += 1
    refused(row.save)
    refused(lambda: part.objects.filter(pk=row.pk).update(position=9))
    refused(lambda: part.objects.bulk_update([row], ["position"]))
    refused(lambda: sql(f"UPDATE {table} SET position = 9 WHERE id = %s", row.pk))
    assert part.objects.filter(pk=row.pk, position=9).count() == 0


@each_part
def test_a_part_can_not_be_deleted(part, frozen):
    row = of(part, frozen)
    refused(lambda: sql(f"DELETE FROM {part._meta.db_table} WHERE id = %s", row.pk))
    refused(lambda: part.objects.filter(pk=row.pk).delete())
    refused(of(part, frozen).delete)
    assert part.objects.filter(pk=row.pk).exists()


@each_part
def test_a_part_can_not_be_added(part, frozen):
    row = of(part, frozen)
    names = ", ".join(f'"{field.column}"' for field in part._meta.concrete_fields if field.column not in ("id", "key"))
    row.pk, row.key = None, "another"
    refused(row.save)
    refused(lambda: part.objects.bulk_create([row]))
    refused(
        lambda: sql(f"INSERT INTO {part._meta.db_table} (key, {names}) SELECT 'x', {names} FROM {part._meta.db_table}")
    )


@each_part
def test_a_part_can_not_move_in_or_out(part, frozen, draft):
    refused(lambda: part.objects.filter(pk=of(part, draft).pk).update(version=frozen, key="moved"))
    refused(lambda: part.objects.filter(pk=of(part, frozen).pk).update(version=draft, key="moved"))


@each_part
def test_a_draft_stays_open(part, draft):
    part.objects.filter(version=draft).update(position=9)
    assert of(part, draft).position == 9
    draft.delete()
    assert not part.objects.filter(version_id=draft.pk).exists()


@pytest.mark.parametrize("column", FIXED)
def test_the_version_itself_can_not_change(column, frozen, draft):
    row = ProgramVersion.objects.filter(pk=frozen.pk)
    field = next(f for f in ProgramVersion._meta.concrete_fields if f.column == column)
    if column == "id":
        return refused(lambda: sql("UPDATE programs_programversion SET id = id + 1000 WHERE id = %s", frozen.pk))
    other = Program.objects.create(slug="x", title="X", created_at=NOW, created_by=frozen.created_by)
    values = {
        "program_id": other.pk,
        "created_by_id": frozen.approved_by_id,
        "created_at": NOW,
        "review_on": NOW.date(),
    }
    kind = field.get_internal_type()
    value = values.get(column, "another" if kind in ("CharField", "TextField") else kind != "BooleanField" or True)
    refused(lambda: row.update(**{column: 7 if value is True and kind != "BooleanField" else value}))


@pytest.mark.parametrize("column", [*triggers.APPROVAL, *triggers.PUBLICATION])
def test_who_approved_and_published_what_and_when_stands(column, frozen, marguerite, nadia):
    values = {"approved_by_id": nadia.pk, "published_by_id": marguerite.pk}
    later = NOW + timedelta(days=1) if column.endswith("_at") else "0" * 64
    refused(lambda: ProgramVersion.objects.filter(pk=frozen.pk).update(**{column: values.get(column, later)}))


ALLOWED = {(State.PUBLISHED, State.SUPERSEDED), (State.PUBLISHED, State.CLOSED), (State.SUPERSEDED, State.CLOSED)}


@pytest.mark.parametrize("source", [State.PUBLISHED, State.SUPERSEDED, State.CLOSED])
@pytest.mark.parametrize("target", list(State))
def test_only_its_life_goes_on(source, target, frozen):
    row = ProgramVersion.objects.filter(pk=frozen.pk)
    row.update(state=source)
    if (source, target) in ALLOWED or source == target:
        assert row.update(state=target)
    else:
        refused(lambda: row.update(state=target))


def test_a_frozen_version_can_not_be_deleted(frozen):
    refused(lambda: sql("DELETE FROM programs_programversion WHERE id = %s", frozen.pk))
    refused(frozen.delete)


def test_an_author_can_not_approve_by_any_road(draft, marguerite, nadia):
    Author.objects.create(version=draft, key="nadia", person=nadia)
    row = ProgramVersion.objects.filter(pk=draft.pk)
    for author in (nadia, draft.created_by):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(state=State.APPROVED, approved_at=NOW, approved_by=author, digest="d" * 64)
    assert row.update(state=State.APPROVED, approved_at=NOW, approved_by=marguerite, digest="d" * 64)


def test_a_slug_stands_in_published_documents(frozen):
    with pytest.raises(IntegrityError, match="slug"), transaction.atomic():
        Program.objects.filter(pk=frozen.program_id).update(slug="another")
