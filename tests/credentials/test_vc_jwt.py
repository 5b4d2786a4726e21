"""A credential as a JWT: held against the standards section by section, our own judge, and npm’s `jose`."""

import base64
import hashlib
import hmac
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from guildmark.credentials import issuer
from guildmark.credentials.domain import did, vc_jwt
from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.judging import judge
from guildmark.credentials.domain.multikey import multikey_of
from guildmark.credentials.models import Credential
from guildmark.credentials.queries.verdicts import Outcome, verdict
from tests.cast import NOW
from tests.credentials.samples import DID_DOCUMENT, ISSUER, KEY, a_signed

ROOT = Path(__file__).parents[2]
METHOD = did.jwk_method_of(ISSUER.did, multikey_of(KEY))
BODY = {name: value for name, value in a_signed().items() if name != "proof"}
SOUND = vc_jwt.sign(BODY, key=KEY, method=METHOD)


def packed(content):
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def part(text, number):
    found = text.split(".")[number]
    return json.loads(base64.urlsafe_b64decode(found + "=" * (-len(found) % 4)))


def forged(header=None, key=KEY, body=None, **claims):
    """A JWT like ours, otherwise in some respect, and signed all the same."""
    header = {"alg": "EdDSA", "typ": "vc+jwt", "kid": METHOD, **(header or {})}
    said = {**vc_jwt.claims_of(BODY), **(body or BODY), **claims}
    signed = f"{packed(json.dumps(header).encode())}.{packed(json.dumps(said).encode())}"
    return f"{signed}.{packed(key.sign(signed.encode()))}"


def by_public_key(text):
    """The trick of old: the public key as the secret of an HMAC."""
    header = packed(json.dumps({"alg": "HS256", "typ": "vc+jwt", "kid": METHOD}).encode())
    signed = f"{header}.{text.split('.')[1]}"
    return f"{signed}.{packed(hmac.digest(KEY.public_key().public_bytes_raw(), signed.encode(), 'sha256'))}"


