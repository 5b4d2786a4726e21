"""A credential whose document says something wrong: signed again, or replaced by another."""

from datetime import date, datetime
from random import Random

from django.db import transaction

from guildmark.credentials import issuer
from guildmark.credentials.actions._entering import CHANCE, _entered, _new_salt, _signed_now
from guildmark.credentials.actions.standing import ALONG, _move
from guildmark.credentials.facts import CredentialCorrected, CredentialReplaced
from guildmark.credentials.lifecycle import CORRECT, REPLACE, may_last
from guildmark.credentials.models import Credential, Edition
from guildmark.kernel.access import ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person


@transaction.atomic
def correct(*, credential: Credential, reason: str, by: Person, at: datetime, chance: Random = CHANCE) -> Credential:
    """The document names its holder by today's address, under the same reference. The text before is kept, unseen."""
    credential = lock(credential, *ALONG)
    ensure(CORRECT.decide(credential, by, at=at))
    ensure(issuer.may_sign())
    Edition.objects.create(
        credential=credential, document=credential.document, digest=credential.digest,
        holder_salt=credential.holder_salt, reason=reason.strip(), kept_at=at, kept_by=by,
    )  # fmt: skip
    credential.holder_salt = _new_salt(chance)
    signed = _signed_now(credential, credential.decision.candidacy, at)
    credential.document, credential.digest = signed.document, signed.digest
    credential.save(update_fields=["document", "digest", "holder_salt"])
    fact = CredentialCorrected(credential.pk, credential.holder_id, credential.program_id, credential.digest)
    announce(fact, by=by, at=at)
    return credential


@transaction.atomic
def replace(
    *, credential: Credential, valid_from: date, valid_until: date, reason: str, by: Person, at: datetime,
    chance: Random = CHANCE,
) -> Credential:  # fmt: skip
    """Another credential takes its place, under a reference of its own, with these dates and what is known today."""
    credential = lock(credential, *ALONG)
    ensure(REPLACE.decide(credential, by, at=at))
    ensure(may_last(valid_from, valid_until))
    ensure(issuer.may_sign())
    _move(credential, REPLACE, reason, by, at)
    successor = _entered(
        credential.decision, credential.decision.candidacy, valid_from=valid_from, valid_until=valid_until,
        zone=credential.zone, at=at, chance=chance,
    )  # fmt: skip
    if credential.public:
        successor.public = True
        successor.save(update_fields=["public"])
    credential.replaced_by = successor
    credential.save(update_fields=["replaced_by"])
    both = (credential.pk, successor.pk)
    announce(CredentialReplaced(both, credential.holder_id, credential.program_id, successor.digest), by=by, at=at)
    return successor
