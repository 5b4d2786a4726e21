"""Signing, with handing in."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language

from guildmark.assessment.domain.statements import WORDING
from guildmark.assessment.models import Submission
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.originality.facts import StatementSigned
from guildmark.originality.lifecycle import may_sign
from guildmark.originality.models import Statement


@transaction.atomic
def sign(*, submission: Submission, by: Actor, at: datetime) -> Statement:
    """It is on record who said that they are themselves and that this is their work: in which words, about what."""
    submission = lock(submission, "candidacy")
    ensure(may_sign(submission, by, at))
    statement, new = Statement.objects.get_or_create(
        submission=submission,
        signed_at=at,
        defaults={
            "wording": WORDING,
            "language": get_language() or "en",
            "digest": submission.digest,
            "signed_by_id": submission.candidacy.person_id,
        },
    )
    if new:
        fact = StatementSigned(submission.pk, submission.candidacy.person_id, WORDING, submission.digest)
        announce(fact, by=by, at=at)
    return statement
