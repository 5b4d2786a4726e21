"""The JSON-LD contexts that we know, each pinned by digest. Nothing else is ever loaded, and nothing from the network."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

VC = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"

FOLDER = Path(__file__).parent.parent / "contexts"
KNOWN: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        VC: ("credentials-v2.json", "8a9f494a89ecc51db093e90e84713e07e84d6d9204364a9b3c7868b21751236f"),
        # Byte-different copies of this one circulate; they differ in `endorsementJwt` and `jti`, which we don't use.
        OPEN_BADGES: ("open-badges-3.0.3.json", "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761"),
        DATA_INTEGRITY: ("data-integrity-v2.json", "0f77743daf5b4e8fc067fc5ba5b21044283053aa717fc6b0219843bed3b00363"),
    }
)
"""Address → (file, SHA-256). The files come from pinned packages at set-up; see `scripts/assets.py`."""


class Unsound(Exception):
    """The document can't be signed or trusted as it is. The message says why, for the person who brought it."""


@cache
def context(address: str) -> dict[str, Any]:
    """The context at `address`, from our folder; `Unsound` where we don't know it, or where its file was altered."""
    if address not in KNOWN:
        raise Unsound(f"it refers to {address!r}, which is not among the contexts known here")
    name, digest = KNOWN[address]
    content = (FOLDER / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise Unsound(f"the context file {name} is not the one pinned by digest; run the set-up again")
    return json.loads(content)


def load(address: str, options: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A document loader for JSON-LD processors that never leaves this machine."""
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": context(address),
    }
