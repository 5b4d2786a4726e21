"""An attempt that ends without having been judged."""

from datetime import datetime
from typing import Any

from django.db import transaction

from guildmark.assessment.actions._concluding import _refer_if_out_of_reach
from guildmark.assessment.actions.panels import RELATED
from guildmark.assessment.facts import ResultReached
from guildmark.assessment.lifecycle import judging
from guildmark.assessment.models import Result, Submission, SubmissionState
from guildmark.candidacy.models import State as CandidacyState
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock


@transaction.atomic
def lapse(*, submission: Submission, reason: str, by: Actor, at: datetime) -> Result:
    """The attempt is used and not yet met, for a reason that somebody decided on; nothing was judged.

    Sheets begun stay as they are. The next attempt follows the program’s rule.
    """
    submission = lock(submission, *RELATED)
    ensure(judging.may_lapse(submission, reason, by, at))
    detail: dict[str, Any] = {"cut": None, "criteria": [], "lapsed": reason.strip()}
    result = Result.objects.create(submission=submission, met=False, total="0", detail=detail, reached_at=at)
    submission.state, submission.decided_at = SubmissionState.DECIDED, at
    submission.save(update_fields=["state", "decided_at"])
    announce(ResultReached(submission.pk, submission.candidacy_id, result.pk, False), by=by, at=at)
    if submission.candidacy.state == CandidacyState.IN_PROGRESS:
        _refer_if_out_of_reach(submission.candidacy, at=at)
    return result
