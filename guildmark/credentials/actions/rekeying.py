"""The issuer’s keys change: a new one signs from now on; one that got into other hands is given up."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from guildmark.credentials import issuer, keystore
from guildmark.credentials.actions._entering import _signed_now
from guildmark.credentials.actions.standing import ALONG
from guildmark.credentials.facts import CredentialSignedAgain, IssuerKeyGivenUp, IssuerKeyRotated
from guildmark.credentials.lifecycle import may_be_signed_again, may_change_keys
from guildmark.credentials.models import Cause, Credential, Edition
from guildmark.kernel.access import SYSTEM, Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock


@transaction.atomic
def rotate_key(*, by: Actor = SYSTEM, at: datetime) -> str:
    """The issuer signs with a new key, which is named; what earlier keys signed keeps holding."""
    folder = Path(settings.SIGNING_KEY_DIR)
    with keystore.lock(folder) as kept:
        ensure(may_change_keys(by))
        key = keystore.rotate(kept, folder, passphrase=settings.SIGNING_KEY_PASSPHRASE).multikeys[0]
    announce(IssuerKeyRotated(key), by=by, at=at)
    return key


@transaction.atomic
def give_up_key(*, multikey: str, by: Actor = SYSTEM, at: datetime) -> None:
    """A key that somebody else may have vouches for nothing any more. What it signed is to be signed again."""
    folder = Path(settings.SIGNING_KEY_DIR)
    with keystore.lock(folder) as kept:
        ensure(may_change_keys(by))
        keystore.give_up(kept, folder, multikey, at=at)
    announce(IssuerKeyGivenUp(multikey), by=by, at=at)


@transaction.atomic
def sign_again(*, credential: Credential, by: Actor = SYSTEM, at: datetime) -> bool:
    """Whose key was given up is signed again with the key in use, saying what the register says. Whether it was."""
    credential = lock(credential, *ALONG)
    if not may_be_signed_again(credential):
        return False
    ensure(issuer.may_sign())
    Edition.objects.create(
        credential=credential, document=credential.document, digest=credential.digest,
        holder_salt=credential.holder_salt, cause=Cause.KEY, kept_at=at,
    )  # fmt: skip
    signed = _signed_now(credential, credential.decision.candidacy, at)
    credential.document, credential.digest = signed.document, signed.digest
    credential.save(update_fields=["document", "digest"])
    fact = CredentialSignedAgain(credential.pk, credential.holder_id, credential.program_id, credential.digest)
    announce(fact, by=by, at=at)
    return True
