"""Search: everything that matches and that one may see, as one types."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from guildmark.kernel import clock
from guildmark.kernel.search import search

KINDS = {
    "person": _("People"),
    "program": _("Programs"),
    "candidacy": _("Candidacies"),
    "submission": _("Submissions"),
    "credential": _("Credentials"),
}
"""What the rooms find, in headings; a kind that is not here (a framework’s own item types) is its own heading."""


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:200]
    hits = search(request.user, text, at=clock.now())
    groups = [(KINDS.get(kind, kind), list(found)) for kind, found in groupby(hits, key=lambda hit: hit.kind)]
    part = "#hits" if "HX-Request" in request.headers else ""
    context = {"text": text, "groups": groups, "count": len(hits), "asked": len(text.split()) and len(text.strip()) > 1}
    return render(request, f"portal/search.html{part}", context)
