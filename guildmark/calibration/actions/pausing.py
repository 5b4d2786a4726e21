"""An assessor who reads otherwise than the others gets no new work until they have calibrated again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from guildmark.calibration import lifecycle
from guildmark.calibration.facts import AssessorPaused, AssessorPauseLifted
from guildmark.calibration.models import AssessorPause, PauseCause
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person
from guildmark.programs.models import Program


@transaction.atomic
def pause_assessor(
    *,
    person: Person,
    program: Program,
    reason: str,
    cause: str = PauseCause.OWNER,
    chart: dict[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> AssessorPause:
    """The assessor gets no new work of the program. What is on their table stays theirs."""
    person = lock(person)
    ensure(lifecycle.may_pause(person, program, reason, by, at))
    pause = AssessorPause.objects.create(
        person=person, program=program, cause=cause, reason=reason.strip(), chart=chart or {}, began_at=at,
        began_by_id=by.pk,
    )  # fmt: skip
    announce(AssessorPaused(person.pk, program.pk, str(cause)), by=by, at=at)
    return pause


@transaction.atomic
def lift_pause(*, pause: AssessorPause, reason: str, by: Actor, at: datetime) -> AssessorPause:
    """The owner answers for it: the assessor gets work again without having calibrated."""
    pause = lock(pause, "person", "program")
    ensure(lifecycle.may_lift(pause, reason, by, at))
    pause.lifted_at, pause.lifted_by_id, pause.lifted_reason = at, by.pk, reason.strip()
    pause.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    announce(AssessorPauseLifted(pause.person_id, pause.program_id), by=by, at=at)
    return pause
