"""The certification decision. A grant makes the credential in the same transaction."""

import secrets
from datetime import UTC, datetime
from random import Random

from django.db import transaction
from django.utils.translation import gettext as _

from guildmark.candidacy import actions as candidacies
from guildmark.candidacy.models import LIVE, Candidacy
from guildmark.credentials import issuer
from guildmark.credentials.domain.badge import award
from guildmark.credentials.domain.refs import BITS, ref_of
from guildmark.credentials.domain.signing import sign
from guildmark.credentials.domain.status_list import LENGTH
from guildmark.credentials.facts import CertificationDecided, CredentialIssued
from guildmark.credentials.lifecycle import may_decide
from guildmark.credentials.models import CertificationDecision, Credential, Outcome
from guildmark.credentials.queries.achievements import achievement_of, evidence_digests, levels_achieved
from guildmark.kernel.access import YES, Actor, Decision, ensure
from guildmark.kernel.calendar import last_day_of_period, local_date
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person

CHANCE: Random = secrets.SystemRandom()


@transaction.atomic
def decide(
    *, candidacy: Candidacy, outcome: str, reason: str, by: Person, at: datetime, chance: Random = CHANCE
) -> CertificationDecision:
    """The committee grants or refuses. A grant is signed at once and holds from that day. Twice the same is once."""
    candidacy = lock(candidacy, "person", "program", "version__program")
    if earlier := CertificationDecision.objects.filter(candidacy=candidacy).select_related("decided_by").first():
        ensure(_repeats(earlier, outcome, by))
        return earlier
    ensure(may_decide(candidacy, by, at=at))
    ensure(issuer.may_sign() if outcome == Outcome.GRANT else YES)
    decision = CertificationDecision.objects.create(
        candidacy=candidacy, outcome=outcome, reason=reason.strip(), decided_at=at, decided_by=by
    )
    fact = CertificationDecided(decision.pk, candidacy.pk, candidacy.person_id, candidacy.program_id, outcome)
    announce(fact, by=by, at=at)
    granted = outcome == Outcome.GRANT
    if granted:
        announce(_issue(decision, candidacy, at, chance), by=by, at=at)
    candidacies.conclude(candidacy=candidacy, certified=granted, by=by, at=at)
    if granted:
        _count_elsewhere(candidacy, by, at)
    return decision


def _repeats(earlier: CertificationDecision, outcome: str, by: Actor) -> Decision:
    """A double click and a retry find their own decision; anybody else is told who was first."""
    if (earlier.outcome, earlier.decided_by_id) == (outcome, by.pk):
        return YES
    return Decision(
        _("{name} has decided on this already: {outcome}.").format(
            name=earlier.decided_by.name, outcome=earlier.get_outcome_display()
        )
    )


def _issue(decision: CertificationDecision, candidacy: Candidacy, at: datetime, chance: Random) -> CredentialIssued:
    """Sign the credential and enter it in the register; what is to be announced."""
    holder, zone = candidacy.person, candidacy.person.time_zone
    signer = issuer.signer()
    kept = Credential(
        ref=_unused_ref(chance),
        decision=decision,
        holder=holder,
        program=candidacy.program,
        version=candidacy.version,
        period=candidacy.period,
        valid_from=(first := local_date(at, zone)),
        valid_until=last_day_of_period(first, candidacy.version.validity_months),
        zone=zone,
        holder_salt=f"{chance.getrandbits(128):032x}",
        status_index=_unused_index(chance),
        issued_at=at,
    )
    signed = sign(
        achievement_of(candidacy.version, signer.issuer.base),
        award(
            ref=kept.ref,
            valid_from=kept.valid_from,
            valid_until=kept.valid_until,
            zone=zone,
            identity=holder.email,
            salt=kept.holder_salt,
            status_index=kept.status_index,
            achieved=levels_achieved(candidacy),
            evidence=evidence_digests(candidacy),
        ),
        signer,
        created=f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    )
    kept.document, kept.digest = signed.document, signed.digest
    kept.save(force_insert=True)
    return CredentialIssued(kept.pk, candidacy.pk, candidacy.person_id, candidacy.program_id, kept.digest)


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


def _count_elsewhere(candidacy: Candidacy, by: Actor, at: datetime) -> None:
    """What the person holds from now on counts in their other candidacies too, where it is asked for."""
    others = Candidacy.objects.filter(person=candidacy.person, state__in=LIVE).exclude(pk=candidacy.pk)
    asking = others.filter(version__requirementnodes__prior_program=candidacy.program).distinct()
    for other in asking:
        candidacies.recognise_credentials(candidacy=other, by=by, at=at)
