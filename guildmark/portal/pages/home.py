"""Home: what waits on me, what waits on others, what comes up; and how far I have come."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guildmark.candidacy.queries import ways, ways_of_team
from guildmark.kernel import clock
from guildmark.portal import queries


def home(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    person: Any = request.user
    shown = {
        "waits": queries.waits_for(person, at=at),
        "ways": ways(person, at=at),
        "team": ways_of_team(person, at=at),
    }
    return render(request, "portal/home.html", shown)
