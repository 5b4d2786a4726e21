"""Copies of decided work, for assessors to calibrate on: the same evidence, nobody’s attempt, never a result."""

from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from django.db import models, transaction

from guildmark.assessment.actions._filling import DAYS_TO_JUDGE
from guildmark.assessment.actions._pieces import _create_pieces
from guildmark.assessment.facts import CopyMade, CopySeated
from guildmark.assessment.lifecycle.copies import may_copy, may_seat_on_copy
from guildmark.assessment.models import Panel, Reflection, Seat, Submission, SubmissionState
from guildmark.assessment.queries.manifests import as_one_round, manifest_of
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.calendar import local_date
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def copy_submission(*, submission: Submission, by: Actor, at: datetime) -> Submission:
    """Everything that was handed in lies in a copy as well, frozen under a digest of its own, as if handed in now."""
    submission = lock(submission, "candidacy__version", "task")
    ensure(may_copy(submission, by, at))
    copy = Submission.everything.create(
        candidacy=submission.candidacy, task=submission.task, copy_of=submission, created_at=at
    )
    later = at - cast(datetime, submission.submitted_at)
    pieces = as_one_round(submission)
    anew = [
        _anew(piece, submission=copy, carried_from=None, added_at=piece.added_at + later,
              changed_at=piece.changed_at + later)
        for piece in pieces
    ]  # fmt: skip
    _create_pieces(pieces, anew)
    Reflection.objects.bulk_create(
        _anew(one, submission=copy, changed_at=one.changed_at + later) for one in submission.reflections.order_by("pk")
    )
    copy.digest, copy.state = manifest_of(copy).digest, SubmissionState.SUBMITTED
    copy.submitted_at = copy.original_at = at
    copy.save(update_fields=["digest", "state", "submitted_at", "original_at"])
    announce(CopyMade(copy.pk, submission.pk), by=by, at=at)
    return copy


def _anew(row: Row, **changed: Any) -> Row:
    """A row that says the same, but for what is named."""
    same = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    anew = row.__class__(**same)
    for name, value in changed.items():
        setattr(anew, name, value)
    return anew


@transaction.atomic
def seat_on_copy(*, copy: Submission, assessor: Person, by: Actor, at: datetime) -> Seat:
    """The copy waits in the assessor’s queue, on a seat like any other."""
    copy = lock(copy, "candidacy__version", "candidacy__person", "task")
    ensure(may_seat_on_copy(copy, assessor, by, at))
    size = copy.candidacy.version.panel_size
    panel = Panel.everything.create(submission=copy, size=size, called_at=at, formed_at=at, seed=copy.pk)
    due_on = local_date(at, assessor.time_zone) + timedelta(days=DAYS_TO_JUDGE)
    seat = Seat.objects.create(panel=panel, number=1, assessor=assessor, assigned_at=at, due_on=due_on)
    announce(CopySeated(copy.pk, panel.pk, assessor.pk), by=by, at=at)
    return seat
