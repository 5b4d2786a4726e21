"""Films and sounds: how they are shown, and which of them nobody has looked into."""

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404

from guildmark.assessment.domain.uploads import MEDIA_TYPES
from guildmark.assessment.models import Evidence, EvidenceKind, Film
from guildmark.assessment.queries.submissions import ALONG, get_file
from guildmark.kernel.models import Blob
from guildmark.people.models import Person


def get_own_film(person: Person, pk: int, *, at: datetime) -> Evidence:
    """A film or sound in one's own submission."""
    rows = Evidence.objects.filter(pk=pk, kind=EvidenceKind.FILE, submission__candidacy__person_id=person.pk)
    found = rows.select_related("blob", *(f"submission__{one}" for one in ALONG)).first()
    if found is None:
        raise Http404
    return found


def get_poster(person: Person, pk: int, *, at: datetime) -> Blob:
    """One picture of a film whose content this person may read."""
    _piece, blob = get_file(person, pk, at=at)
    film = Film.objects.filter(blob=blob, poster__isnull=False).select_related("poster").first()
    if film is None or film.poster is None:
        raise Http404
    return film.poster


def link_to_look_at(pk: int) -> Evidence | None:
    return Evidence.objects.filter(pk=pk, kind=EvidenceKind.LINK).first()


def film_to_look_into(blob_id: int) -> Blob | None:
    return Blob.objects.filter(pk=blob_id, film=None).first()


def unseen_films(most: int = 200) -> Sequence[Blob]:
    """Films and sounds handed in, or about to be, that nobody has looked into."""
    used = Evidence.objects.filter(blob__media_type__in=MEDIA_TYPES, blob__film=None)
    return list(Blob.objects.filter(pk__in=used.values("blob")).order_by("pk")[:most])
