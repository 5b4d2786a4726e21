"""Home: what waits on me, what waits on others, what comes up; and how far I have come."""

from django.http import HttpResponse
from django.shortcuts import render

from guildmark.candidacy.queries import ways, ways_of_team
from guildmark.kernel import clock
from guildmark.people.requests import SignedIn
from guildmark.portal import queries


def home(request: SignedIn) -> HttpResponse:
    at = clock.now()
    person = request.user
    shown = {
        "waits": queries.waits_for(person, at=at),
        "ways": ways(person, at=at),
        "team": ways_of_team(person, at=at),
    }
    return render(request, "portal/home.html", shown)
