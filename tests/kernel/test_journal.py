"""The journal: what is announced is written once, in canonical bytes, and nobody changes it afterwards."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, connection, transaction

from guildmark.kernel import facts
from guildmark.kernel.access import SYSTEM
from guildmark.kernel.facts import Fact, announce
from guildmark.kernel.integrity import INVARIANTS
from guildmark.kernel.models import JournalEntry, JournalMention


@dataclass(frozen=True)
class BoatLaunched(Fact):
    boat_id: int
    guest_ids: tuple[int, ...]
    name_digest: str


@pytest.fixture
def launched(db, at):
    with transaction.atomic():
        return announce(BoatLaunched(7, (3, 5), "ab"), by=SYSTEM, at=at)


def test_an_entry_says_what_who_and_when_in_canonical_bytes(launched, at):
    told = json.loads(launched.canonical)
    assert told == {
        "actor": ["system", None],
        "at": "2026-04-16T07:00:00.000000+00:00",
        "body": {"boat_id": 7, "guest_ids": [3, 5], "name_digest": "ab"},
        "fact": "BoatLaunched",
    }
    assert launched.canonical == json.dumps(told, sort_keys=True, separators=(",", ":"))
    assert launched.digest == hashlib.sha256(launched.canonical.encode()).hexdigest()


def test_every_thing_mentioned_finds_the_entry_again(launched):
    found = set(launched.mentions.values_list("kind", "object_id"))
    assert found == {("boat", 7), ("guest", 3), ("guest", 5)}


def test_announcing_outside_a_transaction_is_a_mistake(transactional_db, at):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        announce(BoatLaunched(7, (), ""), by=SYSTEM, at=at)


def test_who_reacts_does_so_in_the_same_transaction(db, at, monkeypatch):
    monkeypatch.setattr(facts, "_reactions", defaultdict(list))
    seen = []

    def wave(fact, *, by, at):
        seen.append((fact.boat_id, by, at, connection.in_atomic_block))

    facts.react({BoatLaunched: [wave]})
    with transaction.atomic():
        announce(BoatLaunched(7, (), ""), by=SYSTEM, at=at)
    assert seen == [(7, SYSTEM, at, True)]


def test_a_reaction_that_raises_takes_the_fact_back(db, at, monkeypatch):
    monkeypatch.setattr(facts, "_reactions", defaultdict(list))

    def sink(fact, *, by, at):
        raise ValueError("leak")

    facts.react({BoatLaunched: [sink]})
    with pytest.raises(ValueError, match="leak"), transaction.atomic():
        announce(BoatLaunched(7, (), ""), by=SYSTEM, at=at)
    assert not JournalEntry.objects.exists()


ROADS = {
    "the ORM": lambda entry: JournalEntry.objects.filter(pk=entry.pk).update(fact="Other"),
    "bulk update": lambda entry: JournalEntry.objects.bulk_update([entry], ["fact"]),
    "save": lambda entry: entry.save(),
    "delete": lambda entry: (entry.mentions.all().delete(), entry.delete()),
    "SQL": lambda entry: connection.cursor().execute("UPDATE kernel_journalentry SET digest = ''"),
    "SQL delete": lambda entry: connection.cursor().execute("DELETE FROM kernel_journalmention"),
}


@pytest.mark.parametrize("road", ROADS)
def test_no_road_leads_to_a_changed_entry(launched, road):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        ROADS[road](launched)
    assert JournalEntry.objects.get().canonical == launched.canonical
    assert JournalMention.objects.count() == 3


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL knows TRUNCATE")
def test_the_journal_can_not_be_emptied_at_once(db):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE kernel_journalmention, kernel_journalentry CASCADE")


def test_integrity_finds_an_entry_forged_past_the_triggers(db, at):
    forged = '{"actor":["system",null],"at":"2026-04-16T07:00:00.000000+00:00","body":{"boat_id":7},"fact":"Sunk"}'
    digest = hashlib.sha256(forged.encode()).hexdigest()
    JournalEntry.objects.create(fact="Sunk", actor_kind="system", at=at, canonical=forged, digest="0" * 64)
    JournalEntry.objects.create(fact="Floats", actor_kind="system", at=at, canonical=forged, digest=digest)

    sentences = [breach.sentence for breach in INVARIANTS["kernel.journal"].check()]

    assert sentences == [
        "its digest is not that of its canonical bytes",
        "its columns say something else than its canonical bytes",
        "its mentions are not those of its body",
    ]


def test_facts_carry_ids_and_plain_values_only():
    plain = {"int", "str", "bool", "date", "datetime", "bool | None", "int | None", "str | None", "date | None"}
    for fact in (one for one in all_facts(Fact) if one.__module__.startswith("guildmark.")):
        for name, kind in fact.__annotations__.items():
            said = getattr(kind, "__name__", str(kind)) if not isinstance(kind, str) else kind
            said = str(kind) if "|" in str(kind) or "[" in str(kind) else said
            said = said.replace("datetime.", "")
            assert said in plain or said.startswith("tuple["), f"{fact.__name__}.{name}: {said}"


def all_facts(of: type[Fact]) -> list[type[Fact]]:
    return [fact for one in of.__subclasses__() for fact in (one, *all_facts(one))]


def test_fact_names_are_said_once():
    names = [fact.__name__ for fact in all_facts(Fact) if fact.__module__.startswith("guildmark.")]
    assert len(names) == len(set(names)), "a name in the journal must mean one thing"
