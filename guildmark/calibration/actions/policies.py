"""What a program asks of its assessors; and its first ones, whom nobody can qualify."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from guildmark.assessment.actions import grant_qualification
from guildmark.assessment.models import Qualification
from guildmark.calibration import lifecycle
from guildmark.calibration.domain.qualifying import Policy as Asked
from guildmark.calibration.facts import AssessorsFounded, CalibrationPolicySet
from guildmark.calibration.models import Policy
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person, company_day
from guildmark.programs.models import Program


@transaction.atomic
def set_policy(*, program: Program, policy: Asked, reason: str, by: Actor, at: datetime) -> Policy:
    """From now on the program asks this of its assessors. Sets that were begun keep what they began with."""
    program = lock(program)
    ensure(lifecycle.may_set_policy(program, policy, reason, by, at))
    made = Policy.objects.create(
        program=program,
        exemplars=policy.exemplars,
        measure=policy.measure.value,
        least=policy.least,
        months=policy.months,
        seed_percent=policy.seed_percent,
        reason=reason.strip(),
        set_at=at,
        set_by_id=cast(int, by.pk),
    )
    announce(CalibrationPolicySet(program.pk, made.pk), by=by, at=at)
    return made


@transaction.atomic
def found_assessors(
    *, program: Program, people: Sequence[Person], until: date, reason: str, by: Actor, at: datetime
) -> list[Qualification]:
    """The committee trusts these people as the program’s first assessors, for a limited time and a stated reason."""
    program = lock(program)
    ensure(lifecycle.may_found(program, people, until, reason, by, at))
    basis = _("Founding list: {reason}").format(reason=reason.strip())
    starts_on = company_day(at)
    found = [
        grant_qualification(
            person=person, program=program, basis=basis, starts_on=starts_on, ends_on=until, by=by, at=at
        )
        for person in people
    ]
    announce(AssessorsFounded(program.pk, tuple(one.person_id for one in found), until.isoformat()), by=by, at=at)
    return found
