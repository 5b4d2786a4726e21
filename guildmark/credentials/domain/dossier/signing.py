"""A dossier made whole: the manifest over its members, signed by the issuer."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guildmark.credentials.domain import eddsa_jcs_2022 as suite
from guildmark.credentials.domain.dossier.packing import pack
from guildmark.credentials.domain.dossier.parts import FORMAT, MANIFEST, ORDER, Form
from guildmark.credentials.domain.signing import Signer


@dataclass(frozen=True)
class Dated:
    """Which decision a dossier is about, for whom it was made, and when (an XML Schema dateTimeStamp)."""

    decision: str
    form: Form
    made_at: str


def signed_file(about: Dated, members: Mapping[str, bytes], origin: str, signer: Signer) -> bytes:
    """The file: its members in their order under a signed manifest. `origin` names the journal whose head is inside."""
    manifest = {
        "type": FORMAT,
        "form": about.form.value,
        "decision": about.decision,
        "issuer": signer.issuer.did,
        "made": about.made_at,
        "journal": origin,
        "members": [described(name, members[name]) for name in ORDER if name in members],
    }
    signed = suite.sign(manifest, key=signer.key, created=about.made_at, method=signer.method)
    return pack({MANIFEST: written(signed), **{name: members[name] for name in ORDER if name in members}})


def described(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def written(value: Any) -> bytes:
    """JSON as it stands in a member: to be read by people too."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
