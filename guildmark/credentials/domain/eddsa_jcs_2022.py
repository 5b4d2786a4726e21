"""The cryptosuite `eddsa-jcs-2022` (W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.3): plain JSON, signed."""

import hashlib
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.eddsa_rdfc_2022 import KeyFinder, issuer_of
from guildmark.credentials.domain.multikey import from_multibase, multibase

SUITE = "eddsa-jcs-2022"
Json = dict[str, Any]


def sign(document: Json, *, key: Ed25519PrivateKey, created: str, method: str) -> Json:
    """The document with its proof. `created` is an XML Schema dateTimeStamp; `method` names the key."""
    chosen = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    return {**document, "proof": {**chosen, "proofValue": multibase(key.sign(hash_data(document, chosen)))}}


def hash_data(document: Json, chosen: Json) -> bytes:
    """What gets signed: the hash of the proof's options, then the hash of the document, each of canonical JSON."""
    return _hash(chosen) + _hash(document)


def _hash(value: Json) -> bytes:
    try:
        return hashlib.sha256(rfc8785.dumps(value)).digest()
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError) as error:
        raise Unsound("it holds what canonical JSON can’t") from error


def verify(signed: Json, find_key: KeyFinder) -> Json:
    """The proof, provided that it holds; else `Unsound`, with the reason."""
    document = {name: value for name, value in signed.items() if name != "proof"}
    proof = signed.get("proof")
    if not isinstance(proof, dict) or proof.get("cryptosuite") != SUITE or proof.get("type") != "DataIntegrityProof":
        raise Unsound(f"it has no {SUITE} proof")
    value, method = proof.get("proofValue"), proof.get("verificationMethod")
    if not isinstance(value, str) or not isinstance(method, str) or proof.get("proofPurpose") != "assertionMethod":
        raise Unsound("its proof does not assert anything, or lacks a value or the name of its key")
    if not method.startswith(f"{issuer_of(document)}#"):
        raise Unsound("it is signed with a key that is not its issuer’s")
    chosen = {name: inner for name, inner in proof.items() if name != "proofValue"}
    try:
        find_key(method).verify(from_multibase(value), hash_data(document, chosen))
    except InvalidSignature as error:
        raise Unsound("its signature does not fit: it was changed after signing, or signed with another key") from error
    return proof
