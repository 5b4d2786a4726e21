"""Applying, and the answer to it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from guildmark.candidacy.actions.progressing import begin
from guildmark.candidacy.facts import CandidacyAdmitted, CandidacyApplied, CandidacyNotAdmitted, RenewalBegun
from guildmark.candidacy.lifecycle import ADMIT, NOT_ADMIT, may_apply, may_renew
from guildmark.candidacy.models import Candidacy, State
from guildmark.kernel.access import ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person
from guildmark.programs.models import Program
from guildmark.programs.queries import open_versions


@transaction.atomic
def apply(*, program: Program, motivation: str = "", by: Person, at: datetime) -> Candidacy:
    """Somebody asks to become a candidate, under the version published now, for their next period."""
    person = lock(by)
    ensure(may_apply(program, person, at=at))
    earlier = Candidacy.objects.filter(person=person, program=program).aggregate(last=Max("period"))["last"]
    candidacy = Candidacy.objects.create(
        person=person,
        program=program,
        version=open_versions().get(program=program),
        period=(earlier or 0) + 1,
        motivation=motivation.strip(),
        applied_at=at,
    )
    announce(CandidacyApplied(candidacy.pk, person.pk, program.pk), by=by, at=at)
    return candidacy


@transaction.atomic
def renew(*, program: Program, by: Person, at: datetime) -> Candidacy:
    """A holder works towards the next period at once, under the version published now."""
    person = lock(by)
    ensure(may_renew(program, person, at=at))
    earlier = Candidacy.objects.filter(person=person, program=program).aggregate(last=Max("period"))["last"]
    candidacy = Candidacy.objects.create(
        person=person,
        program=program,
        version=open_versions().get(program=program),
        period=(earlier or 0) + 1,
        renews=True,
        state=State.ADMITTED,
        applied_at=at,
        settled_at=at,
        settled_by=person,
    )
    announce(RenewalBegun(candidacy.pk, person.pk, program.pk), by=by, at=at)
    return begin(candidacy=candidacy, by=by, at=at)


@transaction.atomic
def admit(*, candidacy: Candidacy, by: Person, at: datetime) -> Candidacy:
    """An applicant is admitted and may begin."""
    candidacy = lock(candidacy)
    ensure(ADMIT.decide(candidacy, by, at=at))
    candidacy.state = ADMIT.target
    candidacy.settled_at, candidacy.settled_by_id = at, by.pk
    candidacy.save(update_fields=["state", "settled_at", "settled_by"])
    announce(CandidacyAdmitted(candidacy.pk, candidacy.person_id), by=by, at=at)
    return candidacy


@transaction.atomic
def not_admit(*, candidacy: Candidacy, reason: str, by: Person, at: datetime) -> Candidacy:
    """An applicant isn't admitted this time and is told why; they may apply again."""
    candidacy = lock(candidacy)
    ensure(NOT_ADMIT.decide(candidacy, by, at=at))
    candidacy.state = NOT_ADMIT.target
    candidacy.settled_at, candidacy.settled_by_id, candidacy.settled_reason = at, by.pk, reason
    candidacy.ended_at = at
    candidacy.save(update_fields=["state", "settled_at", "settled_by", "settled_reason", "ended_at"])
    announce(CandidacyNotAdmitted(candidacy.pk, candidacy.person_id), by=by, at=at)
    return candidacy
