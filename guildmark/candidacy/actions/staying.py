"""Planning, pausing, resuming, withdrawing."""

from datetime import date, datetime

from django.db import transaction

from guildmark.candidacy.actions.progressing import _completed_if_done
from guildmark.candidacy.facts import CandidacyPaused, CandidacyResumed, CandidacyWithdrawn, PlanStepSet
from guildmark.candidacy.lifecycle import PAUSE, RESUME, WITHDRAW, may_plan
from guildmark.candidacy.models import Candidacy, Pause, PlanStep
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person


@transaction.atomic
def set_plan_step(
    *, candidacy: Candidacy, node_key: str, target_on: date | None, by: Person, at: datetime
) -> Candidacy:
    """The candidate means to have a requirement done by a day; without a day the target goes."""
    candidacy = lock(candidacy, "version")
    ensure(may_plan(candidacy, node_key, target_on, by, at=at))
    if target_on is None:
        PlanStep.objects.filter(candidacy=candidacy, node_key=node_key).delete()
    else:
        PlanStep.objects.update_or_create(candidacy=candidacy, node_key=node_key, defaults={"target_on": target_on})
    announce(PlanStepSet(candidacy.pk, node_key, target_on.isoformat() if target_on else ""), by=by, at=at)
    return candidacy


@transaction.atomic
def pause(*, candidacy: Candidacy, reason: str, by: Actor, at: datetime) -> Candidacy:
    """The candidacy's clocks stand still; everything done stays."""
    candidacy = lock(candidacy)
    ensure(PAUSE.decide(candidacy, by, at=at))
    Pause.objects.create(candidacy=candidacy, reason=reason, started_at=at)
    candidacy.state = PAUSE.target
    candidacy.save(update_fields=["state"])
    announce(CandidacyPaused(candidacy.pk), by=by, at=at)
    return candidacy


@transaction.atomic
def resume(*, candidacy: Candidacy, by: Actor, at: datetime) -> Candidacy:
    """The candidacy goes on where it stood; what was met meanwhile counts."""
    candidacy = lock(candidacy, "version", "person")
    ensure(RESUME.decide(candidacy, by, at=at))
    candidacy.pauses.filter(ended_at=None).update(ended_at=at)
    candidacy.state = RESUME.target
    candidacy.save(update_fields=["state"])
    announce(CandidacyResumed(candidacy.pk), by=by, at=at)
    return _completed_if_done(candidacy, by, at)


@transaction.atomic
def withdraw(*, candidacy: Candidacy, reason: str, by: Actor, at: datetime) -> Candidacy:
    """The candidate stops for now. Everything done is kept for a later period."""
    candidacy = lock(candidacy)
    ensure(WITHDRAW.decide(candidacy, by, at=at))
    candidacy.pauses.filter(ended_at=None).update(ended_at=at)
    candidacy.state, candidacy.ended_at, candidacy.ended_reason = WITHDRAW.target, at, reason
    candidacy.save(update_fields=["state", "ended_at", "ended_reason"])
    announce(CandidacyWithdrawn(candidacy.pk, candidacy.person_id), by=by, at=at)
    return candidacy
