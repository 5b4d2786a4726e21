"""A tampering planted for each invariant is found."""

import hashlib

import pytest
from django.db import connection

from guildmark.credentials import actions, integrity

pytestmark = pytest.mark.django_db


def plant(sql, *params, table="credential"):
    """Write past every trigger, as somebody with the database file in hand could."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"%{table}%"])
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, params)


def test_nothing_is_found_where_nothing_is_wrong(credential):
    for check in (
        integrity.altered_documents,
        integrity.altered_entries,
        integrity.altered_salts,
        integrity.missing_decisions,
    ):
        assert list(check()) == []


def test_an_altered_document_is_found(credential):
    plant("UPDATE credentials_credential SET document = %s", credential.document.replace("2028-", "2038-"))
    assert [one.sentence for one in integrity.altered_documents()] == ["its digest is not that of its document"]


def test_an_altered_document_with_its_digest_is_found(credential):
    altered = credential.document.replace("2028-", "2038-")
    plant(
        "UPDATE credentials_credential SET document = %s, digest = %s",
        altered,
        hashlib.sha256(altered.encode()).hexdigest(),
    )
    assert "its proof does not hold" in next(integrity.altered_documents()).sentence


def test_a_prolonged_entry_is_found(credential):
    plant("UPDATE credentials_credential SET valid_until = %s, renew_until = %s", "2038-04-15", "2038-05-15")
    assert "its last day is 2038-04-15" in next(integrity.altered_entries()).sentence


def test_a_changed_salt_is_found(credential):
    plant("UPDATE credentials_credential SET holder_salt = %s", "pepper")
    assert next(integrity.altered_salts()).sentence == "its salt is not the one that was signed"


def test_another_holder_is_found(credential, nadia):
    plant("UPDATE credentials_credential SET holder_id = %s", nadia.pk)
    assert next(integrity.altered_salts()).sentence == "it names somebody else than its holder"


def test_a_changed_address_is_no_tampering(credential, ines):
    ines.email = "ines.duarte@alderquay.example"
    ines.save()
    assert list(integrity.altered_salts()) == []


def test_a_turned_decision_is_found(credential):
    plant("UPDATE credentials_certificationdecision SET outcome = %s", "refuse")
    assert [one.sentence for one in integrity.missing_decisions()] == [
        f"it says “refuse”, but {credential.decision.candidacy.ref} is certified",
        "it refused, yet there is one",
    ]


def test_a_state_changed_by_hand_is_found(credential):
    plant("UPDATE credentials_credential SET state = 'suspended'")
    assert next(integrity.altered_states()).sentence == "it is suspended, but its last change made it active"


def test_an_altered_earlier_text_is_found(credential, ines, at):
    ines.email = "ines.duarte@alderquay.example"
    ines.save()
    actions.correct(credential=credential, reason="I married.", by=ines, at=at)
    assert not list(integrity.altered_editions())
    plant("UPDATE credentials_edition SET document = replace(document, '2028-', '2038-')", table="edition")
    assert "has another digest" in next(integrity.altered_editions()).sentence
