"""Leave stops a credential's clock: its last day moves, and it is signed again under its own reference."""

from datetime import date, datetime

from django.db import transaction

from guildmark.credentials import issuer
from guildmark.credentials.actions._entering import _signed_now
from guildmark.credentials.actions.standing import ALONG
from guildmark.credentials.domain.leave import counted, last_day
from guildmark.credentials.domain.renewal import window
from guildmark.credentials.facts import CredentialProlonged
from guildmark.credentials.lifecycle import may_be_prolonged
from guildmark.credentials.models import Cause, Credential, Edition, Prolongation
from guildmark.credentials.queries.leave import first_counted, granted_period, leaves_of
from guildmark.kernel.access import SYSTEM, Actor, ensure
from guildmark.kernel.calendar import local_date
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.programs.domain.renewal import read_renewal


@transaction.atomic
def prolong(*, credential: Credential, by: Actor = SYSTEM, at: datetime) -> bool:
    """It lasts as many days longer as its holder was on leave, as its policy says. Whether its last day moved."""
    credential = lock(credential, *ALONG)
    policy, today = read_renewal(credential.version.renewal), local_date(at, credential.zone)
    leaves = counted(leaves_of(credential.holder_id), first_counted(credential), today)
    before = credential.valid_until
    last = last_day(granted_period(credential), leaves, policy, held=before, on=today)
    if last == before:
        return False
    ensure(may_be_prolonged(credential, at=at))
    ensure(issuer.may_sign())
    edition = Edition.objects.create(
        credential=credential, document=credential.document, digest=credential.digest,
        holder_salt=credential.holder_salt, cause=Cause.LEAVE, kept_at=at,
    )  # fmt: skip
    Prolongation.objects.create(
        credential=credential, edition=edition, before=before, last=last, counted_on=today, counted_at=at,
        leaves=[[first.isoformat(), end.isoformat()] for first, end in leaves],
    )  # fmt: skip
    _sign_until(credential, last, at)
    fact = CredentialProlonged(
        credential.pk, credential.holder_id, credential.program_id, last.isoformat(), credential.digest
    )
    announce(fact, by=by, at=at)
    return True


def _sign_until(credential: Credential, last: date, at: datetime) -> None:
    opened = window(last, read_renewal(credential.version.renewal))
    credential.valid_until, credential.renew_from, credential.renew_until = last, opened.opens, opened.closes
    signed = _signed_now(credential, credential.decision.candidacy, at)
    credential.document, credential.digest = signed.document, signed.digest
    credential.save(update_fields=["valid_until", "renew_from", "renew_until", "document", "digest"])
