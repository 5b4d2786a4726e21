"""The issuer's identifier and its document (did:web, W3C Controlled Identifiers 1.0)."""

import hashlib
import ipaddress
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Set as AbstractSet
from typing import Any
from urllib.parse import quote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.multikey import from_multikey

DOCUMENT_CONTEXTS = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
]


def did_of(base: str) -> str:
    """The did:web of a base address: `https://badges.example:8443/x` is `did:web:badges.example%3A8443:x`."""
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unsound(f"{base!r} is not a web address")
    if _is_number(parts.hostname):
        raise Unsound(f"{base!r} names a machine by number; a did:web needs a host name")
    port = f"%3A{parts.port}" if parts.port else ""
    path = "".join(f":{quote(step, safe='')}" for step in parts.path.split("/") if step)
    return f"did:web:{parts.hostname}{port}{path}"


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def method_of(did: str, multikey: str) -> str:
    """The address under which a key is named in proofs."""
    return f"{did}#{multikey}"


def jwk_of(multikey: str) -> dict[str, str]:
    """The public key as a JSON Web Key (RFC 8037, section 2), named by its thumbprint (RFC 7638)."""
    key = {"crv": "Ed25519", "kty": "OKP", "x": _base64url(from_multikey(multikey).public_bytes_raw())}
    return {**key, "kid": _thumbprint(key), "alg": "EdDSA", "use": "sig"}


def jwk_method_of(did: str, multikey: str) -> str:
    """The address under which a key is named in JWTs."""
    return f"{did}#{jwk_of(multikey)['kid']}"


def _thumbprint(key: dict[str, str]) -> str:
    """Of the required members, in alphabetical order, without blanks."""
    return _base64url(hashlib.sha256(json.dumps(key, sort_keys=True, separators=(",", ":")).encode()).digest())


def _base64url(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def document(did: str, multikeys: list[str], given_up: AbstractSet[str] = frozenset()) -> dict[str, Any]:
    """What stands at `/.well-known/did.json`: every key this issuer signs or ever signed with, each in two notations: as a
    Multikey for Data Integrity, as a JSON Web Key for JWTs. Those that were given up vouch for nothing: they are no
    assertion methods any more (W3C Controlled Identifiers 1.0, section 2.3.2)."""
    methods = [
        {"id": method_of(did, key), "type": "Multikey", "controller": did, "publicKeyMultibase": key}
        for key in multikeys
    ] + [
        {"id": jwk_method_of(did, key), "type": "JsonWebKey", "controller": did, "publicKeyJwk": jwk_of(key)}
        for key in multikeys
    ]
    silent = {name for key in given_up for name in (method_of(did, key), jwk_method_of(did, key))}
    return {
        "@context": DOCUMENT_CONTEXTS,
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods if method["id"] not in silent],
    }


def key_in(described: dict[str, Any], method: str) -> str:
    """The Multikey that a DID document gives for `method`, provided that it may vouch; else `Unsound`."""
    return str(_entry_in(described, method).get("publicKeyMultibase", ""))


def public_key_in(described: dict[str, Any], method: str) -> Ed25519PublicKey:
    """The key that a DID document gives for `method`, in either notation, provided that it may vouch; else `Unsound`."""
    entry = _entry_in(described, method)
    if isinstance(key := entry.get("publicKeyJwk"), dict):
        return _from_jwk(key)
    return from_multikey(str(entry.get("publicKeyMultibase", "")))


def _from_jwk(key: dict[str, Any]) -> Ed25519PublicKey:
    if (key.get("kty"), key.get("crv")) != ("OKP", "Ed25519") or "d" in key:
        raise Unsound("the issuer’s DID document gives no public Ed25519 key for it")
    try:
        return Ed25519PublicKey.from_public_bytes(urlsafe_b64decode(f"{key['x']}="))
    except (KeyError, ValueError) as error:
        raise Unsound("the issuer’s DID document gives no public Ed25519 key for it") from error


def _entry_in(described: dict[str, Any], method: str) -> dict[str, Any]:
    if not method.startswith(f"{described.get('id')}#"):
        raise Unsound(f"the given DID document is not that of {method.partition('#')[0]}")
    may_vouch = [one if isinstance(one, str) else one.get("id") for one in described.get("assertionMethod", [])]
    for one in described.get("verificationMethod", []):
        if one.get("id") == method and method in may_vouch:
            return dict(one)
    raise Unsound(f"the issuer’s DID document does not list the key {method}")
