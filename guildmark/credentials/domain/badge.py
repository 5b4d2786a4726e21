"""The credential's body: an Open Badges 3.0 `OpenBadgeCredential` on W3C Verifiable Credentials 2.0.

`Award` holds text only, exactly as it is written into the body, so that the stencil can leave gaps for it.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from guildmark.credentials.domain.contexts import OPEN_BADGES, VC
from guildmark.credentials.domain.status_list import PURPOSE, place_of

Json = dict[str, Any]


@dataclass(frozen=True)
class Issuer:
    """Who vouches: its did:web, its name, and the base address under which everything of it stands."""

    did: str
    name: str
    base: str


@dataclass(frozen=True)
class Competency:
    """What a criterion is tied to, with the identifiers of the framework it comes from."""

    identifier: str
    statement: str
    framework: str
    code: str = ""


@dataclass(frozen=True)
class Rung:
    number: int
    name: str
    descriptor: str


@dataclass(frozen=True)
class Judged:
    """A criterion that evidence was judged on. `needed`: the least level it takes, where there is one."""

    key: str
    title: str
    rungs: tuple[Rung, ...]
    needed: int | None = None


@dataclass(frozen=True)
class Achievement:
    """What one program version certifies: the same for everybody who holds it."""

    address: str
    name: str
    summary: str
    narrative: str
    version: str
    digest: str
    language: str
    criteria: tuple[Judged, ...] = ()
    competencies: tuple[Competency, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A piece of evidence: its SHA-256 in base64url, and what kind of thing it is."""

    sha256: str
    kind: str


@dataclass(frozen=True)
class Award:
    """What differs from holder to holder. `achieved` pairs criterion keys with level numbers."""

    ref: str
    valid_from: str
    valid_until: str
    identity_hash: str
    salt: str
    status_list: str
    status_index: str
    achieved: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Piece, ...] = ()


def award(
    *,
    ref: str,
    valid_from: date,
    valid_until: date,
    zone: str,
    identity: str,
    salt: str,
    status_index: int,
    achieved: dict[str, int],
    evidence: list[tuple[str, str]],
) -> Award:
    """An award as text. `evidence` pairs SHA-256 digests in hexadecimal with kinds."""
    number, bit = place_of(status_index)
    return Award(
        ref=ref,
        valid_from=start_of(valid_from, zone),
        valid_until=end_of(valid_until, zone),
        identity_hash=identity_hash(identity, salt),
        salt=salt,
        status_list=str(number),
        status_index=str(bit),
        achieved=tuple((key, str(level)) for key, level in achieved.items()),
        evidence=tuple(Piece(base64url(digest), kind) for digest, kind in evidence),
    )


def start_of(day: date, zone: str) -> str:
    return datetime.combine(day, time(), ZoneInfo(zone)).isoformat()


def end_of(day: date, zone: str) -> str:
    """The last second of that day, with the offset that the zone has then."""
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(zone)).isoformat()


def identity_hash(identity: str, salt: str) -> str:
    """The holder by a salted hash (Open Badges 3.0, IdentityObject): lower-case e-mail address, then the salt."""
    return f"sha256${hashlib.sha256(f'{identity.lower()}{salt}'.encode()).hexdigest()}"


def base64url(hexadecimal: str) -> str:
    return base64.urlsafe_b64encode(bytes.fromhex(hexadecimal)).decode().rstrip("=")


def credential(achievement: Achievement, issuer: Issuer, award: Award) -> Json:
    """The body to be signed."""
    address = f"{issuer.base}/c/{award.ref}"
    return {
        "@context": [VC, OPEN_BADGES],
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement.name,
        "issuer": {"id": issuer.did, "type": ["Profile"], "name": issuer.name, "url": issuer.base},
        "validFrom": award.valid_from,
        "validUntil": award.valid_until,
        "credentialSubject": {
            "id": f"{address}#holder",
            "type": ["AchievementSubject"],
            "identifier": [_identity(award)],
            "achievement": described(achievement),
            "result": [_result(achievement, key, level) for key, level in award.achieved],
        },
        "evidence": [_evidence(piece) for piece in award.evidence],
        "credentialStatus": _status(issuer, award),
    }


def _identity(award: Award) -> Json:
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": award.identity_hash,
        "identityType": "emailAddress",
        "salt": award.salt,
    }


def _result(achievement: Achievement, key: str, level: str) -> Json:
    criterion = f"{achievement.address}#{key}"
    return {"type": ["Result"], "resultDescription": criterion, "achievedLevel": f"{criterion}.{level}"}


def _evidence(piece: Piece) -> Json:
    """Evidence named by its digest alone (RFC 6920): whoever has the file can tell that it is the one."""
    return {"id": f"ni:///sha-256;{piece.sha256}", "type": ["Evidence"], "genre": piece.kind}


def _status(issuer: Issuer, award: Award) -> Json:
    listed = f"{issuer.base}/status/{award.status_list}"
    return {
        "id": f"{listed}#{award.status_index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": PURPOSE,
        "statusListIndex": award.status_index,
        "statusListCredential": listed,
    }


def described(achievement: Achievement) -> Json:
    """The achievement: what it takes, under which criteria (by digest), tied to which competencies."""
    return {
        "id": achievement.address,
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": achievement.name,
        "description": achievement.summary or achievement.name,
        "criteria": {"id": f"{achievement.address}#criteria", "narrative": achievement.narrative},
        "version": achievement.version,
        "inLanguage": achievement.language,
        "otherIdentifier": [
            {
                "type": "IdentifierEntry",
                "identifier": f"sha256:{achievement.digest}",
                "identifierType": "ext:criteria-digest",
            }
        ],
        "alignment": [_alignment(competency) for competency in achievement.competencies],
        "resultDescription": [_result_description(achievement, judged) for judged in achievement.criteria],
    }


def _alignment(competency: Competency) -> Json:
    code = {"targetCode": competency.code} if competency.code else {}
    return {
        "type": ["Alignment"],
        "targetName": competency.statement,
        "targetUrl": competency.identifier,
        "targetFramework": competency.framework,
        "targetType": "CFItem",
        **code,
    }


def _result_description(achievement: Achievement, judged: Judged) -> Json:
    address = f"{achievement.address}#{judged.key}"
    needed = {"requiredLevel": f"{address}.{judged.needed}"} if judged.needed else {}
    return {
        "id": address,
        "type": ["ResultDescription"],
        "name": judged.title,
        "resultType": "RubricCriterionLevel",
        "rubricCriterionLevel": [
            {
                "id": f"{address}.{rung.number}",
                "type": ["RubricCriterionLevel"],
                "name": rung.name or str(rung.number),
                "description": rung.descriptor,
                "level": str(rung.number),
            }
            for rung in judged.rungs
        ],
        **needed,
    }
