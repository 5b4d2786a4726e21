"""How a reader wants it: appearance, language, hat. What belongs to the browser is kept in a cookie."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from guildmark.kernel import clock
from guildmark.people.actions import set_language, set_preferences
from guildmark.people.requests import SignedIn
from guildmark.portal.navigation import BY_CODE, HOME, stands
from guildmark.portal.shell import HAT_COOKIE, THEME_COOKIE, THEMES

A_YEAR = 365 * 24 * 3600


def back(request: HttpRequest) -> HttpResponseRedirect:
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(wanted if safe else "/")


def keep(response: HttpResponse, name: str, value: str) -> HttpResponse:
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        response = back(request)
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
        return response
    return keep(back(request), THEME_COOKIE, chosen)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        raise Http404
    if request.user.is_authenticated:
        set_language(person=request.user, language=chosen, by=request.user, at=clock.now())
    return keep(back(request), settings.LANGUAGE_COOKIE_NAME, chosen)


@require_POST
def shortcuts(request: SignedIn) -> HttpResponse:
    person = request.user
    set_preferences(
        person=person,
        language=person.language,
        time_zone=person.time_zone,
        single_key_shortcuts=request.POST.get("shortcuts") == "on",
        by=person,
        at=clock.now(),
    )
    return back(request)


@require_safe
def hat(request: HttpRequest, code: str) -> HttpResponse:
    """Put on a hat: go to the first place it leads to besides Home, and keep wearing it."""
    if code not in BY_CODE:
        raise Http404
    first = next((e for e in BY_CODE[code].entries[1:] if stands(e.url)), HOME)
    return keep(redirect(first.url), HAT_COOKIE, code)
