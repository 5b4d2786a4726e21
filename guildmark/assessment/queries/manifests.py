"""What a submission's digest stands for, made again from what is stored."""

from guildmark.assessment.domain.manifest import Manifest, Piece, digest_of
from guildmark.assessment.models import Evidence, EvidenceKind, Submission


def manifest_of(submission: Submission, *, of_round: int | None = None) -> Manifest:
    """The manifest of what was handed in up to a round, the latest unless told; of a frozen one, the same each time."""
    last = of_round or submission.round
    reflections = submission.reflections.select_related("prompt").exclude(text="")
    return Manifest(
        submission=submission.ref,
        task=submission.task.key,
        attempt=submission.attempt,
        version=submission.candidacy.version.digest,
        pieces=[_piece(one) for one in submission.evidence.filter(round__lte=last).select_related("blob")],
        reflections=[(one.prompt.key, digest_of(one.text)) for one in reflections],
        round=last,
        earlier=digest_at(submission, last - 1) if last > 1 else "",
    )


def digest_at(submission: Submission, of_round: int) -> str:
    """The digest under which that round was handed in."""
    if of_round == submission.round:
        return submission.digest
    return submission.requests.filter(round=of_round).values_list("digest", flat=True)[0]


def as_one_round(submission: Submission) -> list[Evidence]:
    """Everything that was handed in, as if at once: its texts as one. For a copy; the rows themselves stay."""
    pieces = [one for one in submission.evidence.order_by("round", "pk") if one.round <= submission.round]
    texts = [one for one in pieces if one.kind == EvidenceKind.TEXT]
    for first in texts[:1] if len(texts) > 1 else []:
        first.text = "".join(one.text for one in texts)
        first.sha256 = digest_of(first.text)
    for one in pieces:
        one.round = 1
    return [one for one in pieces if one not in texts[1:]]


def _piece(evidence: Evidence) -> Piece:
    if evidence.blob:
        blob = evidence.blob
        return Piece(evidence.kind, evidence.title, blob.sha256, blob.size, blob.media_type)
    said = evidence.url if evidence.kind == EvidenceKind.LINK else evidence.text
    return Piece(evidence.kind, evidence.title, digest_of(said), len(said.encode()))
