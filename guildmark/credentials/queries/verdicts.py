"""The verdict on a signed credential: does its proof hold, is it in our register, does it count today?"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings

from guildmark.credentials import keystore, words
from guildmark.credentials.domain import did, vc_jwt
from guildmark.credentials.domain.baking import unbaked
from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.judging import Judgement, body_of, judge
from guildmark.credentials.models import Credential
from guildmark.credentials.queries.credentials import standing_of
from guildmark.kernel.calendar import local_date


class Outcome(StrEnum):
    VALID = "valid"
    NOT_IN_FORCE = "not in force"
    INVALID = "invalid"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Verdict:
    """`register`: “same”, “earlier text”, “written differently”, “altered” or “unknown”; empty for other issuers' credentials."""

    outcome: Outcome
    proof: str
    issuer: str
    ours: bool
    register: str = ""
    standing: str = ""
    explanation: str = ""
    digest: str = ""


def verdict(document: bytes, given: Iterable[dict[str, Any]] = (), *, at: datetime) -> Verdict:
    """The verdict at `at` on a signed document, or on a picture that carries one. `given`: DID documents of other issuers;
    our own we know. Nothing is fetched."""
    try:
        document = unbaked(document)
    except Unsound as why:
        return Verdict(Outcome.INVALID, f"not held: {why}", "", False, digest=hashlib.sha256(document).hexdigest())
    kept = keystore.read(Path(settings.SIGNING_KEY_DIR))
    known = [did.document(kept.did, kept.multikeys, kept.given_up)] if kept else []
    found = judge(document, [*known, *given])
    ours = kept is not None and found.issuer == kept.did
    digest = hashlib.sha256(document).hexdigest()
    if not found.sound:
        unknown = "are not known here" in found.reason
        outcome = Outcome.UNDECIDED if unknown else Outcome.INVALID
        return Verdict(outcome, f"not held: {found.reason}", found.issuer, ours, digest=digest)
    proof = f"holds, by {found.method}" + (f", signed {found.created}" if found.created else ", as a JWT")
    if not ours:
        return _foreign(document, proof, found, digest, at)
    ref = found.address.removeprefix(f"{kept.base}/c/") if kept else ""
    return _ours(document, proof, found, digest, Credential.objects.filter(ref=ref).first(), at)


def _ours(document: bytes, proof: str, found: Judgement, digest: str, kept: Credential | None, at: datetime) -> Verdict:
    if kept is None:
        why = "Its proof is ours, but it is not in this register."
        return Verdict(Outcome.NOT_IN_FORCE, proof, found.issuer, True, "unknown", "", why, digest)
    standing = standing_of(kept, at)
    same = "same" if kept.digest == digest else _compared(document, digest, kept)
    outcome = Outcome.VALID if standing.in_force and same != "altered" else Outcome.NOT_IN_FORCE
    said = words.sentence(standing, kept.dates)
    return Verdict(outcome, proof, found.issuer, True, same, str(words.NAMES[standing]), said, digest)


def _compared(document: bytes, digest: str, kept: Credential) -> str:
    if kept.editions.filter(digest=digest).exists():
        return "earlier text"
    said = document.decode()
    if vc_jwt.looks_like_one(said):
        return _compared_as_jwt(vc_jwt.body_of(said), kept)
    return "written differently" if json.loads(document) == json.loads(kept.document) else "altered"


def _compared_as_jwt(body: dict[str, Any], kept: Credential) -> str:
    if body == body_of(kept.document):
        return "same"
    return "earlier text" if any(body == body_of(one.document) for one in kept.editions.all()) else "altered"


def _foreign(document: bytes, proof: str, found: Judgement, digest: str, at: datetime) -> Verdict:
    """Of another issuer's credential only its own dates can be told; its status list is not asked."""
    said = body_of(document.decode())
    first, last = (_moment(said.get(name)) for name in ("validFrom", "validUntil"))
    if first and at < first:
        return Verdict(Outcome.NOT_IN_FORCE, proof, found.issuer, False, "", "", f"It holds from {first}.", digest)
    if last and at > last:
        return Verdict(Outcome.NOT_IN_FORCE, proof, found.issuer, False, "", "", f"It held until {last}.", digest)
    until = f" until {local_date(last, str(settings.TIME_ZONE))}" if last else ""
    why = f"In force by its own dates{until}. Its issuer’s status list was not asked."
    return Verdict(Outcome.VALID, proof, found.issuer, False, "", "", why, digest)


def _moment(text: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else None
