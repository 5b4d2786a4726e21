"""What of a submission is kept to certain people, and who they are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from guildmark.assessment.models import Evidence, EvidenceKind, Restriction, Submission


def as_open_to(reader_id: int | None, submission: Submission, rows: Iterable[Evidence]) -> Sequence[Evidence]:
    """The pieces, each knowing whether it is closed to this reader and to whom it is open. One query where any is."""
    pieces = list(rows)
    restricted = [piece.restriction.pk for piece in pieces if hasattr(piece, "restriction")]
    if not restricted:
        return pieces
    viewers: dict[int, list[tuple[int, str]]] = defaultdict(list)
    named = Restriction.viewers.through.objects.filter(restriction__in=restricted).order_by("person__name")
    for restriction, person, name in named.values_list("restriction_id", "person_id", "person__name"):
        viewers[restriction].append((person, name))
    own = submission.copy_of_id is None and submission.candidacy.person_id == reader_id
    closed = set()
    for piece in pieces:
        if hasattr(piece, "restriction"):
            open_to = viewers[piece.restriction.pk]
            piece.open_to = tuple(name for _pk, name in open_to)
            piece.closed = not own and reader_id not in {pk for pk, _name in open_to}
            if piece.closed:
                closed.add(piece.pk)
                _emptied(piece)
    return [piece for piece in pieces if piece.about_id not in closed]


def _emptied(piece: Evidence) -> None:
    """Its name tells what it is about, and so does an address: neither is told with it."""
    piece.title = gettext("a file") if piece.kind == EvidenceKind.FILE else gettext("a link")
    piece.url = piece.text = ""
