from typing import Any

from django.http import HttpRequest


class Request(HttpRequest):
    """A request of somebody signed in, which the middleware makes sure of."""

    user: Any
