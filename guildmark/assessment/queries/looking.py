"""Looking through what somebody wants to hand in."""

from guildmark.assessment.domain import uploads
from guildmark.assessment.lifecycle.uploads import limits
from guildmark.assessment.models import Submission
from guildmark.kernel.blobs import Received


def looked_through(submission: Submission, name: str, content: Received) -> uploads.Verdict:
    """Whether this content is taken for the submission's task, under which name and type."""
    with content.open() as file:
        return uploads.inspect(name, content.size, file, formats=submission.task.formats, limit=limits().of(name))
