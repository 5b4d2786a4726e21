"""The request as pages behind the sign-in door get it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from guildmark.people.models import Person


class SignedIn(HttpRequest):
    """A request whose reader is known: the door lets nobody else through.

    `htmx` is true where only a part of the page is asked for. A page that one person sees under several hats sets `hat`.
    """

    user: Person
    htmx: HtmxDetails
    hat: str
