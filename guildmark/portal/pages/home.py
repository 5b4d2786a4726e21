"""Home: what waits on me, what waits on others, what comes up; and how far I have come."""

from django.http import HttpResponse
from django.shortcuts import render

from guildmark.candidacy.queries import ways, ways_of_team
from guildmark.kernel import clock
from guildmark.kernel.access import may
from guildmark.people.requests import SignedIn
from guildmark.portal import queries
from guildmark.portal.permissions import Can


def home(request: SignedIn) -> HttpResponse:
    at = clock.now()
    person = request.user
    shown = {
        "waits": queries.waits_for(person, at=at),
        "ways": ways(person, at=at),
        "team": ways_of_team(person, at=at),
        "figures": lambda: may(person, Can.SEE_FIGURES, at=at) and queries.figures(at=at),
        "setting_up": lambda: may(person, Can.SEE_SETTING_UP, at=at) and queries.setting_up(at=at),
    }
    return render(request, "portal/home.html", shown)
