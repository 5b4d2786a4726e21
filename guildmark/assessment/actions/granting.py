"""One more attempt than the version allows: a decision, with its reason."""

from datetime import datetime
from typing import cast

from django.db import transaction

from guildmark.assessment.facts import AttemptGranted
from guildmark.assessment.lifecycle.granting import may_grant
from guildmark.assessment.models import AttemptGrant
from guildmark.candidacy import actions as candidacies
from guildmark.candidacy.models import Candidacy, State
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.programs.models import Task


@transaction.atomic
def grant_attempt(*, candidacy: Candidacy, task: Task, reason: str, by: Actor, at: datetime) -> AttemptGrant:
    """The candidate may try this task once more. A candidacy that was before the committee for want of one goes on."""
    candidacy = lock(candidacy, "person", "version")
    ensure(may_grant(candidacy, task, reason, by, at=at))
    grant = AttemptGrant.objects.create(
        candidacy=candidacy, task=task, reason=reason.strip(), granted_at=at, granted_by_id=cast(int, by.pk)
    )
    announce(AttemptGranted(candidacy.pk, candidacy.person_id, task.key), by=by, at=at)
    if candidacy.state == State.AWAITING_DECISION:
        candidacies.take_up_again(candidacy=candidacy, by=by, at=at)
    return grant
