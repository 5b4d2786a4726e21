"""What submissions say, for comparing: the candidate’s own words, and what they quote from the task."""

from collections.abc import Sequence

import numpy as np
from django.db.models import Q, QuerySet

from guildmark.assessment.domain import richtext
from guildmark.assessment.models import Evidence, EvidenceKind, Submission
from guildmark.kernel.models import Blob
from guildmark.kernel.reading import READ
from guildmark.originality.domain.shingles import Signature, Text, text_of
from guildmark.originality.models import Fingerprint
from guildmark.programs.models import Criterion, Level, ReflectionPrompt, Task
from guildmark.programs.queries import variants_of


def said_in(submission: Submission) -> Text:
    """The written evidence, the reflections and what its documents say, as one text. Three queries."""
    files = _files(Q(submission=submission)).order_by("pk").values_list("blob__file_text__text", flat=True)
    return said_with(submission, [one for one in files if one])


def said_with(submission: Submission, documents: Sequence[str]) -> Text:
    """The same, with these documents only."""
    texts = submission.evidence.filter(kind=EvidenceKind.TEXT).order_by("pk").values_list("text", flat=True)
    answers = submission.reflections.order_by("prompt__position", "pk").values_list("text", flat=True)
    return text_of("\n".join([*(richtext.plain(one) for one in texts), *answers, *documents]))


def _files(which: Q) -> QuerySet[Evidence]:
    return Evidence.objects.filter(which, kind=EvidenceKind.FILE, blob__media_type__in=READ)


def unread_blobs(submission: Submission | None = None, *, most: int = 200) -> list[Blob]:
    """Documents that were handed in, with this submission or at all, and that nobody has read yet."""
    which = Q(submission=submission) if submission else ~Q(submission__digest="")
    waiting = _files(which & Q(blob__file_text=None)).order_by("blob_id").values_list("blob_id", flat=True)
    return list(Blob.objects.filter(pk__in=list(dict.fromkeys(waiting))[:most]))


def quoted_in(task: Task) -> frozenset[int]:
    """The shingles of everything the task itself says: repeating the question is no copying."""
    criteria = Criterion.objects.filter(rubric__task=task)
    said = [
        task.brief, task.good_evidence, *(one.brief for one in variants_of(task)),
        *ReflectionPrompt.objects.filter(task=task).values_list("prompt", flat=True),
        *Level.objects.filter(criterion__in=criteria).values_list("descriptor", flat=True),
    ]  # fmt: skip
    return frozenset(shingle for one in said for shingle in text_of(one).shingles())


def earlier_than(submission: Submission) -> QuerySet[Submission]:
    """What others handed in for the same task before, in any version of the program; not the candidate’s own earlier
    attempts, whose evidence is carried over, and not work that they made together."""
    together = Q(evidence__co_authors__person=submission.candidacy.person_id)
    together |= Q(candidacy__person__in=_made_with(submission))
    others = Submission.objects.filter(
        task__key=submission.task.key, candidacy__program=submission.candidacy.program_id
    ).exclude(digest="")
    others = others.filter(submitted_at__lt=submission.submitted_at)
    others = others.exclude(candidacy__person=submission.candidacy.person_id)
    return others.exclude(pk__in=Submission.objects.filter(together).values("pk"))


def _made_with(submission: Submission) -> list[int]:
    return list(
        Evidence.objects.filter(submission=submission, co_authors__isnull=False).values_list(
            "co_authors__person", flat=True
        )
    )


def signature_of(row: Fingerprint) -> Signature:
    return np.frombuffer(bytes(row.signature), dtype=np.uint64)


def same_files(submission: Submission, earlier: QuerySet[Submission]) -> dict[int, list[dict[str, str]]]:
    """Files with the same content, by earlier submission. What came from an attempt before does not count."""
    own = Evidence.objects.filter(submission=submission, kind=EvidenceKind.FILE, carried_from=None)
    names = dict(own.values_list("blob_id", "title"))
    found: dict[int, list[dict[str, str]]] = {}
    rows = Evidence.objects.filter(submission__in=earlier, kind=EvidenceKind.FILE, blob_id__in=names)
    for pk, blob, title in rows.order_by("pk").values_list("submission_id", "blob_id", "title"):
        found.setdefault(pk, []).append({"here": names[blob], "there": title})
    return found
