"""Films: their captions, and what looking into them found out."""

from datetime import datetime

from django.db import transaction

from guildmark.assessment.domain.captions import captions_problem
from guildmark.assessment.facts import EvidenceChanged, FilmLookedInto
from guildmark.assessment.lifecycle.media import may_caption, may_describe
from guildmark.assessment.lifecycle.workspace import writing_round
from guildmark.assessment.models import Evidence, EvidenceKind, Film
from guildmark.kernel import blobs
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.blobs import Received
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.kernel.models import Blob

ALONG = ("candidacy__person", "candidacy__version", "task")


@transaction.atomic
def attach_captions(*, film: Evidence, language: str, content: Received, by: Actor, at: datetime) -> Evidence:
    """The film or sound has these captions; they take the place of earlier ones in the same language."""
    film.submission = lock(film.submission, *ALONG)
    with content.open() as file:
        problem = captions_problem(file.read())
    ensure(may_caption(film, problem, by, at=at))
    film.captions.filter(title=language).delete()
    captions = Evidence.objects.create(
        submission=film.submission, kind=EvidenceKind.CAPTIONS, about=film, title=language,
        blob=blobs.keep(content, media_type="text/vtt", at=at), round=writing_round(film.submission),
        added_at=at, changed_at=at,
    )  # fmt: skip
    announce(EvidenceChanged(film.submission_id, captions.pk, "added"), by=by, at=at)
    return captions


@transaction.atomic
def describe_film(
    *, blob: Blob, length_ms: int | None, poster: Received | None, problem: str = "", by: Actor, at: datetime
) -> Film:
    """How long the film is and what it looks like is known; or why not."""
    blob = lock(blob)
    ensure(may_describe(by))
    picture = blobs.keep(poster, media_type=_picture_type(poster), at=at) if poster else None
    found = {"length_ms": length_ms, "poster": picture, "looked_at": at, "problem": problem[:200]}
    film, _new = Film.objects.update_or_create(blob=blob, defaults=found)
    announce(FilmLookedInto(film_ref=film.pk, length_ms=length_ms), by=by, at=at)
    return film


def _picture_type(poster: Received) -> str:
    with poster.open() as file:
        return "image/png" if file.read(8) == b"\x89PNG\r\n\x1a\n" else "image/jpeg"
