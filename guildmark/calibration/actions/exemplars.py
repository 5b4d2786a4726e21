"""Exemplars: made by the owner, worth what their experts agree on, opened, retired."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from django.db import transaction

from guildmark.assessment.actions import copy_submission
from guildmark.assessment.models import Submission
from guildmark.assessment.queries.rubrics import criterion_ids, rubric_for
from guildmark.calibration import lifecycle
from guildmark.calibration.facts import (
    ExemplarMade,
    ExemplarOpened,
    ExemplarRetired,
    ReferenceAgreed,
    ReferenceProposed,
)
from guildmark.calibration.models import Agreement, Exemplar, Expert, Reference, ReferenceLevel
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person

ALONG = ("candidacy__person", "candidacy__version", "candidacy__program", "task")
OF_WORK = tuple(f"work__{one}" for one in ALONG)


@transaction.atomic
def make_exemplar(
    *, submission: Submission, title: str, basis: str, reason: str, experts: Sequence[Person], by: Actor, at: datetime
) -> Exemplar:
    """Decided work becomes an exemplar: its evidence is copied, and these experts are asked what it is worth."""
    submission = lock(submission, *ALONG)
    ensure(lifecycle.may_make(submission, reason, experts, by, at))
    exemplar = Exemplar.objects.create(
        work=copy_submission(submission=submission, by=by, at=at),
        title=title.strip() or submission.task.title,
        basis=basis,
        reason=reason.strip(),
        made_at=at,
        made_by_id=cast(int, by.pk),
    )
    Expert.objects.bulk_create(Expert(exemplar=exemplar, person=person) for person in dict.fromkeys(experts))
    announce(ExemplarMade(exemplar.pk, submission.pk, basis), by=by, at=at)
    return exemplar


@transaction.atomic
def propose_reference(
    *, exemplar: Exemplar, levels: Mapping[str, tuple[int, str]], by: Actor, at: datetime
) -> Reference:
    """An expert says which levels the exemplar shows, and why. Earlier proposals stay readable."""
    exemplar = lock(exemplar, *OF_WORK)
    rubric, ids = rubric_for(exemplar.work), criterion_ids(exemplar.work)
    ensure(lifecycle.may_propose(exemplar, rubric, levels, by, at))
    proposer = cast(int, by.pk)
    reference = Reference.objects.create(exemplar=exemplar, proposed_at=at, proposed_by_id=proposer)
    ReferenceLevel.objects.bulk_create(
        ReferenceLevel(
            reference=reference, criterion_id=ids[one.key], level=levels[one.key][0], reason=levels[one.key][1].strip()
        )
        for one in rubric.criteria
    )
    Agreement.objects.create(reference=reference, person_id=proposer, agreed_at=at)
    announce(ReferenceProposed(exemplar.pk, reference.pk), by=by, at=at)
    return reference


@transaction.atomic
def agree_on_reference(*, reference: Reference, by: Actor, at: datetime) -> Reference:
    """Another expert agrees. With the last of them the reference stands, and the exemplar can be used."""
    exemplar = lock(reference.exemplar, *OF_WORK)
    reference = lock(reference)
    reference.exemplar = exemplar
    ensure(lifecycle.may_agree(reference, by, at))
    Agreement.objects.create(reference=reference, person_id=cast(int, by.pk), agreed_at=at)
    stands = reference.agreements.count() == exemplar.experts.count()
    if stands:
        reference.stands_since = at
        reference.save(update_fields=["stands_since"])
    announce(ReferenceAgreed(exemplar.pk, reference.pk, stands), by=by, at=at)
    return reference


@transaction.atomic
def open_exemplar(*, exemplar: Exemplar, by: Actor, at: datetime) -> Exemplar:
    """Every assessor of the program reads it beside the rubric, with its reference. It is never given blind again."""
    exemplar = lock(exemplar, *OF_WORK)
    ensure(lifecycle.may_open(exemplar, by, at))
    exemplar.opened_at, exemplar.opened_by_id = at, by.pk
    exemplar.save(update_fields=["opened_at", "opened_by"])
    announce(ExemplarOpened(exemplar.pk), by=by, at=at)
    return exemplar


@transaction.atomic
def retire_exemplar(*, exemplar: Exemplar, reason: str, by: Actor, at: datetime) -> Exemplar:
    """It is given to nobody any more. What was read of it stays."""
    exemplar = lock(exemplar, *OF_WORK)
    ensure(lifecycle.may_retire(exemplar, reason, by, at))
    exemplar.retired_at, exemplar.retired_by_id, exemplar.retired_reason = at, by.pk, reason.strip()
    exemplar.save(update_fields=["retired_at", "retired_by", "retired_reason"])
    announce(ExemplarRetired(exemplar.pk), by=by, at=at)
    return exemplar
