"""What every request gets: the reader's language and zone; every refusal its sentence; every lost session a way back."""

from collections.abc import Callable
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation

from guildmark.kernel.access import Refused

GetResponse = Callable[[HttpRequest], HttpResponseBase]
LARGEST_KEY = 2**63 - 1
SESSION_OVER = "X-Guildmark-Session"
"""Set to `over` on a 401, so that a script can tell it from a refusal and offer to sign in."""


def wants_a_part(request: HttpRequest) -> bool:
    """Whether a script asked, not the address bar: htmx, or a module's own fetch."""
    return "HX-Request" in request.headers or request.headers.get("X-Requested-With") == "guildmark"


class ReaderMiddleware:
    """Times are shown in the zone and words in the language of the person signed in; nobody else keeps their pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.COOKIES.get(settings.SESSION_COOKIE_NAME) or not request.user.is_authenticated:
            return self.get_response(request)
        reader = request.user
        translation.activate(reader.language)
        request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(ZoneInfo(reader.time_zone)):
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class AddressMiddleware:
    """What no row can be called names nothing: a number beyond every key, a zero byte in an address or its query."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]) -> None:
        beyond = any(isinstance(one, int) and one > LARGEST_KEY for one in kwargs.values())
        if beyond or "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404


class RefusedMiddleware:
    """A refusal that no page caught becomes a 403 with its sentence: a page, or a notice where a part was asked for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        template = "ui/refused_part.html" if wants_a_part(request) else "403.html"
        return render(request, template, {"sentence": str(error)}, status=403)


class NothingToShowMiddleware:
    """An address that only takes something in, opened in the address bar, gets a page that says so and a way on."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET" or wants_a_part(request):
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers.get("Allow", "")
        return page


class DevicesMiddleware:
    """No page may use camera, microphone or screen, but one that says so itself (Permissions-Policy)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        nobody = "camera=(), microphone=(), display-capture=(), geolocation=()"
        response.headers.setdefault("Permissions-Policy", nobody)
        return response


class SessionOverMiddleware:
    """Where a part was asked for without a session, the answer is a 401, not the sign-in page in the wrong place."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not wants_a_part(request) or response.status_code != 302:
            return response
        if not cast(HttpResponse, response)["Location"].startswith(str(settings.LOGIN_URL) + "?"):
            return response
        return HttpResponse(status=401, headers={SESSION_OVER: "over"})
