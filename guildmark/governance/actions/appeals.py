"""Appeals and complaints: lodged, acknowledged, heard, decided."""

from collections.abc import Collection
from datetime import datetime
from typing import cast

from django.db import transaction

from guildmark.assessment import actions as assessment
from guildmark.assessment.lifecycle.granting import lacks_attempt
from guildmark.assessment.models import Submission
from guildmark.governance.facts import AppealAcknowledged, AppealDecided, AppealLodged, AppealTakenBack, HearersNamed
from guildmark.governance.lifecycle.appeals import (
    clock_of,
    may_acknowledge,
    may_decide_appeal,
    may_lodge,
    may_name,
    may_take_back,
)
from guildmark.governance.models import Appeal, AppealState, Hearer
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person
from guildmark.programs.domain.appeals import AppealPolicy
from guildmark.programs.domain.judging import appeal_policy
from guildmark.programs.models import Program

ALONG = ("lodged_by", "submission__candidacy__person", "submission__candidacy__version", "submission__task")


@transaction.atomic
def lodge(
    *, program: Program, submission: Submission | None, grounds: str, statement: str, by: Person, at: datetime
) -> Appeal:
    """The result is contested, or a complaint made; the clock runs from today, where the appellant lives."""
    if submission:
        submission = lock(submission, "candidacy__person", "candidacy__version", "candidacy__program")
    ensure(may_lodge(submission, grounds, statement, by, at))
    policy = appeal_policy(submission.candidacy.version) if submission else AppealPolicy()
    acknowledge_by, decide_by = clock_of(policy, by, at)
    appeal = Appeal.objects.create(
        program=submission.candidacy.program if submission else program, submission=submission, grounds=grounds,
        statement=statement.strip(), acknowledge_by=acknowledge_by, decide_by=max(acknowledge_by, decide_by),
        lodged_at=at, lodged_by=by,
    )  # fmt: skip
    announce(AppealLodged(appeal.pk, appeal.is_complaint), by=by, at=at)
    return appeal


@transaction.atomic
def acknowledge(*, appeal: Appeal, by: Actor, at: datetime) -> Appeal:
    """The appellant knows that it is read, and by when it is decided."""
    appeal = lock(appeal, *ALONG)
    ensure(may_acknowledge(appeal, by, at))
    appeal.state, appeal.acknowledged_at, appeal.acknowledged_by_id = AppealState.ACKNOWLEDGED, at, by.pk
    appeal.save(update_fields=["state", "acknowledged_at", "acknowledged_by"])
    announce(AppealAcknowledged(appeal.pk), by=by, at=at)
    return appeal


@transaction.atomic
def name_hearers(*, appeal: Appeal, people: Collection[Person], by: Actor, at: datetime) -> Appeal:
    """These people, who had no part in it, hear it."""
    appeal = lock(appeal, *ALONG)
    ensure(may_name(appeal, people, by, at))
    Hearer.objects.bulk_create(
        Hearer(appeal=appeal, person=one, named_at=at, named_by_id=cast(int, by.pk)) for one in people
    )
    appeal.state = AppealState.UNDER_REVIEW
    appeal.save(update_fields=["state"])
    announce(HearersNamed(appeal.pk, tuple(sorted(one.pk for one in people))), by=by, at=at)
    return appeal


@transaction.atomic
def decide_appeal(
    *, appeal: Appeal, outcome: str, reasons: str, remedy: str = "", again: bool = False, by: Actor, at: datetime
) -> Appeal:
    """It is decided, with reasons. `again`: the candidate may try the task once more, before a panel that had no part;
    where an attempt is left anyway, that one counts."""
    appeal = lock(appeal, *ALONG)
    ensure(may_decide_appeal(appeal, outcome, reasons, again, by, at))
    appeal.state, appeal.reasons, appeal.remedy, appeal.again = outcome, reasons.strip(), remedy.strip(), again
    appeal.decided_at, appeal.decided_by_id = at, by.pk
    appeal.save(update_fields=["state", "reasons", "remedy", "again", "decided_at", "decided_by"])
    work = appeal.submission
    if again and work and lacks_attempt(work.candidacy, work.task):
        assessment.grant_attempt(candidacy=work.candidacy, task=work.task, reason=appeal.ref, by=by, at=at)
    announce(AppealDecided(appeal.pk, outcome, again), by=by, at=at)
    return appeal


@transaction.atomic
def take_back(*, appeal: Appeal, by: Actor, at: datetime) -> Appeal:
    """The appellant lets it rest. Within its days, it can be lodged anew."""
    appeal = lock(appeal, *ALONG)
    ensure(may_take_back(appeal, by, at))
    appeal.state = AppealState.TAKEN_BACK
    appeal.save(update_fields=["state"])
    announce(AppealTakenBack(appeal.pk), by=by, at=at)
    return appeal
