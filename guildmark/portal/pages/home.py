"""Home: what waits on me, what waits on others, what comes up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guildmark.kernel import clock
from guildmark.portal import queries


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html", {"waits": queries.waits_for(request.user, at=clock.now())})
