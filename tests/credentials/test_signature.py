"""Signing and checking, by our own code: what holds, what doesn't, and why."""

import hashlib
import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guildmark.credentials.domain import contexts, graph, judging
from guildmark.credentials.domain import eddsa_rdfc_2022 as suite
from guildmark.credentials.domain.contexts import DATA_INTEGRITY, KNOWN, Unsound, load
from guildmark.credentials.domain.did import document
from guildmark.credentials.domain.graph import canonical
from guildmark.credentials.domain.judging import judge, parsed
from guildmark.credentials.domain.multikey import from_multibase, from_multikey, multikey_of
from tests.credentials.samples import CREATED, DID_DOCUMENT, ISSUER, KEY, SIGNER, a_signed


def as_bytes(signed):
    return json.dumps(signed).encode()


def unsigned():
    return {name: value for name, value in a_signed().items() if name != "proof"}


@pytest.mark.parametrize("address", KNOWN)
def test_the_contexts_are_the_pinned_ones(address):
    name, digest = KNOWN[address]
    assert hashlib.sha256((contexts.FOLDER / name).read_bytes()).hexdigest() == digest
    assert load(address)["document"]["@context"]


def test_no_other_context_is_ever_loaded():
    with pytest.raises(Unsound, match="not among the contexts known here"):
        load("https://w3id.org/security/v1")


def test_a_multikey_reads_back():
    assert from_multikey(multikey_of(KEY)) == KEY.public_key()


def test_a_proof_is_an_array_and_holds():
    signed = a_signed()
    assert isinstance(signed["proof"], list)
    assert suite.verify(signed, lambda method: KEY.public_key())["created"] == CREATED


def test_signing_is_repeatable():
    assert a_signed() == a_signed()


def test_the_published_vector_gives_the_published_hashes_and_signature(monkeypatch):
    """W3C Data Integrity EdDSA Cryptosuites 1.0, appendix B.1. Its example terms are defined here one by one."""
    known = contexts.context
    terms = {name: f"https://www.w3.org/ns/credentials/examples#{name}" for name in ("alumniOf", "AlumniCredential")}
    examples = "https://www.w3.org/ns/credentials/examples/v2"
    monkeypatch.setattr(contexts, "context", lambda url: {"@context": terms} if url == examples else known(url))
    monkeypatch.setattr(graph, "KNOWN", {*KNOWN, examples})
    alumni = {
        "@context": [contexts.VC, examples],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of an Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    }
    key = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    chosen = suite.options(created="2023-02-24T23:36:38Z", method=f"did:key:{key}#{key}")
    hashed = suite.hash_data(alumni, chosen)
    assert hashed[:32].hex() == "bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0"
    assert hashed[32:].hex() == "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017"
    value = "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme"
    from_multikey(key).verify(from_multibase(value), hashed)
    with pytest.raises(InvalidSignature):
        from_multikey(key).verify(from_multibase(value), suite.hash_data({**alumni, "name": "Alumna"}, chosen))


def test_another_key_does_not_fit():
    with pytest.raises(Unsound, match="does not fit"):
        suite.verify(a_signed(), lambda method: Ed25519PrivateKey.generate().public_key())


def test_a_key_of_somebody_else_can_not_vouch():
    signed = suite.sign(unsigned(), key=KEY, created=CREATED, method="did:web:evil.example#key")
    with pytest.raises(Unsound, match="not its issuer’s"):
        suite.verify(signed, lambda method: KEY.public_key())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"nickname": "Boss"}, "term 'nickname' is not defined"),
        ({"type": ["VerifiableCredential", "Knighthood"]}, "term 'Knighthood' is not defined"),
        ({"id": "https://a b"}, "not an address"),
        ({"id": "c/1"}, "'c/1' is not a full address"),
        ({"name": "A\x0bB"}, r"control character U\+000B"),
        ({"name": "A\x7fB"}, r"control character U\+007F"),
        ({"@included": []}, "keyword '@included'"),
        ({"@context": [contexts.VC, {"name": "urn:other"}]}, "definitions of its own"),
        ({"@context": [contexts.VC, "https://evil.example/context"]}, "not among the contexts"),
        ({"@context": [DATA_INTEGRITY]}, "first context is not"),
        ({"credentialSubject": {"@context": {"achievement": None}}}, "definitions of its own"),
    ],
)
def test_what_nothing_would_sign_is_refused(change, why):
    with pytest.raises(Unsound, match=why):
        canonical({**unsigned(), **change})


def test_tabs_and_line_breaks_are_fine():
    assert '"a\\tb\\nc"' in canonical({**unsigned(), "name": "a\tb\nc"})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"id": "a", "id": "b"}', "gives a name twice"),
        ('{"a": NaN}', "holds NaN"),
    ],
)
def test_json_with_tricks_is_refused(text, why):
    with pytest.raises(Unsound, match=why):
        parsed(text)


def test_judging_happens_in_a_process_of_its_own_and_says_whose_it_is():
    found = judge(as_bytes(a_signed()), [DID_DOCUMENT])
    assert found.sound
    assert (found.issuer, found.method, found.created) == (ISSUER.did, SIGNER.method, CREATED)
    assert found.address.endswith("/c/CRD-7F3K-0001")


def test_an_unknown_issuer_is_said_so():
    other = document("did:web:other.example", [multikey_of(KEY)])
    assert "keys of its issuer did:web:localhost%3A8000 are not known" in judge(as_bytes(a_signed()), [other]).reason


def test_a_key_that_the_did_document_does_not_list_is_refused():
    listed = document(ISSUER.did, [multikey_of(Ed25519PrivateKey.generate())])
    assert "does not list the key" in judge(as_bytes(a_signed()), [listed]).reason


def test_a_did_key_carries_its_own_key():
    did = f"did:key:{multikey_of(KEY)}"
    signed = suite.sign({**unsigned(), "issuer": did}, key=KEY, created=CREATED, method=f"{did}#{multikey_of(KEY)}")
    assert judge(as_bytes(signed), []).sound


def test_too_large_is_not_even_read():
    assert "larger than 256 KiB" in judge(b" " * (256 * 1024 + 1), []).reason


def test_deep_nesting_ends_in_a_sentence():
    assert judge(b'{"issuer":"did:web:x","a":' + b"[" * 60_000 + b"]" * 60_000 + b"}", []).reason


def a_poisoned_graph(nodes):
    """Unnamed nodes that all look alike from everywhere: a complete graph, the worst case of canonicalisation."""
    return [{"id": f"_:n{one}", "type": ["Achievement"], "related": [{"id": f"_:n{other}"} for other in range(nodes)]} for one in range(nodes)]  # fmt: skip


def test_a_poisoned_graph_is_killed_in_time(monkeypatch):
    monkeypatch.setattr(judging, "MOST_SECONDS", 3)
    poisoned = a_signed()
    poisoned["credentialSubject"]["achievement"] = a_poisoned_graph(12)
    assert "more" in judge(as_bytes(poisoned), [DID_DOCUMENT]).reason


def test_too_many_unnamed_things_are_refused_at_once():
    crowded = unsigned()
    crowded["evidence"] = [{"type": ["Evidence"], "genre": str(n)} for n in range(501)]
    with pytest.raises(Unsound, match="too large to check"):
        canonical(crowded)
