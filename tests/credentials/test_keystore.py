"""The signing key: made once, encrypted at rest, never made anew in silence."""

import json
import stat
from concurrent.futures import ProcessPoolExecutor

import pytest

from guildmark.credentials import issuer, keystore
from guildmark.credentials.domain import did
from guildmark.credentials.domain.multikey import multikey_of
from guildmark.credentials.keystore import KeyProblem

BASE = "http://localhost:8000"


def establish(folder):
    return keystore.establish(folder, base=BASE, passphrase="open sesame").multikeys


def test_a_key_is_made_once_and_opens_with_its_passphrase(tmp_path):
    made = keystore.establish(tmp_path / "keys", base=BASE, passphrase="open sesame")
    assert establish(tmp_path / "keys") == made.multikeys
    key = keystore.opened(made.keys[0], "open sesame", tmp_path)
    assert multikey_of(key) == made.multikeys[0]


def test_another_passphrase_ends_in_a_clear_sentence(tmp_path):
    made = keystore.establish(tmp_path, base=BASE, passphrase="open sesame")
    with pytest.raises(KeyProblem, match=r"made with another passphrase\. Set GUILDMARK_SIGNING_KEY_PASSPHRASE"):
        keystore.opened(made.keys[0], "open barley", tmp_path)


def test_only_its_owner_can_read_it_and_the_key_is_not_in_clear(tmp_path):
    made = keystore.establish(tmp_path, base=BASE, passphrase="open sesame")
    path = tmp_path / keystore.FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keystore.opened(made.keys[0], "open sesame", tmp_path).private_bytes_raw().hex() not in path.read_text()
    assert [p.name for p in tmp_path.iterdir()] == [keystore.FILE]


def test_two_that_start_at_once_have_one_key(tmp_path):
    with ProcessPoolExecutor(4) as pool:
        found = list(pool.map(establish, [tmp_path / "keys"] * 8))
    assert len({tuple(one) for one in found}) == 1


def test_a_broken_file_is_said_so(tmp_path):
    (tmp_path / keystore.FILE).write_text("{")
    with pytest.raises(KeyProblem, match=r"can’t be read\. Put it back from a backup"):
        keystore.read(tmp_path)


def test_the_issuer_is_named_by_the_base_address(db, settings):
    assert issuer.record().did == "did:web:localhost%3A8000"
    assert issuer.trouble() == ""
    described = issuer.did_document()
    (key,) = issuer.record().multikeys
    assert described["assertionMethod"] == [
        f"did:web:localhost%3A8000#{key}", did.jwk_method_of("did:web:localhost%3A8000", key)
    ]  # fmt: skip


def test_the_address_never_changes_in_silence(db, settings):
    issuer.record()
    settings.BASE_URL = "https://badges.example"
    assert "issues as http://localhost:8000" in issuer.trouble()
    assert issuer.profile().did == "did:web:localhost%3A8000"


def test_an_address_by_number_can_not_issue(db, settings):
    settings.BASE_URL = "http://127.0.0.1:8000"
    assert "needs a host name. Set GUILDMARK_BASE_URL" in issuer.trouble()


def test_a_lost_key_is_not_replaced_in_silence(credential, keys):
    (keys / keystore.FILE).unlink()
    assert "signing key is missing" in issuer.trouble()
    assert not (keys / keystore.FILE).exists()


def test_the_record_says_what_is_public_only(tmp_path):
    keystore.establish(tmp_path, base=BASE, passphrase="open sesame")
    kept = json.loads((tmp_path / keystore.FILE).read_text())
    assert set(kept["keys"][0]) == {"multikey", "salt", "nonce", "sealed"}
