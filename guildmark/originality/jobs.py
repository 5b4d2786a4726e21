"""What the worker and the scheduler do here."""

from datetime import datetime
from typing import Any

from guildmark.kernel import clock
from guildmark.kernel.access import SYSTEM
from guildmark.kernel.jobs import every
from guildmark.kernel.models import Blob
from guildmark.kernel.outbox import delivers
from guildmark.kernel.reading import text_of
from guildmark.originality import actions, queries
from guildmark.originality.queries import COMPARE


@delivers(COMPARE)
def compare(payload: dict[str, Any]) -> None:
    """Lay a submission beside earlier ones; one that was recalled meanwhile is compared when it is handed in again."""
    submission = queries.submission_called(payload["submission"])
    if submission.digest:
        for blob in queries.unread_blobs(submission):
            read(blob, clock.now())
        actions.compare(submission=submission, by=SYSTEM, at=clock.now())


def read(blob: Blob, at: datetime) -> str:
    """Read a document before anything is locked: it may take its time. Returns why it has no text, if so."""
    return actions.keep_text(blob=blob, found=text_of(blob), by=SYSTEM, at=at).problem


@every("originality.read_files", hours=24)
def read_files(at: datetime) -> str:
    """Read what was handed in before documents were read, some each night; name what could not be read, and why."""
    found = [(blob, read(blob, at)) for blob in queries.unread_blobs()]
    skipped = [f"{blob.sha256[:12]}: {problem}" for blob, problem in found if problem]
    return "\n".join([f"read {len(found) - len(skipped)}", *skipped]) if found else ""
