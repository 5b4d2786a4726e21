"""Signing a credential: body, canonical form (by stencil where possible), proof, and the exact text that is kept."""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guildmark.credentials.domain import eddsa_rdfc_2022 as suite
from guildmark.credentials.domain.badge import Achievement, Award, Issuer, credential
from guildmark.credentials.domain.contexts import OPEN_BADGES, VC, Unsound
from guildmark.credentials.domain.did import method_of
from guildmark.credentials.domain.graph import canonical
from guildmark.credentials.domain.multikey import multikey_of
from guildmark.credentials.domain.stencil import Stencil, shape_of, stencil, texts_of


@dataclass(frozen=True)
class Signer:
    """An issuer with the key it signs with now."""

    issuer: Issuer
    key: Ed25519PrivateKey

    @property
    def method(self) -> str:
        return method_of(self.issuer.did, multikey_of(self.key))


@dataclass(frozen=True)
class Signed:
    """The exact text of a signed document, and its SHA-256."""

    document: str
    digest: str


def sign(achievement: Achievement, award: Award, signer: Signer, *, created: str) -> Signed:
    """The credential of `award`, signed. `created` is an XML Schema dateTimeStamp."""
    body = credential(achievement, signer.issuer, award)
    chosen = suite.options(created=created, method=signer.method)
    hashed = suite.digest(_proof_lines(created, chosen["verificationMethod"])) + suite.digest(
        canonical_award(achievement, signer.issuer, award, body)
    )
    return sealed(suite.with_proof(body, chosen, signer.key.sign(hashed)))


def sealed(document: dict[str, Any]) -> Signed:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Signed(text, hashlib.sha256(text.encode()).hexdigest())


def canonical_award(achievement: Achievement, issuer: Issuer, award: Award, body: dict[str, Any]) -> str:
    """The body's canonical N-Quads, by stencil, or the slow way where a stencil can't tell."""
    found = _stencil(achievement, issuer, shape_of(award))
    return (found and found.filled(texts_of(award))) or canonical(body)


@lru_cache(maxsize=256)
def _stencil(achievement: Achievement, issuer: Issuer, shape: Award) -> Stencil | None:
    try:
        return stencil(partial(credential, achievement, issuer), shape)
    except Unsound:
        return None


@lru_cache(maxsize=8)
def _proof_stencil(method: str) -> str:
    chosen = suite.options(created="gap0pag", method=method)
    return canonical({"@context": [VC, OPEN_BADGES], **chosen})


def _proof_lines(created: str, method: str) -> str:
    return _proof_stencil(method).replace("gap0pag", created)
