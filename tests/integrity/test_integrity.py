"""For each promise, a tampering that goes around every verb, constraint and trigger; `guildmark integrity` names it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from guildmark.assessment import actions as assessment
from guildmark.assessment.models import Evidence, Result, ScoreSheet, Snapshot
from guildmark.candidacy.models import Candidacy, Fulfilment
from guildmark.credentials import actions as credentials
from guildmark.kernel import blobs
from guildmark.kernel.integrity import INVARIANTS
from guildmark.kernel.models import Blob, JournalEntry, JournalMention
from guildmark.programs.domain.document import digests
from guildmark.programs.models import ProgramVersion, Task
from guildmark.programs.queries import document_of
from tests import builders
from tests.cast import NOW

TESTS = Path(__file__).parent.parent
pytestmark = pytest.mark.django_db


@pytest.fixture
def version(priya, marguerite):
    draft = builders.a_draft_version(priya)
    draft.refresh_from_db()
    found = digests(document_of(draft))
    version = builders.published(draft, marguerite)
    unguarded("programs_programversion")
    ProgramVersion.objects.filter(pk=version.pk).update(
        digest=found.whole, structure_digest=found.structure, text_digest=found.text
    )
    version.refresh_from_db()
    return version


@pytest.fixture(autouse=True)
def everything(settings, tmp_path, ines, version, priya, tomasz, kwame, marguerite):
    """Ines handed in a text and a file, two assessors judged them, the committee granted: nothing is wrong yet."""
    settings.SIGNING_KEY_DIR = tmp_path / "keys"
    candidacy = builders.a_candidacy(ines, version, settled_by=priya)
    draft = assessment.open_submission(candidacy=candidacy, task=version.tasks.get(), by=ines, at=NOW)
    for box, text in (("text", "<p>What we did.</p>"), ("decided-1", "We stopped and planned anew.")):
        assessment.save_text(submission=draft, box=box, text=text, revision=0, by=ines, at=NOW)
    with blobs.received([b"%PDF-1.4 a log"]) as content:
        blob = blobs.keep(content, media_type="application/pdf", at=NOW)
    Evidence.objects.create(submission=draft, kind="file", title="log.pdf", blob=blob, added_at=NOW, changed_at=NOW)
    submission = assessment.submit(submission=draft, identity=True, original=True, by=ines, at=NOW)
    for person in (tomasz, kwame):
        builders.qualified(person, version, by=priya)
    for seat in builders.a_panel(submission, tomasz, kwame):
        seat = assessment.start_seat(seat=seat, by=seat.assessor, at=NOW)
        lines = {criterion: (4, "") for criterion in ("isolation-1", "judgement-1", "record-1")}
        assessment.fill_sheet(seat=seat, lines=lines, by=seat.assessor, at=NOW)
        assessment.seal_sheet(seat=seat, by=seat.assessor, at=NOW)
    candidacy.refresh_from_db()
    credentials.decide(candidacy=candidacy, outcome="grant", reason="All met.", by=marguerite, at=NOW)


def unguarded(table):
    """Take the triggers of a table away, as somebody with the database's password could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def tamper(model, **changes):
    unguarded(model._meta.db_table)
    model.objects.filter(pk=model.objects.order_by("pk").values("pk")[:1]).update(**changes)


def swap_the_file(settings):
    blob = Blob.objects.get()
    with default_storage.open(blob.path, "wb") as file:
        file.write(b"something else")


TAMPERINGS = {
    "kernel.journal": lambda s: tamper(JournalEntry, actor_id=999),
    "programs.digests": lambda s: tamper(Task, brief="Do half of it."),
    "candidacy.progress": lambda s: (unguarded("candidacy_fulfilment"), Fulfilment.objects.all().delete()),
    "assessment.submissions": lambda s: tamper(Evidence, title="another.pdf"),
    "assessment.evidence": lambda s: tamper(Evidence, sha256="0" * 64),
    "assessment.files": swap_the_file,
    "assessment.snapshots": lambda s: Snapshot.objects.create(
        evidence=Evidence.objects.first(), title="Another page", sha256="0" * 64, taken_at=NOW
    ),
    "assessment.sheets": lambda s: tamper(ScoreSheet, digest="0" * 64),
    "assessment.results": lambda s: tamper(Result, met=False),
    "assessment.fulfilments": lambda s: tamper(Fulfilment, source_id=999),
}
BY_CONSTRAINT = {"candidacy.one_live"}
"""Promises that a unique index keeps: a second row can't be planted without taking the index away."""


def report():
    out = StringIO()
    call_command("integrity", stdout=out)
    return out.getvalue()


def test_an_honest_record_holds():
    assert "BROKEN" not in report()


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_planted_tampering_is_found(name, settings):
    assert not list(INVARIANTS[name].check())
    TAMPERINGS[name](settings)
    assert list(INVARIANTS[name].check()), f"{name} did not notice"
    with pytest.raises(CommandError):
        report()


def without_index(table, name):
    with connection.cursor() as cursor:
        cursor.execute(
            f"DROP INDEX {name}"
            if connection.vendor == "sqlite"
            else f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}"
        )
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP INDEX IF EXISTS {name}")


def test_two_live_candidacies_are_found(ines, version):
    without_index("candidacy_candidacy", "one_live_candidacy_per_person_and_program")
    for period in (2, 3):
        builders.a_candidacy(ines, version, period=period)
    assert [breach.thing for breach in INVARIANTS["candidacy.one_live"].check()] == ["ines"]


def test_every_promise_has_its_tampering():
    """Here, or in a file of the room's own tests."""
    for name in set(INVARIANTS) - set(TAMPERINGS) - BY_CONSTRAINT:
        room = TESTS / name.partition(".")[0]
        named = any(f'"{name}"' in file.read_text() for file in room.glob("test_*.py"))
        assert named or (room / "test_integrity.py").exists(), f"nothing tampers with {name}"


def test_a_mention_taken_from_the_journal_is_found():
    unguarded("kernel_journalmention")
    JournalMention.objects.filter(pk=JournalMention.objects.values("pk")[:1]).delete()
    assert list(INVARIANTS["kernel.journal"].check())


def test_a_candidacy_moved_on_by_hand_is_found(nadia, version):
    candidacy = builders.a_candidacy(nadia, version)
    Candidacy.objects.filter(pk=candidacy.pk).update(state="certified")
    assert any(breach.thing == candidacy.ref for breach in INVARIANTS["candidacy.progress"].check())
