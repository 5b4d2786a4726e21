"""Who asks."""

from typing import Any

from django.http import HttpRequest


def reader(request: HttpRequest) -> Any:
    """The person signed in: pages are behind sign-in unless they say otherwise. Upstream of `Person`, hence no type."""
    return request.user
