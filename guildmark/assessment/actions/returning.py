"""More evidence needed: an assessor asks, the clock stands still, the candidate answers or judging goes on without."""

from datetime import datetime, timedelta
from typing import cast

from django.db import transaction

from guildmark.assessment.actions.panels import RELATED
from guildmark.assessment.facts import EvidenceRequestDropped, MoreEvidenceAsked, MoreEvidenceAskedOfCopy
from guildmark.assessment.lifecycle import judging
from guildmark.assessment.lifecycle.submissions import ASK, GO_ON
from guildmark.assessment.models import EvidenceRequest, Seat, Submission
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.calendar import local_date
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock


@transaction.atomic
def ask_for_more(*, seat: Seat, reason: str, by: Actor, at: datetime) -> EvidenceRequest:
    """The work is with its candidate again, who reads what is missing. Sheets keep what was typed; no clock runs."""
    submission = lock(seat.panel.submission, *RELATED)
    seat = lock(seat, "panel")
    seat.panel.submission = submission
    ensure(judging.may_ask(seat, reason, by, at))
    request = EvidenceRequest.objects.create(
        submission=submission, round=submission.round, digest=submission.digest,
        handed_in_at=cast(datetime, submission.submitted_at), reason=reason.strip(), asked_at=at,
        asked_by_id=cast(int, by.pk),
    )  # fmt: skip
    submission.state = ASK.target
    submission.save(update_fields=["state"])
    if submission.copy_of_id is None:
        announce(MoreEvidenceAsked(submission.pk, submission.candidacy_id, request.pk), by=by, at=at)
    else:
        announce(MoreEvidenceAskedOfCopy(submission.pk, request.pk), by=by, at=at)
    return request


@transaction.atomic
def go_on_without(*, request: EvidenceRequest, by: Actor, at: datetime) -> Submission:
    """Judging goes on with what is there. What the candidate had begun to add stays theirs, and nobody else's to read."""
    submission = lock(request.submission, *RELATED)
    request = lock(request)
    request.submission = submission
    ensure(judging.may_go_on(request, by, at))
    submission.state = GO_ON.target
    submission.save(update_fields=["state"])
    _settle(submission, answered=False, by=by, at=at)
    announce(EvidenceRequestDropped(submission.pk, request.pk), by=by, at=at)
    return submission


def _settle(submission: Submission, *, answered: bool, by: Actor, at: datetime) -> None:
    """The open request is settled, and every open seat has as many days more as it was with the candidate."""
    request = submission.requests.get(settled_at=None)
    request.answered, request.settled_at, request.settled_by_id = answered, at, by.pk
    request.save(update_fields=["answered", "settled_at", "settled_by"])
    for seat in Seat.objects.filter(panel__submission=submission, state__in=judging.OPEN).select_related("assessor"):
        zone = seat.assessor.time_zone
        stood_still = (local_date(at, zone) - local_date(request.asked_at, zone)).days
        seat.due_on += timedelta(days=max(stood_still, 0))
        seat.save(update_fields=["due_on"])
