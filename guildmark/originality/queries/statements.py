"""What was signed."""

from collections.abc import Sequence

from guildmark.assessment.models import Submission
from guildmark.originality.models import Statement


def signed_with(submission: Submission) -> Sequence[Statement]:
    """What the candidate signed about what is handed in now. The answer to assessment’s `SIGNED`: one query."""
    rows = Statement.objects.filter(submission=submission.pk, digest=submission.digest).exclude(digest="")
    latest = {one.kind: one for one in rows.select_related("signed_by").order_by("signed_at", "pk")}
    return list(latest.values())
