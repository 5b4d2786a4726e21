"""The door: signing in and out, and choosing a password."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from guildmark.kernel import clock
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.people import actions, forms, queries
from guildmark.people.requests import SignedIn


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    back = _way_back(request)
    if request.method != "POST":
        return redirect(back) if request.user.is_authenticated else _door(request, forms.SignIn(), back)
    form = forms.SignIn(request.POST)
    if form.is_valid():
        try:
            if person := _recognised(request, **form.cleaned_data):
                return _let_in(request, person, way="password", back=back)
            form.add_error(None, _("Name and password don’t match. Check both; capitals count in the password."))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _door(request, form, back)


@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where somebody lands who signed in again in a new tab: it tells the tab they came from, and sends them back."""
    return render(request, "people/signed_in.html")


def _recognised(request: HttpRequest, login: str, password: str) -> Any:
    person = queries.person_called(login)
    actions.count_try(person=person, login=login, address=_address(request), by=SYSTEM, at=clock.now())
    return person if queries.knows_password(person, password) else None


def _door(request: HttpRequest, form: forms.SignIn, back: str) -> HttpResponse:
    cast = queries.cast(clock.now()) if settings.DEMO else []
    return render(
        request,
        "people/sign_in.html",
        {"form": form, "next": back, "cast": cast, "demo": settings.DEMO},
        status=422 if form.errors else 200,
    )


def _let_in(request: HttpRequest, person: Any, *, way: str, back: str) -> HttpResponse:
    actions.sign_in(person=person, way=way, by=person, at=clock.now())
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(back)


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest, username: str) -> HttpResponse:
    """One click for the cast. The route exists in demo mode only."""
    person = queries.cast_member(username)
    if person is None or not settings.DEMO:
        raise Http404
    logout(request)
    return _let_in(request, person, way="demo", back=_way_back(request))


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("You are signed out."))
    response = redirect("people:sign_in")
    response.headers["Clear-Site-Data"] = '"cache"'  # whoever uses the browser next goes back to nothing
    return response


@login_not_required
def link_wanted(request: HttpRequest) -> HttpResponse:
    """Ask for a one-time link. The answer is the same whether or not there is such an account."""
    form = forms.LinkWanted(request.POST or None)
    sent = False
    if request.method == "POST" and form.is_valid():
        try:
            sent = _send_link(request, form.cleaned_data["login"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
    status = 422 if form.errors else 200
    return render(request, "people/link_wanted.html", {"form": form, "sent": sent}, status=status)


def _send_link(request: HttpRequest, login: str) -> bool:
    at, person = clock.now(), queries.person_called(login)
    actions.count_try(person=person, login=login, address=_address(request), by=SYSTEM, at=at)
    if person and person.is_active:
        actions.send_sign_in_link(person=person, by=SYSTEM, at=at)
    return True


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
def password_by_link(request: HttpRequest, number: str, token: str) -> HttpResponse:
    person = queries.person_by_link(number, token)
    if person is None:
        return render(request, "people/link_used.html", status=410)
    form = forms.NewPassword(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        actions.set_password(person=person, password=form.cleaned_data["password"], by=person, at=clock.now())
        logout(request)
        return _let_in(request, queries.open_account(person.pk), way="link", back=settings.LOGIN_REDIRECT_URL)
    status = 422 if form.errors else 200
    return render(request, "people/password_by_link.html", {"form": form, "person": person}, status=status)


@never_cache
@sensitive_post_parameters("current", "password", "again")
def password(request: SignedIn) -> HttpResponse:
    person = request.user
    form = forms.ChangePassword(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            _change_password(request, person, form)
        except Refused as refusal:
            form.add_error("current", str(refusal))
        else:
            messages.success(request, _("Your password is changed. Other browsers are signed out."))
            return redirect("people:me")
    return render(request, "people/password.html", {"form": form}, status=422 if form.errors else 200)


def _change_password(request: HttpRequest, person: Any, form: forms.ChangePassword) -> None:
    at = clock.now()
    actions.count_try(person=person, login=person.username, address=_address(request), by=person, at=at)
    if not queries.knows_password(person, form.cleaned_data["current"]):
        raise Refused(_("That is not your current password."))
    changed = actions.set_password(person=person, password=form.cleaned_data["password"], by=person, at=at)
    update_session_auth_hash(request, changed)


def _way_back(request: HttpRequest) -> str:
    """Where the person wanted to go, as long as that is here."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if here else settings.LOGIN_REDIRECT_URL


def _address(request: HttpRequest) -> str:
    """Whence the request comes. Behind a proxy that is the last hop, the only one that the proxy itself wrote."""
    if settings.BEHIND_PROXY and (hops := request.headers.get("X-Forwarded-For")):
        return hops.split(",")[-1].strip()
    return request.META.get("REMOTE_ADDR", "")