class TestWhatTheStandardsAsk:
    def test_jose_3_1_1_the_payload_is_the_credential(self):
        said = part(SOUND, 1)
        assert {name: said[name] for name in BODY} == BODY and "vc" not in said and "proof" not in said

    def test_jose_3_1_1_the_header_says_what_it_is(self):
        assert part(SOUND, 0) == {"alg": "EdDSA", "typ": "vc+jwt", "cty": "vc", "kid": METHOD}

    def test_jose_4_1_the_key_is_one_of_the_issuers_own_json_web_keys(self):
        (entry,) = [one for one in DID_DOCUMENT["verificationMethod"] if one["id"] == METHOD]
        assert entry["type"] == "JsonWebKey" and entry["controller"] == ISSUER.did
        assert METHOD in DID_DOCUMENT["assertionMethod"] and "d" not in entry["publicKeyJwk"]

    def test_open_badges_8_2_4_1_registered_claims_agree_with_the_credential(self):
        said = part(SOUND, 1)
        assert (said["iss"], said["jti"], said["sub"]) == (ISSUER.did, BODY["id"], BODY["credentialSubject"]["id"])
        assert datetime.fromtimestamp(said["nbf"], UTC) == datetime.fromisoformat(BODY["validFrom"])
        assert datetime.fromtimestamp(said["exp"], UTC) == datetime.fromisoformat(BODY["validUntil"])

    def test_rfc_7638_the_published_thumbprint(self):
        """RFC 8037, appendix A.3."""
        key = {"crv": "Ed25519", "kty": "OKP", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
        assert did._thumbprint(key) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"

    def test_rfc_8037_the_published_signature(self):
        """Appendix A.4: its header names the algorithm alone, so only the last step is ours."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        seed = base64.urlsafe_b64decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=")
        signed = b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
        assert vc_jwt._text(Ed25519PrivateKey.from_private_bytes(seed).sign(signed)) == (
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        )


def headed(header, signature):
    return f"{packed(json.dumps(header).encode())}.{SOUND.split('.')[1]}.{signature}"


TWICE = ".".join([packed(b'{"alg":"EdDSA","alg":"none"}'), SOUND.split(".")[1], "AAAA"])
REFUSED = {
    "no-signature": (SOUND.rsplit(".", 1)[0] + ".", "signature does not fit"),
    "alg-none": (headed({"alg": "none", "kid": METHOD}, ""), "'none'"),
    "hmac-by-public-key": (by_public_key(SOUND), "'HS256'"),
    "rsa-said": (forged({"alg": "RS256"}), "'RS256'"),
    "own-key-in-header": (forged({"kid": "did:key:z6Mk#z6Mk", "jwk": {"kty": "OKP"}}), "not its issuer’s"),
    "critical-header": (forged({"crit": ["exp"]}), "not known here"),
    "unencoded-payload": (forged({"b64": False}), "not known here"),
    "another-type": (forged({"typ": "vp+jwt"}), "not known here"),
    "tampered": (SOUND.replace(SOUND[200], "A" if SOUND[200] != "A" else "B", 1), ""),
    "another-moment": (forged(exp=4102444800), "'exp' says something else"),
    "another-issuer-claimed": (forged(iss="did:web:evil.example"), "'iss' says something else"),
    "credential-in-a-claim": (forged(vc=BODY), "earlier version of the standard"),
    "padded": (f"{SOUND}=", "base64url"),
    "four-parts": (f"{SOUND}.AAAA", ""),
    "a-name-twice": (TWICE, "a name twice"),
}


class TestOurJudge:
    def test_a_sound_one_holds(self):
        found = judge(SOUND.encode(), [DID_DOCUMENT])
        assert found.sound and (found.issuer, found.address, found.method) == (ISSUER.did, BODY["id"], METHOD)

    @pytest.mark.parametrize("name", REFUSED)
    def test_a_forged_one_does_not(self, name):
        text, why = REFUSED[name]
        found = judge(text.encode(), [DID_DOCUMENT])
        assert not found.sound and why in found.reason, found.reason

    def test_every_byte_of_the_signature_counts(self):
        head, signature = SOUND.rsplit(".", 1)
        for place in range(0, len(signature) - 1, 7):
            other = "A" if signature[place] != "A" else "B"
            with pytest.raises(Unsound):
                vc_jwt.verify(f"{head}.{signature[:place]}{other}{signature[place + 1 :]}", lambda _: KEY.public_key())


@pytest.fixture
def jose(tmp_path):
    """What npm’s `jose` says of JWTs, as of a moment."""

    def jose(given, document=DID_DOCUMENT, moment="2026-05-01T00:00:00Z"):
        (tmp_path / "did.json").write_text(json.dumps(document))
        for name, text in given.items():
            (tmp_path / f"{name}.jwt").write_text(text)
        files = [tmp_path / f"{name}.jwt" for name in given]
        asked = ["node", Path(__file__).parent / "verify_jwt.mjs", tmp_path / "did.json", moment, *files]
        said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout
        return {Path(line["file"]).stem: line for line in map(json.loads, said.splitlines())}

    return jose


class TestAnIndependentVerifier:
    def test_takes_ours_and_nothing_that_was_changed(self, jose):
        tampered = {name: text for name, (text, _why) in REFUSED.items() if name in ("tampered", "no-signature", "hmac-by-public-key", "alg-none")}  # fmt: skip
        found = jose({"sound": SOUND, **tampered})
        assert found["sound"]["verified"] is True and found["sound"]["name"] == BODY["name"], found["sound"]
        assert [name for name in tampered if found[name]["verified"]] == []

    @pytest.mark.parametrize(("moment", "why"), [("2026-01-01T00:00:00Z", '"nbf"'), ("2029-01-01T00:00:00Z", '"exp"')])
    def test_reads_its_days(self, jose, moment, why):
        found = jose({"sound": SOUND}, moment=moment)["sound"]
        assert found["verified"] is False and why in found["error"]


@pytest.mark.django_db
class TestFromTheRegister:
    def test_the_same_grant_in_another_form(self, credential, client, jose, at):
        Credential.objects.filter(pk=credential.pk).update(public=True)
        answer = client.get(f"/c/{credential.ref}.jwt")
        text = answer.content.decode()
        assert answer["Content-Type"] == "application/vc+jwt" and answer["Cache-Control"] == "no-store"
        assert jose({"issued": text}, client.get("/.well-known/did.json").json())["issued"]["verified"] is True
        found = verdict(text.encode(), at=at)
        assert (found.outcome, found.register) == (Outcome.VALID, "same") and found.proof.endswith(", as a JWT")

    def test_a_private_one_is_nobodys_business(self, credential, client):
        assert client.get(f"/c/{credential.ref}.jwt").status_code == 403

    def test_standing_today_is_told_of_it_too(self, credential, marguerite, at):
        from guildmark.credentials import actions

        text = issuer.as_jwt(credential.document).encode()
        actions.suspend(credential=credential, reason="While an incident is looked into.", by=marguerite, at=at)
        assert verdict(text, at=at).outcome is Outcome.NOT_IN_FORCE

    def test_an_altered_text_is_not_signed_anew(self, credential):
        altered = credential.document.replace('"version":"1.0"', '"version":"9.0"')
        assert altered != credential.document
        with pytest.raises(Unsound):
            issuer.as_jwt(altered)

    def test_a_text_of_ours_that_the_register_does_not_hold(self, credential, at):
        signing = issuer.signer()
        body = {**BODY, "id": f"{signing.issuer.base}/c/{credential.ref}", "issuer": signing.issuer.did}
        method = did.jwk_method_of(signing.issuer.did, multikey_of(signing.key))
        text = vc_jwt.sign(body, key=signing.key, method=method)
        assert verdict(text.encode(), at=NOW).register == "altered"

    def test_it_is_as_long_as_a_link_is_not(self, credential):
        """The text is the credential and a signature: no more than half longer than the document."""
        text = issuer.as_jwt(credential.document)
        assert len(text) < 1.5 * len(credential.document)
        assert hashlib.sha256(text.encode()).hexdigest() == hashlib.sha256(issuer.as_jwt(credential.document).encode()).hexdigest()  # fmt: skip
