"""What happens to a credential after its grant: suspended, reinstated, withdrawn after a hearing."""

from datetime import date, datetime

from django.db import transaction

from guildmark.credentials.facts import (
    CredentialReinstated,
    CredentialSuspended,
    CredentialWithdrawn,
    WithdrawalAnswered,
    WithdrawalDropped,
    WithdrawalProposed,
)
from guildmark.credentials.lifecycle import ANSWER, DROP, PROPOSE, REINSTATE, SUSPEND, WITHDRAW, may_answer_by
from guildmark.credentials.models import Credential, Hearing, StatusChange
from guildmark.kernel.access import ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.lifecycle import Move
from guildmark.kernel.locking import lock
from guildmark.people.models import Person

ALONG = ("holder", "program", "version", "decision__candidacy__person")


@transaction.atomic
def suspend(*, credential: Credential, reason: str, by: Person, at: datetime) -> Credential:
    """Until it is reinstated, the credential doesn't count: verification answers “suspended” at once."""
    credential = lock(credential, *ALONG)
    ensure(SUSPEND.decide(credential, by, at=at))
    _move(credential, SUSPEND, reason, by, at)
    announce(CredentialSuspended(credential.pk, credential.holder_id, credential.program_id), by=by, at=at)
    return credential


@transaction.atomic
def reinstate(*, credential: Credential, reason: str, by: Person, at: datetime) -> Credential:
    """It counts again, with the dates it had: a suspension neither prolongs nor shortens it."""
    credential = lock(credential, *ALONG)
    ensure(REINSTATE.decide(credential, by, at=at))
    _move(credential, REINSTATE, reason, by, at)
    announce(CredentialReinstated(credential.pk, credential.holder_id, credential.program_id), by=by, at=at)
    return credential


@transaction.atomic
def propose_withdrawal(*, credential: Credential, reason: str, answer_by: date, by: Person, at: datetime) -> Hearing:
    """The holder is told why, and has until the end of `answer_by`, in their own zone, to answer."""
    credential = lock(credential, *ALONG)
    ensure(PROPOSE.decide(credential, by, at=at))
    ensure(may_answer_by(credential, answer_by, at=at))
    hearing = Hearing.objects.create(
        credential=credential, reason=reason.strip(), proposed_at=at, proposed_by=by, answer_by=answer_by
    )
    fact = WithdrawalProposed(credential.pk, credential.holder_id, credential.program_id, answer_by.isoformat())
    announce(fact, by=by, at=at)
    return hearing


@transaction.atomic
def answer(*, credential: Credential, statement: str, by: Person, at: datetime) -> Hearing:
    """The holder has been heard; what they say can be said anew until somebody decides."""
    credential = lock(credential, *ALONG)
    ensure(ANSWER.decide(credential, by, at=at))
    hearing = credential.hearings.get(ended_at=None)
    hearing.statement, hearing.stated_at = statement.strip(), at
    hearing.save(update_fields=["statement", "stated_at"])
    announce(WithdrawalAnswered(credential.pk, credential.holder_id, credential.program_id), by=by, at=at)
    return hearing


@transaction.atomic
def drop_withdrawal(*, credential: Credential, reason: str, by: Person, at: datetime) -> Hearing:
    """The proposal is let go; the credential stands as it stood."""
    credential = lock(credential, *ALONG)
    ensure(DROP.decide(credential, by, at=at))
    hearing = _end_hearing(credential, reason, by, at)
    announce(WithdrawalDropped(credential.pk, credential.holder_id, credential.program_id), by=by, at=at)
    return hearing


@transaction.atomic
def withdraw(*, credential: Credential, reason: str, by: Person, at: datetime) -> Credential:
    """It never counts again. Its holder answered, or had the time to."""
    credential = lock(credential, *ALONG)
    ensure(WITHDRAW.decide(credential, by, at=at))
    _end_hearing(credential, reason, by, at)
    _move(credential, WITHDRAW, reason, by, at)
    announce(CredentialWithdrawn(credential.pk, credential.holder_id, credential.program_id), by=by, at=at)
    return credential


def _move(credential: Credential, taken: Move, reason: str, by: Person, at: datetime) -> None:
    """The state changes, and the change is kept with its reason."""
    StatusChange.objects.create(
        credential=credential, state=taken.target, reason=reason.strip(), changed_at=at, changed_by=by
    )
    credential.state = taken.target
    credential.save(update_fields=["state"])


def _end_hearing(credential: Credential, outcome: str, by: Person, at: datetime) -> Hearing:
    hearing = credential.hearings.get(ended_at=None)
    hearing.ended_at, hearing.ended_by, hearing.outcome = at, by, outcome.strip()
    hearing.save(update_fields=["ended_at", "ended_by", "outcome"])
    return hearing
