"""`guildmark credential …`: what an operator, or anybody with a file, is told."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from guildmark.credentials import actions, issuer
from guildmark.credentials.domain import eddsa_rdfc_2022 as suite
from guildmark.credentials.domain.did import document
from guildmark.credentials.domain.multikey import multikey_of
from guildmark.credentials.models import Credential
from tests.cast import NOW
from tests.credentials.samples import CREATED, KEY, a_signed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def story_time(monkeypatch):
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: NOW)


@pytest.fixture
def written(credential, tmp_path):
    path = tmp_path / "credential.json"
    path.write_text(credential.document)
    return path


def told(*words):
    out = StringIO()
    call_command("credential", *map(str, words), stdout=out)
    return out.getvalue()


def verified(*words):
    """What `verify` says, and the code it exits with."""
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("credential", "verify", *map(str, words), stdout=out)
    return out.getvalue(), ended.value.code


def test_an_issued_credential_is_valid(written):
    said, code = verified(written)
    assert said.startswith("VALID\n")
    assert "proof     holds, by did:web:localhost%3A8000#z6Mk" in said
    assert "(this installation)" in said
    assert "register  same" in said
    assert "standing  active: Valid to the end of 15 April 2028 in Monterrey." in said
    assert code == 0


def test_the_same_for_machines(written):
    said, code = verified(written, "--json")
    found = json.loads(said)
    assert (found["outcome"], found["register"], found["standing"], code) == ("valid", "same", "active", 0)


def test_written_differently_it_is_still_the_same_credential(written):
    written.write_text(json.dumps(json.loads(written.read_text()), indent=4))
    assert "register  written differently" in verified(written)[0]


def test_a_changed_one_is_invalid(written):
    written.write_text(written.read_text().replace("2028-04-15", "2038-04-15"))
    said, code = verified(written)
    assert said.startswith("INVALID\n")
    assert "it was changed after signing" in said
    assert code == 1


@pytest.mark.parametrize("state", ["suspended", "withdrawn", "replaced"])
def test_what_was_taken_back_is_not_in_force(written, credential, state):
    Credential.objects.filter(pk=credential.pk).update(state=state)
    said, code = verified(written)
    assert said.startswith("NOT IN FORCE\n")
    assert state in said
    assert code == 3


def test_an_expired_one_is_not_in_force(written, monkeypatch):
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: NOW.replace(year=2029))
    said, code = verified(written)
    assert "expired: Not valid since the end of 15 April 2028" in said
    assert code == 3


def another_issuers(tmp_path, **changed):
    body = {name: value for name, value in a_signed().items() if name != "proof"}
    method = f"did:web:badges.example#{multikey_of(KEY)}"
    signed = suite.sign(
        {**body, "issuer": "did:web:badges.example", **changed}, key=KEY, created=CREATED, method=method
    )
    (tmp_path / "theirs.json").write_text(json.dumps(signed))
    (tmp_path / "did.json").write_text(json.dumps(document("did:web:badges.example", [multikey_of(KEY)])))
    return tmp_path / "theirs.json", tmp_path / "did.json"


def test_another_issuers_credential_needs_their_key(tmp_path):
    theirs, did = another_issuers(tmp_path)
    said, code = verified(theirs)
    assert "the keys of its issuer did:web:badges.example are not known here" in said
    assert code == 2
    said, code = verified(theirs, "--did", did)
    assert "In force by its own dates until 2028-04-16" in said
    assert code == 0


def test_another_issuers_dates_count(tmp_path):
    theirs, did = another_issuers(tmp_path, validFrom="2026-05-01T00:00:00Z")
    assert verified(theirs, "--did", did)[1] == 3


def test_a_key_of_ours_without_an_entry_is_not_enough(credential, tmp_path, settings):
    signer = issuer.signer()
    body = {name: value for name, value in json.loads(credential.document).items() if name != "proof"}
    forged = suite.sign(
        {**body, "id": "http://localhost:8000/c/CRD-0000-0000"}, key=signer.key, created=CREATED, method=signer.method
    )
    (tmp_path / "forged.json").write_text(json.dumps(forged))
    said, code = verified(tmp_path / "forged.json")
    assert "not in this register" in said
    assert code == 3


@pytest.mark.parametrize("source", ["/nowhere/at/all.json", "http://localhost:1/c/x.json", "http://["])
def test_what_can_not_be_read_ends_in_a_sentence(source):
    with pytest.raises(CommandError, match="can’t be read"):
        told("verify", source)


@pytest.mark.parametrize("content", [b"", b"hello", b"\xff\xfe\x00", b"[]", b"{}", b'{"issuer": 1}', b"null"])
def test_rubbish_is_invalid(tmp_path, content):
    (tmp_path / "x").write_bytes(content)
    assert verified(tmp_path / "x")[1] == 1


def test_the_public_ones_are_listed(credential, ines, at):
    assert json.loads(told("list", "--public", "--json")) == []
    actions.make_public(credential=credential, by=ines, at=at)
    [row] = json.loads(told("list", "--public", "--json"))
    assert row["json"] == f"http://localhost:8000/c/{credential.ref}.json"
    assert (row["holder"], row["standing"], row["sha256"]) == ("Ines Carvalho", "active", credential.digest)
    assert credential.ref in told("list", "--public")


def test_one_is_shown(credential):
    assert "active: Valid to the end of 15 April 2028 in Monterrey." in told("show", credential.ref)
    assert told("show", credential.ref.lower(), "--json") == credential.document
    with pytest.raises(CommandError, match="no credential CRD-0000-0000"):
        told("show", "CRD-0000-0000")
