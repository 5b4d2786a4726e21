"""Whoever changes a dossier is found out, and told where: with nothing but the file and the issuer's key."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guildmark.credentials import issuer
from guildmark.credentials.domain import eddsa_jcs_2022 as suite
from guildmark.credentials.domain.did import document, method_of
from guildmark.credentials.domain.dossier import Form, check, pack, unpack
from guildmark.credentials.domain.dossier.parts import MOST_FILE, ORDER
from guildmark.credentials.domain.dossier.signing import written
from guildmark.credentials.domain.multikey import multikey_of
from guildmark.credentials.dossier import dossier_file
from tests.credentials.dossier_tampering import signed_again, wrong

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(decision, at):
    return dossier_file(decision, Form.FULL, at + LATER)


def raw(*entries, compression=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in entries:
            made.writestr(name, content)
    return out.getvalue()


class TestTheFile:
    def test_it_holds_as_it_was_made(self, file, decision):
        found = check(file, described=issuer.did_document())
        assert (found.decision, found.outcome, found.vouched) == (decision.ref, "grant", True)

    @pytest.mark.parametrize("name", ORDER)
    def test_a_member_changed(self, file, name):
        members = unpack(file)
        members[name] = members[name][:-2] + bytes([members[name][-2] ^ 1]) + members[name][-1:]
        assert wrong(pack(members)) == f"{name} is not the one that was signed."

    @pytest.mark.parametrize("name", ORDER)
    def test_a_member_removed(self, file, name):
        members = unpack(file)
        del members[name]
        assert name in wrong(pack(members))

    def test_a_member_added(self, file):
        assert wrong(pack({**unpack(file), "extra.json": b"{}"})) == (
            "extra.json was added: the signed manifest does not name it."
        )

    def test_members_in_another_order(self, file):
        first, *others = unpack(file).items()
        assert "another order" in wrong(pack(dict([first, *reversed(others)])))
        assert "does not begin with manifest.json" in wrong(pack(dict([*others, first])))

    @pytest.mark.parametrize("name", ["decision", "form", "issuer", "made", "journal", "type", "members"])
    def test_the_manifest_changed(self, file, name):
        members = unpack(file)
        manifest = json.loads(members["manifest.json"])
        manifest[name] = {"form": "candidate", "members": manifest["members"][:-1]}.get(name, "something else")
        members["manifest.json"] = written(manifest)
        assert "manifest.json" in wrong(pack(members))

    def test_the_manifest_without_its_proof(self, file):
        members = unpack(file)
        manifest = json.loads(members["manifest.json"])
        del manifest["proof"]
        members["manifest.json"] = written(manifest)
        assert "it has no eddsa-jcs-2022 proof" in wrong(pack(members))

    @pytest.mark.parametrize("share", [0, 1, 100, 5000, 0.5, 0.999])
    def test_cut_off(self, file, share):
        assert "can’t be read as a ZIP file" in wrong(file[: int(share * len(file)) if share < 1 else int(share)])

    def test_something_before_behind_or_between(self, file):
        said = "holds something besides its members"
        assert said in wrong(b"#!/bin/sh\n" + file)
        assert said in wrong(file[:-2] + b"\x05\x00hello")
        with zipfile.ZipFile(io.BytesIO(file)) as one:
            again = raw(*((name, one.read(name)) for name in one.namelist()))
        assert said in wrong(again)  # packed by something else, with times and rights of its own

    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.data())
    def test_any_byte_changed_anywhere(self, file, data):
        place = data.draw(st.integers(0, len(file) - 1))
        changed = bytearray(file)
        changed[place] ^= data.draw(st.integers(1, 255))
        assert wrong(bytes(changed))


class TestHostileFiles:
    @pytest.mark.parametrize(
        "name", ["../manifest.json", "/etc/passwd.txt", "a/b.json", "C:\\x.json", "x\x00.json", "LOUD.json", "x.exe", "é.json"]
    )  # fmt: skip
    def test_names_that_lead_elsewhere(self, file, name):
        entries = [*unpack(file).items(), (name, b"{}")]
        assert "no name of a dossier’s member" in wrong(raw(*entries))

    def test_nothing_unfolds(self):
        bomb = raw(("manifest.json", bytes(60_000_000)), compression=zipfile.ZIP_DEFLATED)
        assert len(bomb) < 100_000
        assert "compressed or encrypted" in wrong(bomb)

    def test_a_manifest_of_ten_megabytes(self, file):
        members = unpack(file)
        members["manifest.json"] += b" " * 10_000_000
        assert wrong(pack(members)) == "manifest.json is larger than 256 KiB."

    def test_a_file_or_a_member_that_is_too_large(self):
        assert "The file is larger than" in wrong(bytes(MOST_FILE + 1))
        assert "manifest.json is larger than 16 MiB." in wrong(raw(("manifest.json", bytes(17_000_000))))

    def test_a_crowd_of_members_and_one_twice(self, file):
        assert "100 members" in wrong(raw(*((f"m{n}.json", b"{}") for n in range(100))))
        with pytest.warns(UserWarning, match="Duplicate"):
            twice = raw(("manifest.json", b"{}"), ("manifest.json", b"{}"))
        assert wrong(twice) == "manifest.json is in the file twice."

    @pytest.mark.parametrize(
        "text", [b"", b"[]", b"{", b'{"a":1,"a":2}', b'{"a":NaN}', b"\xff\xfe", b'{"a":' + b"[" * 60_000, b"{}", b'{"type":{}}']
    )  # fmt: skip
    def test_a_manifest_that_is_none(self, text):
        assert "manifest.json" in wrong(pack({"manifest.json": text}))

    @pytest.mark.parametrize("members", [None, [], [1], [{}], [{"name": "work.json"}], "work.json", {"name": 1}])
    def test_members_that_are_none(self, file, members):
        """Signed by a key of the forger's own, so that what lies behind the signature is reached."""
        key = Ed25519PrivateKey.generate()
        did = document("did:web:forger.example", [multikey_of(key)])
        manifest = json.loads(unpack(file)["manifest.json"])
        del manifest["proof"]
        manifest |= {"members": members, "issuer": did["id"]}
        signed = suite.sign(
            manifest, key=key, created="2026-04-16T08:00:00Z", method=method_of(did["id"], multikey_of(key))
        )
        assert wrong(pack({**unpack(file), "manifest.json": written(signed), "did.json": written(did)}), described=None)

    @pytest.mark.parametrize("name", [one for one in ORDER if one.endswith(".json") and one != "did.json"])
    @pytest.mark.parametrize(
        "content", [b"{}", b'{"entries":[{}]}', b'{"submissions":5,"credentials":[1],"entries":[[]]}']
    )
    def test_parts_that_are_none(self, file, name, content):
        members = {**unpack(file), name: content}
        signer = issuer.signer()
        again = signed_again(members, signer.key, signer.method)
        if name in ("notices.json", "conflicts.json"):
            check(again, described=issuer.did_document())  # nothing elsewhere depends on them
        else:
            assert wrong(again)


class TestKeys:
    @pytest.fixture
    def forged(self, file):
        """All of it made anew by somebody with a key and a DID document of their own, in the issuer's name."""
        key = Ed25519PrivateKey.generate()
        did = document(issuer.record().did, [multikey_of(key)])
        return signed_again({**unpack(file), "did.json": written(did)}, key, method_of(did["id"], multikey_of(key)))

    def test_another_key_in_the_issuers_name(self, forged):
        assert "does not list the key" in wrong(forged)
        assert "another key than the one given" in wrong(forged, described=None, keys=issuer.record().multikeys)

    def test_it_does_not_even_hold_by_itself_since_the_journals_head_is_not_theirs(self, forged):
        assert "journal-head.txt can’t be relied on" in wrong(forged, described=None)

    def test_by_the_file_alone_it_holds_but_nobody_vouches(self, file):
        assert check(file).vouched is False
        assert check(file, keys=issuer.record().multikeys).vouched is True

    def test_another_issuers_did_document(self, file):
        other = document("did:web:other.example", issuer.record().multikeys)
        assert "not that of did:web:localhost" in wrong(file, described=other)
