"""Seeds: exemplars slipped in among real work, at moments that tell nothing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guildmark.assessment.models import Seat
from guildmark.calibration import lifecycle
from guildmark.calibration.actions._giving import _give
from guildmark.calibration.domain.seeding import planted_at
from guildmark.calibration.facts import SeedPlanned, SeedSettled
from guildmark.calibration.models import SeedPlan
from guildmark.calibration.queries.standing import unknown_to
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock


@transaction.atomic
def plan_seed(*, seat: Seat, drawn: float, by: Actor, at: datetime) -> SeedPlan:
    """After this real seat an exemplar is to follow, some days later. `drawn`: chance, from 0 to 1, that says when."""
    seat = lock(seat, "assessor", "panel__submission__candidacy__program", "panel__submission__candidacy__version")
    ensure(lifecycle.may_seed(seat, by, at))
    plan = SeedPlan.objects.create(
        person=seat.assessor,
        program=seat.panel.submission.candidacy.program,
        after=seat,
        due_at=planted_at(at, drawn),
    )
    announce(SeedPlanned(plan.pk), by=by, at=at)
    return plan


@transaction.atomic
def plant_seed(*, plan: SeedPlan, by: Actor, at: datetime) -> SeedPlan:
    """The exemplar waits in the assessor’s queue as if handed in at the moment that was drawn; or none could be given."""
    plan = lock(plan, "person", "program")
    ensure(lifecycle.may_plant(plan, by, at))
    found = unknown_to(plan.person, plan.program, at=at)
    refusal = lifecycle.receives(plan.person, plan.program, at)
    plan.settled_at = at
    if not refusal:
        plan.outcome = str(refusal.refusal)
    elif not found:
        plan.outcome = _("There is no exemplar that they don’t know.")
    else:
        plan.exemplar = found[0]
        _give(found[0], plan.person, at=plan.due_at)
    plan.save(update_fields=["settled_at", "exemplar", "outcome"])
    announce(SeedSettled(plan.pk, plan.exemplar_id is not None), by=by, at=at)
    return plan
