"""Filling a draft: text, reflections, files, links."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guildmark.assessment.actions._pieces import _create_pieces, _film_came, _snapshot_links
from guildmark.assessment.domain import richtext, uploads
from guildmark.assessment.domain.drafts import Removed
from guildmark.assessment.facts import DraftSaved, EvidenceChanged, SubmissionOpened, TextKept, TextSettled
from guildmark.assessment.lifecycle.submissions import WRITE
from guildmark.assessment.lifecycle.workspace import (
    TEXT,
    may_add,
    may_attach,
    may_link,
    may_open,
    may_write,
    writing_round,
)
from guildmark.assessment.models import Evidence, EvidenceKind, KeptText, Reflection, Submission, SubmissionState
from guildmark.assessment.queries.manifests import as_one_round
from guildmark.candidacy.models import Candidacy
from guildmark.kernel import blobs
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.blobs import Received
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.kernel.models import Blob
from guildmark.programs.models import ReflectionPrompt, Task

ALONG = ("candidacy__person", "candidacy__version", "task")


@dataclass(frozen=True)
class Saved:
    """What a box holds now, and its revision. `kept_id`: what was sent is kept apart, since the box had changed."""

    box: str
    revision: int
    text: str
    kept_id: int | None = None


@transaction.atomic
def open_submission(*, candidacy: Candidacy, task: Task, by: Actor, at: datetime) -> Submission:
    """The candidate has a draft for this task, begun from what the attempt before held. An open one is given back."""
    candidacy = lock(candidacy, "person", "version")
    ensure(may_open(candidacy, task, by, at=at))
    earlier = Submission.objects.filter(candidacy=candidacy, task=task).order_by("-attempt").first()
    if earlier and earlier.state != SubmissionState.DECIDED:
        return earlier
    submission = Submission.objects.create(
        candidacy=candidacy, task=task, attempt=earlier.attempt + 1 if earlier else 1, created_at=at
    )
    if earlier:
        _carry_over(earlier, submission, at)
    announce(SubmissionOpened(submission.pk, candidacy.pk), by=by, at=at)
    return submission


@transaction.atomic
def save_text(
    *, submission: Submission, box: str, text: str, revision: int, tab: str = "", by: Actor, at: datetime
) -> Saved:
    """A box holds this text. Where it changed since `revision`, it stays as it is and what was sent is kept beside it."""
    submission = lock(submission, *ALONG)
    ensure(may_write(submission, box, text, by, at=at))
    row = _box(submission, box, at)
    text = richtext.clean(text) if box == TEXT else text.replace("\0", "").replace("\r\n", "\n")
    if text == row.text:
        return Saved(box, row.revision, row.text)
    if revision != row.revision:
        kept = _kept_apart(submission, box, tab, text, at)
        announce(TextKept(submission.pk, kept.pk, box), by=by, at=at)
        return Saved(box, row.revision, row.text, kept.pk)
    row.text, row.revision, row.changed_at = text, row.revision + 1, at
    row.save()
    announce(DraftSaved(submission.pk, box, row.revision), by=by, at=at)
    return Saved(box, row.revision, row.text)


@transaction.atomic
def settle_kept_text(*, submission: Submission, kept_id: int, by: Actor, at: datetime) -> Submission:
    """A text that was kept apart is no longer needed."""
    submission = lock(submission, *ALONG)
    ensure(WRITE.decide(submission, by, at=at))
    gone, _rows = submission.kept_texts.filter(pk=kept_id).delete()
    if gone:
        announce(TextSettled(submission.pk, kept_id), by=by, at=at)
    return submission


@transaction.atomic
def attach_file(
    *, submission: Submission, content: Received, verdict: uploads.Verdict, by: Actor, at: datetime
) -> Evidence:
    """A file is in the draft. `queries.looked_through` gave the verdict, before the transaction, since it may take long."""
    submission = lock(submission, *ALONG)
    ensure(may_attach(submission, verdict, content.sha256, by, at=at))
    evidence = Evidence.objects.create(
        submission=submission,
        kind=EvidenceKind.FILE,
        title=verdict.name,
        blob=blobs.keep(content, media_type=verdict.media_type, at=at),
        round=writing_round(submission),
        added_at=at,
        changed_at=at,
    )
    _film_came(evidence, at=at)
    announce(EvidenceChanged(submission.pk, evidence.pk, "added"), by=by, at=at)
    return evidence


@transaction.atomic
def attach_link(*, submission: Submission, url: str, title: str = "", by: Actor, at: datetime) -> Evidence:
    """A link is in the draft."""
    submission = lock(submission, *ALONG)
    ensure(may_link(submission, url, by, at=at))
    evidence = Evidence.objects.create(
        submission=submission,
        kind=EvidenceKind.LINK,
        url=url,
        title=title.strip()[:255],
        round=writing_round(submission),
        added_at=at,
        changed_at=at,
    )
    _snapshot_links(submission, at=at)
    announce(EvidenceChanged(submission.pk, evidence.pk, "added"), by=by, at=at)
    return evidence


@transaction.atomic
def put_back(*, submission: Submission, removed: Removed, by: Actor, at: datetime) -> Evidence:
    """A file or link that was just removed is in the draft again."""
    submission = lock(submission, *ALONG)
    ensure(may_add(submission, by, at=at))
    evidence, new = Evidence.objects.get_or_create(
        submission=submission,
        kind=removed.kind,
        url=removed.url,
        blob=Blob.objects.filter(pk__in=[removed.blob_id]).first(),
        round=writing_round(submission),
        about=submission.evidence.filter(pk=removed.about_id or 0).first(),
        defaults={"title": removed.title, "added_at": at, "changed_at": at},
    )
    if new:
        announce(EvidenceChanged(submission.pk, evidence.pk, "added"), by=by, at=at)
    return evidence


@transaction.atomic
def remove_evidence(*, submission: Submission, evidence_id: int, by: Actor, at: datetime) -> Removed | None:
    """A file or link is no longer in the draft. Its content stays stored, so that it can be put back."""
    submission = lock(submission, *ALONG)
    ensure(WRITE.decide(submission, by, at=at))
    here = submission.evidence.filter(round=writing_round(submission))
    piece = here.exclude(kind=EvidenceKind.TEXT).filter(pk=evidence_id).first()
    if piece is None:
        return None
    piece.delete()
    announce(EvidenceChanged(submission.pk, evidence_id, "removed"), by=by, at=at)
    return Removed(piece.kind, piece.title, piece.url, piece.blob_id, piece.about_id)


def _box(submission: Submission, box: str, at: datetime) -> Evidence | Reflection:
    if box == TEXT:
        defaults = {"added_at": at, "changed_at": at}
        here = {"submission": submission, "round": writing_round(submission)}
        return Evidence.objects.get_or_create(**here, kind=EvidenceKind.TEXT, defaults=defaults)[0]
    prompt = ReflectionPrompt.objects.get(task=submission.task_id, key=box)
    return Reflection.objects.get_or_create(submission=submission, prompt=prompt, defaults={"changed_at": at})[0]


def _kept_apart(submission: Submission, box: str, tab: str, text: str, at: datetime) -> KeptText:
    kept, _new = KeptText.objects.update_or_create(
        submission=submission, box=box, tab=tab[:40], defaults={"text": text, "kept_at": at}
    )
    return kept


def _carry_over(earlier: Submission, submission: Submission, at: datetime) -> None:
    """The draft begins with copies of what was handed in before, its texts as one; that itself stays as it was."""
    pieces = as_one_round(earlier)
    anew = [
        Evidence(
            submission=submission, kind=one.kind, title=one.title, text=one.text, url=one.url, blob_id=one.blob_id,
            about_id=one.about_id, carried_from=one, added_at=at, changed_at=at,
        )
        for one in pieces
    ]  # fmt: skip
    _create_pieces(pieces, anew)
    Reflection.objects.bulk_create(
        Reflection(submission=submission, prompt_id=one.prompt_id, text=one.text, changed_at=at)
        for one in earlier.reflections.order_by("pk")
    )
