"""How a credential gets into the register: its reference and place drawn by lot, its document signed."""

import secrets
from datetime import UTC, date, datetime
from random import Random

from guildmark.candidacy.models import Candidacy
from guildmark.credentials import issuer
from guildmark.credentials.domain.badge import award
from guildmark.credentials.domain.refs import BITS, ref_of
from guildmark.credentials.domain.renewal import window
from guildmark.credentials.domain.signing import Signed, sign
from guildmark.credentials.domain.status_list import LENGTH
from guildmark.credentials.models import CertificationDecision, Credential
from guildmark.credentials.queries.achievements import achievement_of, evidence_digests, levels_achieved
from guildmark.programs.domain.renewal import read_renewal

CHANCE: Random = secrets.SystemRandom()


def _entered(
    decision: CertificationDecision, candidacy: Candidacy, *, valid_from: date, valid_until: date, zone: str,
    at: datetime, chance: Random,
) -> Credential:  # fmt: skip
    """A new credential that the decision grants, signed and in the register."""
    kept = Credential(
        ref=_unused_ref(chance),
        decision=decision,
        holder=candidacy.person,
        program=candidacy.program,
        version=candidacy.version,
        period=candidacy.period,
        valid_from=valid_from,
        valid_until=valid_until,
        zone=zone,
        renew_from=(opened := window(valid_until, read_renewal(candidacy.version.renewal))).opens,
        renew_until=opened.closes,
        holder_salt=_new_salt(chance),
        status_index=_unused_index(chance),
        issued_at=at,
    )
    signed = _signed_now(kept, candidacy, at)
    kept.document, kept.digest = signed.document, signed.digest
    kept.save(force_insert=True)
    return kept


def _new_salt(chance: Random) -> str:
    return f"{chance.getrandbits(128):032x}"


def _signed_now(kept: Credential, candidacy: Candidacy, at: datetime) -> Signed:
    """What the register says of it, for its holder's address of today, signed with the key in use."""
    signer = issuer.signer()
    return sign(
        achievement_of(candidacy.version, signer.issuer.base),
        award(
            ref=kept.ref,
            valid_from=kept.valid_from,
            valid_until=kept.valid_until,
            zone=kept.zone,
            identity=kept.holder.email,
            salt=kept.holder_salt,
            status_index=kept.status_index,
            achieved=levels_achieved(candidacy),
            evidence=evidence_digests(candidacy),
        ),
        signer,
        created=f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    )


def _unused_ref(chance: Random) -> str:
    while Credential.objects.filter(ref=(ref := ref_of(chance.getrandbits(BITS)))).exists():
        pass
    return ref


def _unused_index(chance: Random) -> int:
    """A place in the status list drawn by lot, so that it doesn't tell in which order credentials were issued."""
    lists = Credential.objects.count() * 2 // LENGTH + 1  # at most half full, so that a draw succeeds soon
    while Credential.objects.filter(status_index=(index := chance.randrange(lists * LENGTH))).exists():
        pass
    return index
