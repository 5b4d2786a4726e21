"""When a credential is issued, or its standing changes, these people are told."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from guildmark.credentials.facts import (
    CredentialCorrected,
    CredentialIssued,
    CredentialProlonged,
    CredentialReinstated,
    CredentialReplaced,
    CredentialSignedAgain,
    CredentialSuspended,
    CredentialWithdrawn,
    RenewalReminded,
    WithdrawalAnswered,
    WithdrawalDropped,
    WithdrawalProposed,
)
from guildmark.kernel.access import Actor
from guildmark.kernel.facts import Fact
from guildmark.kernel.roles import Role
from guildmark.people.queries import holders
from guildmark.portal import queries
from guildmark.portal.actions import Word, tell


def tell_holder_of_credential(fact: CredentialIssued, by: Actor, at: datetime) -> None:
    _tell_of_credential("credential", fact.credential_id, [fact.person_id], by, at)


OF_STANDING: dict[type[Fact], str] = {
    CredentialSuspended: "suspended",
    CredentialReinstated: "reinstated",
    WithdrawalProposed: "to_be_heard",
    WithdrawalDropped: "let_go",
    CredentialWithdrawn: "taken_away",
    CredentialCorrected: "corrected",
    CredentialSignedAgain: "signed_again",
}


def tell_holder_of_standing(fact: Any, by: Actor, at: datetime) -> None:
    _tell_of_credential(OF_STANDING[type(fact)], fact.credential_id, [fact.person_id], by, at)


def tell_holder_of_replacement(fact: CredentialReplaced, by: Actor, at: datetime) -> None:
    _tell_of_credential("replaced", fact.credential_ids[1], [fact.person_id], by, at)


def tell_holder_of_renewal(fact: RenewalReminded, by: Actor, at: datetime) -> None:
    ref, program = queries.credential_in_words(fact.credential_id)
    about = {"ref": ref, "program": program, "day": queries.day_for(fact.person_id, fact.last)}
    tell(kind="to_renew", words=[Word(fact.person_id, f"/credentials/{ref}/", about)], by=by, at=at)


def tell_holder_of_leave(fact: CredentialProlonged, by: Actor, at: datetime) -> None:
    ref, program = queries.credential_in_words(fact.credential_id)
    opens = queries.renewal_opens(fact.credential_id).isoformat()
    days = {"day": queries.day_for(fact.person_id, fact.last), "opens": queries.day_for(fact.person_id, opens)}
    about = {"ref": ref, "program": program, **days}
    tell(kind="prolonged", words=[Word(fact.person_id, f"/credentials/{ref}/", about)], by=by, at=at)


def tell_committee_of_answer(fact: WithdrawalAnswered, by: Actor, at: datetime) -> None:
    deciders = {p.pk for p in holders(Role.COMMITTEE, at, program_id=fact.program_id)} - {fact.person_id}
    _tell_of_credential("heard", fact.credential_id, deciders, by, at)


def _tell_of_credential(kind: str, credential_id: int, people: Iterable[int], by: Actor, at: datetime) -> None:
    ref, program = queries.credential_in_words(credential_id)
    words = [Word(pk, f"/credentials/{ref}/", {"ref": ref, "program": program}) for pk in people]
    tell(kind=kind, words=words, by=by, at=at)


REACTIONS: dict[type[Fact], Sequence[Callable[..., None]]] = {
    CredentialIssued: [tell_holder_of_credential],
    **{fact: [tell_holder_of_standing] for fact in OF_STANDING},
    CredentialReplaced: [tell_holder_of_replacement],
    CredentialProlonged: [tell_holder_of_leave],
    RenewalReminded: [tell_holder_of_renewal],
    WithdrawalAnswered: [tell_committee_of_answer],
}
