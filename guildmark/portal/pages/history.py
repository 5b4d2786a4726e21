"""The history of anything one may see."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildmark.kernel import clock
from guildmark.portal import queries
from guildmark.portal.things import THINGS, seen_by


@require_safe
def history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    if (thing := seen_by(request.user, kind, pk, at=clock.now())) is None:
        raise Http404
    part = "#happenings" if "HX-Request" in request.headers else ""
    context = {
        "title": THINGS[kind].title(thing),
        "url": THINGS[kind].url(thing),
        "happenings": queries.history_of(kind, pk),
    }
    return render(request, f"portal/history.html{part}", context)
