"""What must always follow from what was signed and decided; `guildmark integrity` derives it again."""

import hashlib
import json
from collections.abc import Iterator

from guildmark.candidacy.models import State as CandidacyState
from guildmark.credentials import issuer
from guildmark.credentials.domain import eddsa_rdfc_2022 as suite
from guildmark.credentials.domain.badge import end_of, identity_hash, start_of
from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.multikey import from_multikey
from guildmark.credentials.models import CertificationDecision, Credential, Edition, Outcome, State
from guildmark.kernel.integrity import Breach, invariant


@invariant("credentials.documents", "Each credential’s digest is that of its document, and the document’s proof holds.")
def altered_documents() -> Iterator[Breach]:
    if not Credential.objects.exists():
        return
    kept = issuer.record()
    keys = {key: from_multikey(key) for key in kept.multikeys if key not in kept.given_up}
    for one in Credential.objects.order_by("pk").iterator(chunk_size=500):
        if hashlib.sha256(one.document.encode()).hexdigest() != one.digest:
            yield Breach(one.ref, "its digest is not that of its document")
            continue
        try:
            suite.verify(json.loads(one.document), lambda method: keys[method.partition("#")[2]])
        except (Unsound, KeyError, ValueError) as why:
            yield Breach(one.ref, f"its proof does not hold: {why}")


@invariant("credentials.register", "Each credential’s reference, dates and criteria are those that were signed.")
def altered_entries() -> Iterator[Breach]:
    for one in Credential.objects.select_related("version").order_by("pk").iterator(chunk_size=500):
        body = json.loads(one.document)
        achievement = body["credentialSubject"]["achievement"]
        signed = {
            "reference": (body["id"].rpartition("/")[2], one.ref),
            "first day": (body["validFrom"], start_of(one.valid_from, one.zone)),
            "last day": (body["validUntil"], end_of(one.valid_until, one.zone)),
            "criteria": (achievement["otherIdentifier"][0]["identifier"], f"sha256:{one.version.digest}"),
        }
        for what, (told, kept) in signed.items():
            if told != kept:
                yield Breach(one.ref, f"its {what} is {kept} in the register, but {told} was signed")


@invariant("credentials.holders", "Each credential names its holder by the hash of an address and its own salt.")
def altered_salts() -> Iterator[Breach]:
    """The address may have changed since; a salt that is not the signed one shows tampering either way."""
    for one in Credential.objects.select_related("holder").order_by("pk").iterator(chunk_size=500):
        identity = json.loads(one.document)["credentialSubject"]["identifier"][0]
        if identity["salt"] != one.holder_salt:
            yield Breach(one.ref, "its salt is not the one that was signed")
        elif identity["identityHash"] != identity_hash(one.holder.email, one.holder_salt) and not _changed(one):
            yield Breach(one.ref, "it names somebody else than its holder")


def _changed(credential: Credential) -> bool:
    """Whether the register has the holder from the decision itself: then only the address is another one now."""
    return credential.decision.candidacy.person_id == credential.holder_id


@invariant("credentials.decisions", "Each concluded candidacy has its decision; each grant its one credential.")
def missing_decisions() -> Iterator[Breach]:
    rows = CertificationDecision.objects.select_related("candidacy").prefetch_related("credentials").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        granted = one.outcome == Outcome.GRANT
        expected = CandidacyState.CERTIFIED if granted else CandidacyState.NOT_YET_CERTIFIED
        if one.candidacy.state != expected:
            yield Breach(one.ref, f"it says “{one.outcome}”, but {one.candidacy.ref} is {one.candidacy.state}")
        if granted != (one.credential is not None):
            yield Breach(
                one.ref, "it granted, but there is no credential" if granted else "it refused, yet there is one"
            )


@invariant(
    "credentials.states", "Each credential’s state is that of its last change; who was replaced has a successor."
)
def altered_states() -> Iterator[Breach]:
    for one in Credential.objects.prefetch_related("changes").order_by("pk").iterator(chunk_size=500):
        last = max(one.changes.all(), key=lambda change: (change.changed_at, change.pk), default=None)
        told = last.state if last else State.ACTIVE
        if one.state != told:
            yield Breach(one.ref, f"it is {one.state}, but its last change made it {told}")
        if (one.state == State.REPLACED) != (one.replaced_by_id is not None):
            yield Breach(one.ref, "a replaced credential has a successor, and no other has")


@invariant("credentials.editions", "Each earlier text of a credential has its digest, and its proof holds.")
def altered_editions() -> Iterator[Breach]:
    keys = {key: from_multikey(key) for key in issuer.record().multikeys} if Edition.objects.exists() else {}
    for one in Edition.objects.select_related("credential").order_by("pk").iterator(chunk_size=500):
        if hashlib.sha256(one.document.encode()).hexdigest() != one.digest:
            yield Breach(one.credential.ref, f"an earlier text of {one.kept_at:%Y-%m-%d} has another digest")
            continue
        try:
            suite.verify(json.loads(one.document), lambda method: keys[method.partition("#")[2]])
        except (Unsound, KeyError, ValueError) as why:
            yield Breach(one.credential.ref, f"the proof of an earlier text does not hold: {why}")
