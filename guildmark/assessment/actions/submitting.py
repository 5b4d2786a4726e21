"""Handing in, and taking back."""

import logging
from datetime import datetime

from django.db import transaction

from guildmark.assessment.actions._pieces import _snapshot_links
from guildmark.assessment.actions.panels import form_panel
from guildmark.assessment.actions.returning import _settle
from guildmark.assessment.domain.manifest import digest_of
from guildmark.assessment.facts import MoreEvidenceHandedIn, SubmissionRecalled, SubmissionSubmitted
from guildmark.assessment.lifecycle.submissions import ANSWER, RECALL, SUBMIT
from guildmark.assessment.lifecycle.workspace import may_answer, may_submit
from guildmark.assessment.models import CarriedCredit, Evidence, EvidenceKind, Submission
from guildmark.assessment.queries.carrying import credits_on
from guildmark.assessment.queries.manifests import manifest_of
from guildmark.assessment.queries.rubrics import criterion_ids
from guildmark.kernel import outbox
from guildmark.kernel.access import SYSTEM, Actor, ensure
from guildmark.kernel.calendar import local_date
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock

log = logging.getLogger(__name__)
ALONG = ("candidacy__person", "candidacy__version", "task")


@transaction.atomic
def submit(*, submission: Submission, identity: bool, original: bool, by: Actor, at: datetime) -> Submission:
    """The draft is handed in and frozen: every piece has its digest, and one digest stands for all. A panel is called."""
    submission = lock(submission, *ALONG)
    ensure(may_submit(submission, identity, original, by, at=at))
    _snapshot_links(submission, at=at)
    _freeze(submission)
    _carry_credit(submission, at)
    submission.digest = manifest_of(submission).digest
    submission.state = SUBMIT.target
    submission.submitted_at = submission.original_at = at
    submission.save(update_fields=["digest", "state", "submitted_at", "original_at"])
    announce(SubmissionSubmitted(submission.pk, submission.candidacy_id, submission.digest), by=by, at=at)
    key = f"form-panel-{submission.pk}-{at.isoformat()}"
    outbox.post("assessment.form_panel", key=key, payload={"submission_id": submission.pk}, at=at)
    _seat_at_once(submission, at)
    return submission


@transaction.atomic
def hand_in_more(*, submission: Submission, identity: bool, original: bool, by: Actor, at: datetime) -> Submission:
    """What the assessors asked for is handed in and frozen with everything before it, under a digest that names the one
    before. The panel goes on where it was; its due dates move by the days that it was with the candidate."""
    submission = lock(submission, *ALONG)
    ensure(may_answer(submission, identity, original, by, at=at))
    _snapshot_links(submission, at=at)
    _freeze(submission)
    submission.round += 1
    submission.digest = manifest_of(submission).digest
    submission.state = ANSWER.target
    submission.submitted_at = submission.original_at = at
    submission.save(update_fields=["round", "digest", "state", "submitted_at", "original_at"])
    _settle(submission, answered=True, by=by, at=at)
    announce(MoreEvidenceHandedIn(submission.pk, submission.candidacy_id, submission.digest), by=by, at=at)
    _seat_at_once(submission, at)
    return submission


def _seat_at_once(submission: Submission, at: datetime) -> None:
    """Who judges is known at once, as a rule. Should the solver stumble, handing in stands, and the worker tries again."""
    try:
        with transaction.atomic():
            form_panel(submission=submission, by=SYSTEM, at=at)
    except RuntimeError:
        log.exception("no panel yet for submission %s", submission.pk)


@transaction.atomic
def recall(*, submission: Submission, by: Actor, at: datetime) -> Submission:
    """It is a draft again, with everything in it. Possible until an assessor presses Start."""
    submission = lock(submission, *ALONG)
    ensure(RECALL.decide(submission, by, at=at))
    submission.state, submission.digest = RECALL.target, ""
    submission.submitted_at = submission.original_at = None
    submission.save(update_fields=["digest", "state", "submitted_at", "original_at"])
    submission.evidence.update(sha256="")
    submission.credits.all().delete()
    announce(SubmissionRecalled(submission.pk, submission.candidacy_id), by=by, at=at)
    return submission


def _carry_credit(submission: Submission, at: datetime) -> None:
    """What an earlier attempt has shown, and still counts today, isn't judged again."""
    found = credits_on(submission, local_date(at, submission.candidacy.person.time_zone))
    if not found:
        return
    ids = criterion_ids(submission)
    CarriedCredit.objects.bulk_create(
        CarriedCredit(
            submission=submission, criterion_id=ids[one.key], level=str(one.level), result_id=one.result_id,
            until=one.until,
        )
        for one in found
    )  # fmt: skip


def _freeze(submission: Submission) -> None:
    loose = submission.evidence.filter(sha256="")
    loose.filter(kind=EvidenceKind.TEXT, text="").delete()
    pieces = list(loose.select_related("blob"))
    for piece in pieces:
        piece.sha256 = _content_digest(piece)
    Evidence.objects.bulk_update(pieces, ["sha256"])


def _content_digest(piece: Evidence) -> str:
    if piece.blob:
        return piece.blob.sha256
    return digest_of(piece.url if piece.kind == EvidenceKind.LINK else piece.text)
