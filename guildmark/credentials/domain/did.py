"""The issuer's identifier and its document (did:web, W3C Controlled Identifiers 1.0)."""

import ipaddress
from typing import Any
from urllib.parse import quote, urlsplit

from guildmark.credentials.domain.contexts import Unsound

DOCUMENT_CONTEXTS = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]


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


def document(did: str, multikeys: list[str]) -> dict[str, Any]:
    """What stands at `/.well-known/did.json`: every key this issuer signs or ever signed with."""
    methods = [
        {"id": method_of(did, key), "type": "Multikey", "controller": did, "publicKeyMultibase": key}
        for key in multikeys
    ]
    return {
        "@context": DOCUMENT_CONTEXTS,
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def key_in(described: dict[str, Any], method: str) -> str:
    """The Multikey that a DID document gives for `method`, provided that it may vouch; else `Unsound`."""
    if not method.startswith(f"{described.get('id')}#"):
        raise Unsound(f"the given DID document is not that of {method.partition('#')[0]}")
    may_vouch = [one if isinstance(one, str) else one.get("id") for one in described.get("assertionMethod", [])]
    for one in described.get("verificationMethod", []):
        if one.get("id") == method and method in may_vouch:
            return str(one.get("publicKeyMultibase", ""))
    raise Unsound(f"the issuer’s DID document does not list the key {method}")
