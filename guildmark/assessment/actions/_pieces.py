"""What several verbs do with pieces of evidence."""

from collections.abc import Sequence
from datetime import datetime

from guildmark.assessment.models import CoAuthor, Evidence, EvidenceKind, Restriction, Snapshot, Submission
from guildmark.kernel import outbox


def _create_pieces(earlier: Sequence[Evidence], anew: Sequence[Evidence]) -> None:
    """Create the copies of these pieces, in their order; captions are about the copy of their film."""
    about = {piece.pk: piece.about_id for piece in earlier}
    for piece in anew:
        piece.about_id = None
    films = [n for n, piece in enumerate(earlier) if about[piece.pk] is None]
    created = Evidence.objects.bulk_create([anew[n] for n in films])
    copy_of = {earlier[n].pk: made for n, made in zip(films, created, strict=True)}
    captions = [n for n, piece in enumerate(earlier) if about[piece.pk] is not None]
    for n in captions:
        anew[n].about = copy_of[about[earlier[n].pk] or 0]
    Evidence.objects.bulk_create([anew[n] for n in captions])
    _keep_ties({piece.pk: made for piece, made in zip(earlier, anew, strict=True)})


def _keep_ties(copy_of: dict[int, Evidence]) -> None:
    """Co-authors stay co-authors, and what is restricted stays restricted."""
    CoAuthor.objects.bulk_create(
        CoAuthor(evidence=copy_of[one.evidence_id], person_id=one.person_id)
        for one in CoAuthor.objects.filter(evidence__in=copy_of)
    )
    for one in Restriction.objects.filter(evidence__in=copy_of):
        anew = Restriction.objects.create(
            evidence=copy_of[one.evidence_id], reason=one.reason, set_at=one.set_at, set_by_id=one.set_by_id
        )
        anew.viewers.set(one.viewers.all())
    kept = ("url", "title", "text", "sha256", "cut", "problem", "taken_at")
    Snapshot.objects.bulk_create(
        Snapshot(evidence=copy_of[one.evidence_id], **{name: getattr(one, name) for name in kept})
        for one in Snapshot.objects.filter(evidence__in=copy_of)
    )


def _snapshot_links(submission: Submission, *, at: datetime) -> None:
    """What the links lead to now is kept, outside; anew when it is handed in."""
    for link in submission.evidence.filter(kind=EvidenceKind.LINK, sha256=""):
        key = f"link-{link.pk}-{at.isoformat()}"
        outbox.post("assessment.snapshot_link", key=key, payload={"evidence_id": link.pk}, at=at)


def _film_came(piece: Evidence, *, at: datetime) -> None:
    """A film or sound that nobody has looked into is looked into, outside."""
    if piece.blob and piece.blob.media_type.startswith(("video/", "audio/")):
        payload = {"blob_id": piece.blob.pk}
        outbox.post("assessment.look_into_film", key=f"film-{piece.blob.sha256}", payload=payload, at=at)
