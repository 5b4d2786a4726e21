"""What stands against a file, before it is sent."""

from datetime import datetime

from django.conf import settings
from django.db.models import Sum
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.domain import uploads
from guildmark.assessment.lifecycle.workspace import may_add
from guildmark.assessment.models import EvidenceKind, Submission, Upload
from guildmark.assessment.permissions import Can
from guildmark.kernel.access import YES, Actor, Decision, may
from guildmark.programs.tongue import said

MOST_AT_ONCE = 20


def may_upload(submission: Submission, name: str, length: int | None, by: Actor, *, at: datetime) -> Decision:
    """Whether a file of this name and size may be sent."""
    if not (allowed := may_add(submission, by, at=at)):
        return allowed
    if submission.uploads.filter(evidence=None).count() >= MOST_AT_ONCE:
        return Decision(format_lazy(_("{most} files are on their way already. Wait for one."), most=MOST_AT_ONCE))
    formats = submission.task.formats
    problem = uploads.announced(name, length, formats=formats, limits=limits(), taken=taken(submission))
    return Decision(said(problem)) if problem else YES


RECORDED = ("webm", "mp4", "weba")


def endings_of(submission: Submission) -> tuple[str, ...]:
    return uploads.accepted_endings(submission.task.formats)


def may_record(submission: Submission, by: Actor, *, at: datetime) -> Decision:
    """Whether a recording may come into this draft."""
    if not (allowed := may_add(submission, by, at=at)):
        return allowed
    takes = set(RECORDED) & set(endings_of(submission))
    return YES if takes else Decision(_("This task takes neither film nor sound recorded here."))


def may_drop(upload: Upload, by: Actor, *, at: datetime) -> Decision:
    """The candidate gives it up, whatever became of the submission; or the system, once its day is over."""
    return may(by, Can.WORK_ON, upload.submission, at=at)


def limits() -> uploads.Limits:
    """How large a file may be, and a submission."""
    return uploads.Limits(settings.UPLOAD_LIMIT_BYTES, settings.MEDIA_LIMIT_BYTES, settings.SUBMISSION_QUOTA_BYTES)


def taken(submission: Submission) -> int:
    """How many bytes of its quota a submission takes: files that are there and files on their way."""
    files = submission.evidence.filter(kind=EvidenceKind.FILE).aggregate(sum=Sum("blob__size"))["sum"] or 0
    coming = submission.uploads.filter(evidence=None).aggregate(sum=Sum("length"))["sum"] or 0
    return files + coming
