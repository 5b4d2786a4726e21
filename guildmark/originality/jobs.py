"""What the worker does here."""

from typing import Any

from guildmark.kernel import clock
from guildmark.kernel.access import SYSTEM
from guildmark.kernel.outbox import delivers
from guildmark.originality import actions, queries
from guildmark.originality.queries import COMPARE


@delivers(COMPARE)
def compare(payload: dict[str, Any]) -> None:
    """Lay a submission beside earlier ones; one that was recalled meanwhile is compared when it is handed in again."""
    submission = queries.submission_called(payload["submission"])
    if submission.digest:
        actions.compare(submission=submission, by=SYSTEM, at=clock.now())
