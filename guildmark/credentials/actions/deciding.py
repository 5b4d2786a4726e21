"""The certification decision. A grant makes the credential in the same transaction."""

from datetime import date, datetime
from random import Random

from django.db import transaction
from django.utils.translation import gettext as _

from guildmark.candidacy import actions as candidacies
from guildmark.candidacy.models import LIVE, Candidacy
from guildmark.credentials import issuer
from guildmark.credentials.actions._entering import CHANCE, _entered
from guildmark.credentials.domain.renewal import Period, first_period, next_period
from guildmark.credentials.facts import CertificationDecided, CredentialIssued
from guildmark.credentials.lifecycle import may_decide, may_grant, previous_credential
from guildmark.credentials.models import CertificationDecision, Outcome, State
from guildmark.kernel.access import YES, Actor, Decision, ensure
from guildmark.kernel.calendar import local_date
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person
from guildmark.programs.domain.renewal import read_renewal


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
    ensure(may_grant(candidacy) and issuer.may_sign() if outcome == Outcome.GRANT else YES)
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
    zone = candidacy.person.time_zone
    period = _period(candidacy, local_date(at, zone))
    kept = _entered(
        decision, candidacy, valid_from=period.first, valid_until=period.last, zone=zone, at=at, chance=chance
    )
    return CredentialIssued(kept.pk, candidacy.pk, candidacy.person_id, candidacy.program_id, kept.digest)


def _period(candidacy: Candidacy, decided: date) -> Period:
    """The days that a grant of today covers: after the period before it, if its renewal is still open."""
    version = candidacy.version
    policy = read_renewal(version.renewal)
    previous = previous_credential(candidacy)
    if previous is None or previous.state == State.WITHDRAWN:
        return first_period(decided, version.validity_months, policy)
    held = Period(previous.valid_from, previous.valid_until)
    return next_period(held, decided, version.validity_months, policy)


def _count_elsewhere(candidacy: Candidacy, by: Actor, at: datetime) -> None:
    """What the person holds from now on counts in their other candidacies too, where it is asked for."""
    others = Candidacy.objects.filter(person=candidacy.person, state__in=LIVE).exclude(pk=candidacy.pk)
    asking = others.filter(version__requirementnodes__prior_program=candidacy.program).distinct()
    for other in asking:
        candidacies.recognise_credentials(candidacy=other, by=by, at=at)
