"""Telling holders that renewal is open, once for each occasion."""

from datetime import datetime

from django.db import transaction

from guildmark.credentials.facts import RenewalReminded
from guildmark.credentials.lifecycle import may_remind
from guildmark.credentials.models import Credential, Reminder
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock


@transaction.atomic
def remind(*, credential: Credential, occasion: str, by: Actor, at: datetime) -> bool:
    """The holder has been told that this credential runs out. Whether this was the first time for the occasion."""
    credential = lock(credential, "holder", "program")
    ensure(may_remind(credential, by, at=at))
    _kept, new = Reminder.objects.get_or_create(credential=credential, occasion=occasion, defaults={"reminded_at": at})
    if new:
        last = credential.valid_until.isoformat()
        announce(RenewalReminded(credential.pk, credential.holder_id, credential.program_id, last), by=by, at=at)
    return new
