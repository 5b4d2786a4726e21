"""Files on their way: whose, how far, what is left of the quota."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from guildmark.assessment.domain import uploads
from guildmark.assessment.lifecycle.uploads import limits, taken
from guildmark.assessment.models import Submission, Upload
from guildmark.assessment.queries.submissions import ALONG
from guildmark.kernel.access import Decision
from guildmark.kernel.tus.partial import Partial
from guildmark.people.models import Person
from guildmark.programs.tongue import said


@dataclass(frozen=True)
class Unfinished:
    """A file that isn't whole yet. `recorded`: it was being recorded, so its length isn't known."""

    key: str
    name: str
    size: int
    length: int | None
    expires_at: datetime

    @property
    def recorded(self) -> bool:
        return self.length is None

    @property
    def percent(self) -> int:
        return self.size * 100 // self.length if self.length else 0


def get_upload(person: Person, key: str, *, at: datetime) -> Upload:
    """One's own file on its way."""
    rows = Upload.objects.filter(key=key, submission__candidacy__person_id=person.pk)
    found = rows.select_related("evidence__blob", *(f"submission__{one}" for one in ALONG)).first()
    if found is None:
        raise Http404
    return found


def unfinished(submission: Submission, *, at: datetime) -> Sequence[Unfinished]:
    rows = submission.uploads.filter(evidence=None, expires_at__gt=at).order_by("pk")
    return [Unfinished(one.key, one.name, Partial(one.key).offset, one.length, one.expires_at) for one in rows]


def room_left(submission: Submission) -> int:
    """How many bytes this submission may still take."""
    return max(limits().submission - taken(submission), 0)


def glanced_at(name: str, head: bytes) -> Decision:
    problem = uploads.glanced_at(name, head)
    return Decision(said(problem)) if problem else Decision()


def uploads_over(at: datetime) -> Sequence[Upload]:
    """What nobody finished in a day; and what was finished so long ago that nobody asks after it any more."""
    return list(Upload.objects.filter(expires_at__lte=at).select_related("submission__candidacy").order_by("pk"))


def upload_keys() -> Sequence[str]:
    return list(Upload.objects.filter(evidence=None).values_list("key", flat=True))
