"""The sealed journal: whoever edits, removes, inserts or moves an entry is found out, and by which entry."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from guildmark.kernel import merkle, sealing
from guildmark.kernel.access import SYSTEM
from guildmark.kernel.facts import Fact, announce
from guildmark.kernel.integrity import INVARIANTS
from guildmark.kernel.models import JournalEntry, JournalLeaf, JournalSeal
from guildmark.kernel.notes import VerifierKey, checkpoint
from tests.cast import NOW


@dataclass(frozen=True)
class BoatLaunched(Fact):
    boat_id: int


@pytest.fixture(autouse=True)
def keys(settings, tmp_path, monkeypatch):
    settings.SIGNING_KEY_DIR = tmp_path / "keys"
    settings.BASE_URL = "https://certificates.alderquay.example"
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: NOW)


def launch(count, *, at=NOW):
    with transaction.atomic():
        return [announce(BoatLaunched(number), by=SYSTEM, at=at) for number in range(count)]


@pytest.fixture
def sealed(db):
    """Ten boats, sealed in batches of four, four and two."""
    entries = launch(10)
    while sealing.seal_batch(at=NOW, most=4):
        pass
    return entries


def unguarded():
    """Past every trigger, as somebody with the database's password could."""
    with connection.cursor() as cursor:
        for table in ("kernel_journalentry", "kernel_journalmention", "kernel_journalleaf", "kernel_journalseal"):
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            else:
                cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
                for (name,) in cursor.fetchall():
                    cursor.execute(f"DROP TRIGGER {name}")


def told():
    return {breach.thing: breach.sentence for breach in INVARIANTS["kernel.seals"].check()}


def journal(*words):
    out = StringIO()
    call_command("journal", *map(str, words), stdout=out)
    return out.getvalue()


class TestSealing:
    def test_a_head_covers_each_batch(self, sealed):
        assert list(JournalSeal.objects.order_by("size").values_list("size", flat=True)) == [4, 8, 10]
        assert told() == {}

    def test_the_head_is_the_hash_over_the_canonical_entries(self, sealed):
        leaves = [merkle.leaf_hash(one.canonical.encode()) for one in sealed]
        found = checkpoint(sealing.last_seal().note, sealing.sealer().keys)
        assert (found.origin, found.size, found.root) == (
            "certificates.alderquay.example/journal",
            10,
            merkle.root(leaves),
        )

    def test_what_is_sealed_is_not_sealed_again(self, sealed):
        assert sealing.seal_batch(at=NOW) is None
        launch(1)
        assert sealing.seal_journal(NOW) == "1 entries sealed."

    def test_an_entry_that_was_committed_late_gets_its_place_after_the_others(self, sealed):
        """On PostgreSQL a number is drawn before the commit: the lower one may come later."""
        unguarded()
        late = launch(2)
        JournalEntry.objects.filter(pk=late[0].pk).update(canonical=late[0].canonical)
        sealing.seal_journal(NOW)
        assert JournalLeaf.objects.get(entry=late[0]).position == 10
        assert told() == {}

    @pytest.mark.parametrize("table", [JournalLeaf, JournalSeal])
    def test_the_database_refuses_to_lose_it(self, sealed, table):
        with pytest.raises(IntegrityError), transaction.atomic():
            table.objects.all().delete()

    def test_whole_tiles_spare_the_hashing_and_change_no_head(self, db, monkeypatch):
        monkeypatch.setattr(sealing, "TILE", 4)
        monkeypatch.setattr(sealing, "_level_of", lambda width: {4: 0, 16: 1, 64: 2}.get(width))
        entries = launch(90)
        while sealing.seal_batch(at=NOW, most=7):
            pass
        leaves = [merkle.leaf_hash(one.canonical.encode()) for one in entries]
        for seal in JournalSeal.objects.all():
            assert seal.root == merkle.root(leaves[: seal.size]).hex()
        last = sealing.last_seal()
        for proof in sealing.inclusions([one.pk for one in entries], last):
            path = [bytes.fromhex(step) for step in proof.path]
            assert merkle.includes(merkle.root(leaves), 90, leaves[proof.position], proof.position, path)

    def test_a_missing_key_seals_nothing_and_says_so(self, sealed, monkeypatch):
        launch(1)
        who = sealing.sealer()

        def broken(content):
            raise RuntimeError("the signing key is missing")

        monkeypatch.setattr(sealing, "sealer", lambda: replace(who, sign=broken))
        with pytest.raises(RuntimeError, match="missing"):
            sealing.seal_journal(NOW)
        assert JournalEntry.objects.filter(leaf=None).count() == 1


