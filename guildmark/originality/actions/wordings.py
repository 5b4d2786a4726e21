"""Which wording of a task a candidate is given, and which is given no more."""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import Count

from guildmark.assessment.models import Submission
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.originality.domain.rotation import drawn
from guildmark.originality.facts import VariantGiven, VariantRetired
from guildmark.originality.lifecycle import may_give, may_retire
from guildmark.originality.models import Exposure, RetiredVariant
from guildmark.programs.models import Task
from guildmark.programs.queries import variants_of


@transaction.atomic
def give_variant(*, submission: Submission, by: Actor, at: datetime) -> Exposure | None:
    """The candidate has the wording of the task that fewest have seen; a further attempt gets another where there is
    one. A task with one wording gives none. Given already, it stays."""
    submission = lock(submission, "task", "candidacy")
    ensure(may_give(submission, by, at))
    keys = [one.key for one in variants_of(submission.task)]
    if not keys:
        return None
    task = lock(submission.task)  # two who begin at once are counted one after the other
    if before := Exposure.objects.filter(submission=submission).first():
        return before
    given = Exposure.objects.filter(task=task)
    counts = dict(given.values_list("variant").annotate(Count("pk")))
    retired = set(RetiredVariant.objects.filter(task=task).values_list("variant", flat=True))
    own = set(given.filter(submission__candidacy=submission.candidacy).values_list("variant", flat=True))
    variant = drawn(keys, counts, retired | own, submission.pk) or drawn(keys, counts, retired, submission.pk)
    exposure = Exposure.objects.create(submission=submission, task=task, variant=variant, given_at=at)
    announce(VariantGiven(submission.pk, variant), by=by, at=at)
    return exposure


@transaction.atomic
def retire_variant(*, task: Task, variant: str, reason: str, by: Actor, at: datetime) -> RetiredVariant:
    """Nobody is given this wording any more. Whoever works on it goes on, and is judged as before."""
    task = lock(task, "version")
    ensure(may_retire(task, variant, reason, by, at))
    retired = RetiredVariant.objects.create(
        task=task, variant=variant, reason=reason.strip(), retired_at=at, retired_by_id=cast(int, by.pk)
    )
    announce(VariantRetired(task.version_id, task.key, variant), by=by, at=at)
    return retired
