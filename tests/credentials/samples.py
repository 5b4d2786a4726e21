"""Credentials to try things on, without a database."""

import json
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guildmark.credentials.domain.badge import Achievement, Award, Competency, Issuer, Judged, Rung, award
from guildmark.credentials.domain.did import did_of, document
from guildmark.credentials.domain.multikey import multikey_of
from guildmark.credentials.domain.signing import Signer, sign

BASE = "http://localhost:8000"
CREATED = "2026-04-16T07:00:00Z"
ISSUER = Issuer(did_of(BASE), "Alder & Quay Instruments", BASE)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNER = Signer(ISSUER, KEY)
DID_DOCUMENT = document(ISSUER.did, [multikey_of(KEY)])

RUNGS = tuple(Rung(n, "", f"“Level” {n}:\n\tit is isolated & proved \\ tagged") for n in range(1, 5))
CRITERIA = tuple(
    Judged(f"report.{key}", key.capitalize(), RUNGS, needed) for key, needed in (("scope", 3), ("cause", None))
)
NICE = "Workforce framework"
COMPETENCIES = tuple(
    Competency(f"urn:uuid:5f0c1a3e-0000-4000-8000-00000000000{n}", f"Handle incident {n}", NICE, f"T000{n}")
    for n in range(3)
)
ACHIEVEMENT = Achievement(
    address=f"{BASE}/programs/incident-responder/versions/1.0/",
    name="Incident Responder",
    summary="Contains and explains incidents.",
    narrative="**What it takes**\n\nA written incident report, judged on two criteria.",
    version="1.0",
    digest="d" * 64,
    language="en",
    criteria=CRITERIA,
    competencies=COMPETENCIES,
)


def an_award(number: int = 1, **changed: Any) -> Award:
    given = {
        "ref": f"CRD-7F3K-{number:04d}",
        "valid_from": date(2026, 4, 16),
        "valid_until": date(2028, 4, 15),
        "zone": "America/Monterrey",
        "identity": "ines@alderquay.example",
        "salt": f"{number:032x}",
        "status_index": number,
        "achieved": {"report.scope": 3, "report.cause": 4},
        "evidence": [("a" * 64, "text"), ("b" * 64, "file")],
    }
    return award(**{**given, **changed})


def a_signed(number: int = 1, **changed: Any) -> dict[str, Any]:
    return json.loads(sign(ACHIEVEMENT, an_award(number, **changed), SIGNER, created=CREATED).document)