class TestTampering:
    def test_an_edited_entry(self, sealed):
        unguarded()
        edited = sealed[5].canonical.replace('"boat_id":5', '"boat_id":6')
        JournalEntry.objects.filter(pk=sealed[5].pk).update(canonical=edited)
        assert told() == {f"journal entry {sealed[5].pk}": "it was edited after it was sealed"}

    def test_an_edited_entry_whose_hash_was_made_to_fit(self, sealed):
        unguarded()
        edited = sealed[5].canonical.replace('"boat_id":5', '"boat_id":6')
        JournalEntry.objects.filter(pk=sealed[5].pk).update(canonical=edited)
        JournalLeaf.objects.filter(position=5).update(hash=merkle.leaf_hash(edited.encode()).hex())
        assert "entries at places 4 to 7" in told()["journal seal 8"]
        assert "journal seal 4" not in told()

    def test_a_removed_entry(self, sealed):
        unguarded()
        JournalLeaf.objects.filter(position=5).delete()
        sealed[5].mentions.all().delete()
        JournalEntry.objects.filter(pk=sealed[5].pk).delete()
        said = told()
        assert "an entry was removed before it" in said[f"journal entry {sealed[6].pk}"]
        assert not any(thing.startswith("journal seal") for thing in said)

    def test_the_last_entries_removed(self, sealed):
        unguarded()
        JournalLeaf.objects.filter(position__gte=9).delete()
        assert told()["journal seal 10"] == "of 10 entries sealed, 1 are missing at the end"

    def test_two_entries_that_changed_places(self, sealed):
        unguarded()
        first, second = (JournalLeaf.objects.get(position=place) for place in (5, 6))
        JournalLeaf.objects.filter(position__in=[5, 6]).delete()
        JournalLeaf.objects.create(position=5, entry_id=second.entry_id, hash=second.hash)
        JournalLeaf.objects.create(position=6, entry_id=first.entry_id, hash=first.hash)
        assert "was moved" in told()[f"journal entry {first.entry_id}"]

    def test_an_entry_inserted_into_the_past(self, sealed):
        unguarded()
        gone = sealed[3]
        JournalLeaf.objects.filter(position=3).delete()
        forged = JournalEntry.objects.get(pk=gone.pk)
        gone.mentions.all().delete()
        JournalEntry.objects.filter(pk=gone.pk).delete()
        JournalEntry.objects.create(
            pk=forged.pk, fact=forged.fact, actor_kind="system", at=NOW - timedelta(days=2), canonical="{}", digest=""
        )
        assert "it was inserted" in told()[f"journal entry {forged.pk}"]

    def test_a_seal_signed_by_another_key(self, sealed, settings, tmp_path):
        unguarded()
        ours = JournalSeal.objects.get(size=10)
        settings.SIGNING_KEY_DIR = tmp_path / "a thief’s"
        forged = sealing._sign_head(9, NOW)
        JournalSeal.objects.filter(size=9).delete()
        settings.SIGNING_KEY_DIR = tmp_path / "keys"
        JournalSeal.objects.filter(size=ours.size).update(note=forged)
        assert "can’t be relied on" in told()["journal seal 10"]

    def test_the_command_names_each_and_fails(self, sealed):
        assert journal("verify") == "10 sealed entries are as they were sealed; 0 wait to be.\n"
        unguarded()
        JournalEntry.objects.filter(pk=sealed[5].pk).update(canonical="{}")
        with pytest.raises(CommandError, match=f"journal entry {sealed[5].pk}: it was edited"):
            journal("verify")


class TestHeadsKeptOutside:
    @pytest.fixture
    def kept(self, sealed, tmp_path):
        path = tmp_path / "head.txt"
        path.write_text(journal("head", "--size", 8))
        return path

    def test_the_journal_still_begins_with_it(self, kept):
        launch(5)
        journal("seal")
        assert "15 sealed" in journal("verify", "--head", kept)

    def test_a_journal_cut_short_and_sealed_anew_is_found(self, kept):
        """With every table and the signing key in hand: only the head outside tells."""
        unguarded()
        JournalSeal.objects.filter(size__gt=4).delete()
        JournalLeaf.objects.filter(position__gte=4).delete()
        for entry in JournalEntry.objects.filter(leaf=None):
            entry.mentions.all().delete()
            entry.delete()
        assert journal("verify").startswith("4 sealed")
        with pytest.raises(CommandError, match="covers 8 entries; only 4 are left"):
            journal("verify", "--head", kept)

    def test_a_newer_head_is_proven_to_continue_it_without_the_database(self, kept, tmp_path, django_db_blocker):
        newer, proof = tmp_path / "newer.txt", tmp_path / "proof.json"
        newer.write_text(journal("head"))
        proof.write_text(journal("prove", kept, newer))
        key = journal("key").strip()
        with django_db_blocker.block():
            said = journal("consistent", kept, newer, proof, "--key", key)
        assert said == "The journal of 10 entries begins with all 8 of the older head.\n"

    def test_an_altered_proof_is_refused(self, kept, tmp_path):
        newer, proof = tmp_path / "newer.txt", tmp_path / "proof.json"
        newer.write_text(journal("head"))
        steps = json.loads(journal("prove", kept, newer))
        proof.write_text(json.dumps({**steps, "path": ["00" * 32 for _ in steps["path"]]}))
        with pytest.raises(CommandError, match="does not hold"):
            journal("consistent", kept, newer, proof, "--key", journal("key").strip())

    @pytest.mark.parametrize("content", ["", "{}", '{"path": 1}', '{"path": ["zz"]}'])
    def test_what_is_no_proof_is_said_to_be_none(self, kept, tmp_path, content):
        proof = tmp_path / "proof.json"
        proof.write_text(content)
        with pytest.raises(CommandError, match="is not such a proof"):
            journal("consistent", kept, kept, proof, "--key", journal("key").strip())

    def test_a_head_by_somebody_else_is_refused(self, kept):
        stranger = VerifierKey("elsewhere.example/journal", b"\x01" * 32)
        with pytest.raises(CommandError, match="none of the known keys"):
            journal("consistent", kept, kept, kept, "--key", stranger)
