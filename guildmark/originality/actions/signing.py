"""Signing, with handing in."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language

from guildmark.assessment.domain.statements import IDENTITY
from guildmark.assessment.models import Submission
from guildmark.assessment.queries.statements import asked_by
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.originality.facts import IdentitySigned, StatementSigned
from guildmark.originality.lifecycle import may_sign
from guildmark.originality.models import Statement


@transaction.atomic
def sign(*, submission: Submission, by: Actor, at: datetime) -> Sequence[Statement]:
    """It is on record who said that they are themselves, and that this is their work: in which words, about what. Two
    statements, each with its own words."""
    submission = lock(submission, "candidacy__version")
    ensure(may_sign(submission, by, at))
    person, statements = submission.candidacy.person_id, []
    for asked in asked_by(submission.candidacy.version):
        said = {"wording": asked.wording, "words": asked.words, "language": get_language() or "en"}
        statement, new = Statement.objects.get_or_create(
            submission=submission, kind=asked.kind, signed_at=at,
            defaults={**said, "digest": submission.digest, "signed_by_id": person},
        )  # fmt: skip
        statements.append(statement)
        if new:
            signed = IdentitySigned if asked.kind == IDENTITY else StatementSigned
            announce(signed(submission.pk, person, asked.wording, submission.digest), by=by, at=at)
    return statements
