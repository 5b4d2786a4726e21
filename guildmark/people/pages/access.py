"""Who may do what; and who may see what about me."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guildmark.kernel import clock
from guildmark.kernel.matrix import access_matrix, hands
from guildmark.kernel.roles import PROSE, Role
from guildmark.people import queries


def access(request: HttpRequest) -> HttpResponse:
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


def access_me(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    return render(request, "people/access_me.html", {"seen": queries.who_sees(person, at=clock.now())})
