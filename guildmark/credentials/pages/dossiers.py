"""The dossier of a decision, to download."""

from django.http import HttpResponse

from guildmark.credentials import queries
from guildmark.credentials.dossier import dossier_file, file_name
from guildmark.kernel import clock
from guildmark.people.requests import SignedIn


def download(request: SignedIn, pk: int) -> HttpResponse:
    """In full for whoever answers for the decision, without assessors' names for the candidate."""
    asked = queries.get_asked(request.user, pk, at=(at := clock.now()))
    answer = HttpResponse(dossier_file(asked.decision, asked.form, at), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(asked.decision, asked.form)}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
