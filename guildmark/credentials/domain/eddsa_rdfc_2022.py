"""The cryptosuite `eddsa-rdfc-2022` (W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.2)."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.graph import canonical
from guildmark.credentials.domain.multikey import from_multibase, multibase

SUITE = "eddsa-rdfc-2022"
Json = dict[str, Any]
KeyFinder = Callable[[str], Ed25519PublicKey]
"""Given a verification method's address: the public key, or `Unsound`."""


def options(*, created: str, method: str) -> Json:
    """The proof before it has a value. `created` is an XML Schema dateTimeStamp; `method` names the key."""
    return {
        "type": "DataIntegrityProof",
        "created": created,
        "verificationMethod": method,
        "cryptosuite": SUITE,
        "proofPurpose": "assertionMethod",
    }


def sign(document: Json, *, key: Ed25519PrivateKey, created: str, method: str) -> Json:
    """The document with its proof (as an array, which the published schema and verifiers take)."""
    chosen = options(created=created, method=method)
    value = key.sign(hash_data(document, chosen))
    return with_proof(document, chosen, value)


def with_proof(document: Json, chosen: Json, signature: bytes) -> Json:
    return {**document, "proof": [{**chosen, "proofValue": multibase(signature)}]}


def hash_data(document: Json, chosen: Mapping[str, Any]) -> bytes:
    """What gets signed: the hash of the proof's options, then the hash of the document, each of canonical N-Quads."""
    config = {"@context": document["@context"], **chosen}
    return digest(canonical(config)) + digest(canonical(document))


def digest(nquads: str) -> bytes:
    return hashlib.sha256(nquads.encode()).digest()


def verify(signed: Json, find_key: KeyFinder) -> Json:
    """The proof that holds; `Unsound`, with the reason, if none does. All proofs of this suite must hold."""
    document = {name: value for name, value in signed.items() if name != "proof"}
    given = signed.get("proof")
    proofs = given if isinstance(given, list) else [given]
    ours = [proof for proof in proofs if isinstance(proof, dict) and proof.get("cryptosuite") == SUITE]
    if not ours:
        raise Unsound(f"it has no {SUITE} proof")
    if len(ours) > 4:
        raise Unsound("it has more than four proofs")
    for proof in ours:
        _verify_one(document, proof, find_key)
    return ours[0]


def _verify_one(document: Json, proof: Json, find_key: KeyFinder) -> None:
    if proof.get("type") != "DataIntegrityProof" or proof.get("proofPurpose") != "assertionMethod":
        raise Unsound("its proof does not assert anything")
    value, method = proof.get("proofValue"), proof.get("verificationMethod")
    if not isinstance(value, str) or not isinstance(method, str):
        raise Unsound("its proof lacks a value or the name of its key")
    if not method.startswith(f"{issuer_of(document)}#"):
        raise Unsound("it is signed with a key that is not its issuer’s")
    chosen = {name: inner for name, inner in proof.items() if name != "proofValue"}
    if chosen.pop("@context", document["@context"]) != document["@context"]:
        raise Unsound("its proof has other contexts than the document")
    try:
        find_key(method).verify(from_multibase(value), hash_data(document, chosen))
    except InvalidSignature as error:
        raise Unsound("its signature does not fit: it was changed after signing, or signed with another key") from error


def issuer_of(document: Json) -> str:
    """The identifier of whoever vouches for the document."""
    issuer = document.get("issuer")
    found = issuer.get("id") if isinstance(issuer, dict) else issuer
    if not isinstance(found, str):
        raise Unsound("it does not say who issued it")
    return found
