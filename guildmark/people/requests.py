"""The request as pages behind the sign-in door get it."""

from django.http import HttpRequest

from guildmark.people.models import Person


class SignedIn(HttpRequest):
    """A request whose reader is known: the door lets nobody else through."""

    user: Person
