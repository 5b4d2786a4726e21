"""Files on their way into a draft, in as many parts as it takes."""

from datetime import datetime, timedelta

from django.db import transaction

from guildmark.assessment.actions._pieces import _film_came
from guildmark.assessment.actions.drafting import ALONG
from guildmark.assessment.domain import uploads
from guildmark.assessment.facts import EvidenceChanged, UploadBegun, UploadDropped, UploadMeasured
from guildmark.assessment.lifecycle.submissions import WRITE
from guildmark.assessment.lifecycle.uploads import may_drop, may_upload
from guildmark.assessment.lifecycle.workspace import may_attach, writing_round
from guildmark.assessment.models import Evidence, EvidenceKind, Submission, Upload
from guildmark.kernel import blobs
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.blobs import Received
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock

KEPT_FOR = timedelta(hours=24)


@transaction.atomic
def begin_upload(
    *, submission: Submission, key: str, name: str, length: int | None, metadata: str, by: Actor, at: datetime
) -> Upload:
    """A file is on its way. What is unfinished a day later is gone."""
    submission = lock(submission, *ALONG)
    ensure(may_upload(submission, name, length, by, at=at))
    upload = Upload.objects.create(
        submission=submission, key=key, name=uploads.safe_name(name), length=length, metadata=metadata,
        begun_at=at, expires_at=at + KEPT_FOR,
    )  # fmt: skip
    announce(UploadBegun(submission.pk, upload.pk), by=by, at=at)
    return upload


@transaction.atomic
def measure_upload(*, upload: Upload, length: int, by: Actor, at: datetime) -> Upload:
    """A recording has ended, so its length is known; once told, it stays."""
    upload = lock(upload)
    ensure(WRITE.decide(upload.submission, by, at=at))
    if upload.length is None:
        upload.length = length
        upload.save(update_fields=["length"])
        announce(UploadMeasured(upload.submission_id, upload.pk, length), by=by, at=at)
    return upload


@transaction.atomic
def finish_upload(*, upload: Upload, content: Received, verdict: uploads.Verdict, by: Actor, at: datetime) -> Evidence:
    """The file came whole and is in the draft. A second call finds it there."""
    submission = lock(upload.submission, *ALONG)
    upload = lock(upload)
    if upload.evidence:
        return upload.evidence
    ensure(may_attach(submission, verdict, content.sha256, by, at=at))
    upload.evidence = Evidence.objects.create(
        submission=submission, kind=EvidenceKind.FILE, title=verdict.name,
        blob=blobs.keep(content, media_type=verdict.media_type, at=at), round=writing_round(submission),
        added_at=at, changed_at=at,
    )  # fmt: skip
    upload.save(update_fields=["evidence"])
    _film_came(upload.evidence, at=at)
    announce(EvidenceChanged(submission.pk, upload.evidence.pk, "added"), by=by, at=at)
    return upload.evidence


@transaction.atomic
def drop_upload(*, upload: Upload, by: Actor, at: datetime) -> None:
    """The file is no longer on its way. One that came whole stays where it is."""
    upload = lock(upload)
    ensure(may_drop(upload, by, at=at))
    if upload.evidence_id is None:
        announce(UploadDropped(upload.submission_id, upload.pk), by=by, at=at)
    upload.delete()
