"""Keys change: what earlier ones signed keeps holding; what a lost one signed does not, and is signed again."""

import json
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from guildmark.credentials import actions, integrity, issuer, keystore, queries
from guildmark.credentials.domain import vc_jwt
from guildmark.credentials.domain.judging import judge
from guildmark.credentials.keystore import KeyProblem
from guildmark.credentials.models import Credential, Edition
from guildmark.credentials.queries.verdicts import Outcome, verdict
from guildmark.kernel.access import Refused
from guildmark.kernel.models import JournalEntry
from guildmark.kernel.sealing import seal_batch, sealer
from tests.credentials.test_independent import independent

pytestmark = pytest.mark.django_db


def told(*words):
    said = StringIO()
    call_command("issuer", *words, stdout=said)
    return said.getvalue()


def fresh(credential):
    return Credential.objects.get(pk=credential.pk)


class TestRotation:
    def test_what_was_signed_before_keeps_holding(self, credential, at, tmp_path):
        before = issuer.as_jwt(credential.document)
        (old,) = issuer.record().multikeys
        new = actions.rotate_key(at=at)
        assert issuer.record().multikeys == [new, old]
        assert verdict(credential.document.encode(), at=at).outcome is Outcome.VALID
        assert verdict(before.encode(), at=at).outcome is Outcome.VALID
        found = independent(tmp_path, {"earlier": json.loads(credential.document)}, did=issuer.did_document())
        assert found["earlier"]["verified"] is True

    def test_what_is_signed_from_now_on_names_the_new_key(self, credential, at):
        new = actions.rotate_key(at=at)
        text = issuer.as_jwt(credential.document)
        _body, method = vc_jwt.verify(text, lambda method: issuer.did.public_key_in(issuer.did_document(), method))
        assert method == issuer.did.jwk_method_of(issuer.record().did, new)

    def test_the_journal_goes_on(self, credential, at):
        first = seal_batch(at=at)
        actions.rotate_key(at=at)
        second = seal_batch(at=at)
        assert first and second and len(sealer().keys) == 2

    def test_it_is_announced_and_no_page_reaches_it(self, credential, weiling, at):
        new = actions.rotate_key(at=at)
        assert new in JournalEntry.objects.get(fact="IssuerKeyRotated").canonical
        with pytest.raises(Refused, match="at the command line"):
            actions.rotate_key(by=weiling, at=at)

    def test_another_passphrase_makes_no_key(self, credential, settings, at):
        settings.SIGNING_KEY_PASSPHRASE = "another"
        with pytest.raises(KeyProblem, match="made with another passphrase"):
            actions.rotate_key(at=at)
        assert len(issuer.record().multikeys) == 1

    def test_several_at_once_lose_no_key(self, tmp_path):
        keystore.establish(tmp_path, base="http://localhost:8000", passphrase="x")

        def rotate(_number):
            with keystore.lock(tmp_path) as kept:
                keystore.rotate(kept, tmp_path, passphrase="x")

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(rotate, range(4)))
        assert len(set(keystore.read(tmp_path).multikeys)) == 5


class TestALostKey:
    @pytest.fixture
    def lost(self, credential, at):
        (old,) = issuer.record().multikeys
        actions.rotate_key(at=at)
        actions.give_up_key(multikey=old, at=at)
        return old

    def test_what_it_signed_does_not_hold_any_more(self, credential, lost, at, tmp_path):
        assert verdict(credential.document.encode(), at=at).outcome is Outcome.INVALID
        found = independent(tmp_path, {"lost": json.loads(credential.document)}, did=issuer.did_document())
        assert found["lost"]["verified"] is False
        assert [one.thing for one in integrity.altered_documents()] == [credential.ref]

    def test_what_a_thief_signs_does_not_hold(self, credential, lost, at):
        stolen = keystore.opened(issuer.record().keys[1], issuer.settings.SIGNING_KEY_PASSPHRASE, None)
        body = json.loads(credential.document)
        del body["proof"]
        method = issuer.did.jwk_method_of(issuer.record().did, lost)
        assert not judge(vc_jwt.sign(body, key=stolen, method=method).encode(), [issuer.did_document()]).sound

    def test_it_is_signed_again_saying_the_same(self, credential, lost, at, tmp_path):
        assert [one.pk for one in queries.signed_with({lost})] == [credential.pk]
        assert actions.sign_again(credential=credential, at=at) is True
        found = fresh(credential)
        before, after = json.loads(credential.document), json.loads(found.document)
        assert before.pop("proof") != after.pop("proof") and before == after
        assert verdict(found.document.encode(), at=at).outcome is Outcome.VALID
        assert Edition.objects.get().cause == "key" and list(integrity.altered_documents()) == []
        assert independent(tmp_path, {"new": json.loads(found.document)}, did=issuer.did_document())["new"]["verified"]

    def test_once(self, credential, lost, at):
        assert actions.sign_again(credential=credential, at=at) is True
        assert actions.sign_again(credential=fresh(credential), at=at) is False

    def test_the_key_in_use_is_not_given_up(self, credential, at):
        (key,) = issuer.record().multikeys
        with pytest.raises(KeyProblem, match="rotate"):
            actions.give_up_key(multikey=key, at=at)
        with pytest.raises(KeyProblem, match="no key of this issuer"):
            actions.give_up_key(multikey="z6MkNobody", at=at)

    def test_by_command_from_end_to_end(self, credential, at, monkeypatch):
        monkeypatch.setattr("guildmark.kernel.clock.now", lambda: at)
        (old,) = issuer.record().multikeys
        with pytest.raises(CommandError, match="rotate"):
            told("give-up", old)
        assert "in use. Back up the folder of keys now." in told("rotate")
        assert "1 credentials signed again" in told("give-up", old)
        assert f"{old}  given up" in told("keys")
        assert told("sign-again").startswith("0 credentials")
        assert verdict(fresh(credential).document.encode(), at=at).outcome is Outcome.VALID
