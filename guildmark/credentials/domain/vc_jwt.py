"""The same credential as a JWT (W3C Securing Verifiable Credentials using JOSE and COSE, sections 3.1.1 and 4.1; Open Badges
3.0, section 8.2): the payload is the credential itself, with the registered claims that Open Badges asks for beside.

One algorithm, EdDSA over Ed25519 (RFC 8037, section 3.1), written out here: what a header says of algorithms and keys
chooses nothing, so that nothing can be confused.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Callable
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.plain_json import parsed

ALGORITHM = "EdDSA"
TYPE = "vc+jwt"
TYPES = (TYPE, "vc+ld+json+jwt", "vc+ld+jwt", "JWT", None)
"""What a header may call it: the name in force, those of earlier drafts, and nothing."""
CLAIMS = ("iss", "jti", "sub", "nbf", "exp")
Json = dict[str, Any]


def looks_like_one(text: str) -> bool:
    return text.strip().count(".") == 2 and not text.lstrip().startswith(("{", "["))


def sign(body: Json, *, key: Ed25519PrivateKey, method: str) -> str:
    """The credential `body`, which carries no proof, as a JWT by the key that `method` names."""
    header = {"alg": ALGORITHM, "typ": TYPE, "cty": "vc", "kid": method}
    signed = f"{_packed(header)}.{_packed({**claims_of(body), **body})}"
    return f"{signed}.{_text(key.sign(signed.encode()))}"


def claims_of(body: Json) -> Json:
    """The registered claims, from what the credential says: Open Badges 3.0, section 8.2.4.1."""
    subject = body["credentialSubject"].get("id")
    ends = {"exp": _seconds(body["validUntil"])} if "validUntil" in body else {}
    named = {"sub": subject} if subject else {}
    return {"iss": issuer_of(body), "jti": body["id"], **named, "nbf": _seconds(body["validFrom"]), **ends}


def issuer_of(body: Json) -> str:
    issuer = body.get("issuer")
    return str(issuer.get("id") if isinstance(issuer, dict) else issuer or "")


def verify(text: str, find_key: Callable[[str], Ed25519PublicKey]) -> tuple[Json, str]:
    """The credential in it and the method that signed it; `Unsound`, with the reason, where it does not hold."""
    header, body, signed, signature = _parts(text)
    if header.get("alg") != ALGORITHM:
        raise Unsound(f"its algorithm is {header.get('alg')!r}; only {ALGORITHM} is taken here")
    if header.get("typ") not in TYPES or "crit" in header or "b64" in header:
        raise Unsound("its header asks for something that is not known here")
    method = str(header.get("kid", ""))
    if not issuer_of(body) or method.partition("#")[0] != issuer_of(body):
        raise Unsound(f"the key {method} is not its issuer’s")
    try:
        find_key(method).verify(signature, signed)
    except InvalidSignature as error:
        raise Unsound("its signature does not fit: something was changed since") from error
    _ensure_claims_agree(body)
    return {name: value for name, value in body.items() if name not in CLAIMS}, method


def body_of(text: str) -> Json:
    """What the credential in a JWT says, unverified."""
    _header, body, _signed, _signature = _parts(text)
    return {name: value for name, value in body.items() if name not in CLAIMS}


def _ensure_claims_agree(body: Json) -> None:
    """Where a claim and the credential say the same thing, they say the same."""
    if "vc" in body or "vp" in body:
        raise Unsound("it holds its credential within a claim, as an earlier version of the standard did")
    try:
        asked = claims_of(body)
    except (KeyError, AttributeError, ValueError) as error:
        raise Unsound("it is no credential with an id, a subject and a first day") from error
    for name, value in asked.items():
        if name in body and body[name] != value:
            raise Unsound(f"its claim {name!r} says something else than the credential")


def _parts(text: str) -> tuple[Json, Json, bytes, bytes]:
    parts = text.strip().split(".")
    if len(parts) != 3:
        raise Unsound("it is not a JWT of three parts")
    header, payload, signature = (_bytes(part) for part in parts)
    try:
        read = parsed(header.decode()), parsed(payload.decode())
    except UnicodeDecodeError as error:
        raise Unsound("it is not UTF-8") from error
    return *read, f"{parts[0]}.{parts[1]}".encode(), signature


def _packed(content: Json) -> str:
    return _text(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    """Strict base64url without padding (RFC 7515, section 2): one way to write one thing."""
    try:
        content = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (Error, ValueError) as error:
        raise Unsound("it is not base64url") from error
    if _text(content) != text:
        raise Unsound("it is not base64url as the standard writes it")
    return content


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
