"""Who may see a credential: its holder says."""

from datetime import datetime

from django.db import transaction

from guildmark.credentials.facts import CredentialMadePrivate, CredentialMadePublic
from guildmark.credentials.lifecycle import may_show
from guildmark.credentials.models import Credential
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock


@transaction.atomic
def make_public(*, credential: Credential, by: Actor, at: datetime) -> Credential:
    """Anyone who has the address can see the credential and check it, with the holder's name as it is today."""
    credential = lock(credential)
    ensure(may_show(credential, by, at=at))
    if not credential.public:
        credential.public = True
        credential.save(update_fields=["public"])
        announce(CredentialMadePublic(credential.pk, credential.holder_id), by=by, at=at)
    return credential


@transaction.atomic
def make_private(*, credential: Credential, by: Actor, at: datetime) -> Credential:
    """The public address says no more than that the credential is private. Copies handed out still check."""
    credential = lock(credential)
    ensure(may_show(credential, by, at=at))
    if credential.public:
        credential.public = False
        credential.save(update_fields=["public"])
        announce(CredentialMadePrivate(credential.pk, credential.holder_id), by=by, at=at)
    return credential
