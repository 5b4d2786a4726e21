"""What a submission's digest stands for, made again from what is stored."""

from guildmark.assessment.domain.manifest import Manifest, Piece, digest_of
from guildmark.assessment.models import Evidence, EvidenceKind, Submission


def manifest_of(submission: Submission) -> Manifest:
    """The manifest of what lies in a submission now; of a frozen one, the same each time."""
    reflections = submission.reflections.select_related("prompt").exclude(text="")
    return Manifest(
        submission=submission.ref,
        task=submission.task.key,
        attempt=submission.attempt,
        version=submission.candidacy.version.digest,
        pieces=[_piece(one) for one in submission.evidence.select_related("blob")],
        reflections=[(one.prompt.key, digest_of(one.text)) for one in reflections],
    )


def _piece(evidence: Evidence) -> Piece:
    if evidence.blob:
        blob = evidence.blob
        return Piece(evidence.kind, evidence.title, blob.sha256, blob.size, blob.media_type)
    said = evidence.url if evidence.kind == EvidenceKind.LINK else evidence.text
    return Piece(evidence.kind, evidence.title, digest_of(said), len(said.encode()))
