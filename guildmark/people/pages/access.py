"""Who may do what; and who may see what about me."""

from django.http import HttpResponse
from django.shortcuts import render

from guildmark.kernel import clock
from guildmark.kernel.matrix import access_matrix, hands
from guildmark.kernel.roles import PROSE, Role
from guildmark.people import queries
from guildmark.people.requests import SignedIn


def access(request: SignedIn) -> HttpResponse:
    """The matrix of roles and permissions, made from the registry."""
    return render(
        request,
        "people/access.html",
        {
            "hands": hands(),
            "roles": [(role, PROSE[role]) for role in Role],
            "rooms": queries.by_room(access_matrix()),
        },
    )


def access_me(request: SignedIn) -> HttpResponse:
    person = request.user
    return render(request, "people/access_me.html", {"seen": queries.who_sees(person, at=clock.now())})
