"""What one says who was asked: on a phone, in minutes, kept at once, indicator by indicator."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guildmark.consultation import actions, forms, queries
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn


@never_cache
def rating(request: SignedIn, pk: int) -> HttpResponse:
    """The page; sent, all that it says is kept and handed in. Whoever isn't asked reads so, and nothing more."""
    found = queries.get_round_rated(request.user, pk)
    form = django_forms.Form(request.POST) if request.method == "POST" else None
    if form is not None:
        try:
            _keep_all(request, found)
            actions.hand_in(round=found, by=request.user, at=clock.now())
            messages.success(request, _("Handed in. Thank you."))
            return redirect("consultation:rating", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    page = queries.rate_page(found, request.user, at=clock.now())
    shown = {"round": found, "page": page, "form": form}
    return render(request, "consultation/rating.html", shown, status=200 if form is None else 422)


def _keep_all(request: SignedIn, found: Any) -> None:
    """For those without scripts: every indicator that the page names."""
    at = clock.now()
    for item in queries.items_of(found):
        names = [name for name in forms.Answer.base_fields if f"{item}.{name}" in request.POST]
        form = forms.Answer({name: request.POST[f"{item}.{name}"] for name in names})
        if names and form.is_valid():
            actions.say(round=found, item=item, said=form.said(), by=request.user, at=at)


@require_POST
def said(request: SignedIn, pk: int, item: str) -> HttpResponse:
    """What is said of one indicator, kept."""
    found = queries.get_round_rated(request.user, pk)
    form = forms.Answer(request.POST)
    if form.is_valid():
        try:
            actions.say(round=found, item=item, said=form.said(), by=request.user, at=clock.now())
            return JsonResponse({"revision": 0})
        except Refused as refusal:
            form.add_error(None, str(refusal))
    sentence = next(iter(next(iter(form.errors.values()))))
    return JsonResponse({"sentence": str(sentence)}, status=422)
