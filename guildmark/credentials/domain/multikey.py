"""Ed25519 keys and signatures as Multibase text (W3C Controlled Identifiers 1.0, section 2.2.2: Multikey)."""

import base58
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from guildmark.credentials.domain.contexts import Unsound

ED25519_PUBLIC = b"\xed\x01"
BASE58BTC = "z"


def multibase(content: bytes) -> str:
    return BASE58BTC + base58.b58encode(content).decode()


def from_multibase(text: str) -> bytes:
    """The bytes behind a base58btc Multibase text; `Unsound` for anything else."""
    if not text.startswith(BASE58BTC):
        raise Unsound(f"{text[:12]!r} is not base58btc Multibase")
    try:
        return base58.b58decode(text[1:])
    except ValueError as error:
        raise Unsound(f"{text[:12]!r} is not base58btc Multibase") from error


def multikey(public: Ed25519PublicKey) -> str:
    return multibase(ED25519_PUBLIC + public.public_bytes_raw())


def from_multikey(text: str) -> Ed25519PublicKey:
    content = from_multibase(text)
    if len(content) != 34 or not content.startswith(ED25519_PUBLIC):
        raise Unsound(f"{text[:12]!r} is not an Ed25519 Multikey")
    return Ed25519PublicKey.from_public_bytes(content[2:])


def multikey_of(private: Ed25519PrivateKey) -> str:
    return multikey(private.public_key())
