"""Accommodations: asked for by the candidate, answered by the program owner."""

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.candidacy import actions, forms, queries
from guildmark.candidacy.lifecycle import AGREE, END_ACCOMMODATION, may_ask_for_accommodation
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn

PER_PAGE = 25


def own(request: SignedIn, pk: int) -> HttpResponse:
    """What one asked for in a candidacy, and the form to ask."""
    at = clock.now()
    found = queries.get_own_candidacy(request.user, pk, at=at)
    form = forms.AccommodationRequest(request.POST or None, tasks=queries.tasks_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.request_accommodation(candidacy=found, **form.cleaned_data, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your request is with the program owner. Nobody else reads it."))
            return redirect("candidacy:own_accommodations", pk)
    return _own(request, pk, form)


def _own(request: SignedIn, pk: int, form: django_forms.Form) -> HttpResponse:
    at = clock.now()
    found = queries.get_own_candidacy(request.user, pk, at=at)
    request.hat = "candidate"
    return render(
        request,
        "candidacy/accommodations.html",
        {
            "candidacy": found,
            "arranged": [
                (one, END_ACCOMMODATION.decide(one.accommodation, request.user, at=at))
                for one in queries.accommodations_of(found)
            ],
            "may_ask": may_ask_for_accommodation(found, request.user, at=at),
            "form": form,
        },
        status=422 if form.errors else 200,
    )


def waiting(request: SignedIn) -> HttpResponse:
    """The requests that wait for one's answer."""
    rows = queries.accommodations_to_decide(request.user, at=clock.now())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "candidacy/accommodations_waiting.html", {"page": page})


def accommodation(request: SignedIn, pk: int, form: forms.AccommodationAnswer | None = None) -> HttpResponse:
    at = clock.now()
    found = queries.get_accommodation(request.user, pk, at=at)
    one = found.accommodation
    request.hat = "owner"
    return render(
        request,
        "candidacy/accommodation.html",
        {
            "found": found,
            "one": one,
            "decision": AGREE.decide(one, request.user, at=at),
            "form": form
            or forms.AccommodationAnswer(initial={"tasks": one.tasks}, tasks=queries.tasks_of(one.candidacy)),
        },
        status=422 if form and form.errors else 200,
    )


@require_POST
def answer(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    one = queries.get_accommodation(request.user, pk, at=at).accommodation
    form = forms.AccommodationAnswer(request.POST, tasks=queries.tasks_of(one.candidacy))
    if form.is_valid():
        said = dict(form.cleaned_data)
        try:
            if said.pop("outcome") == "agree":
                actions.agree_accommodation(accommodation=one, **said, by=request.user, at=at)
            else:
                actions.decline_accommodation(accommodation=one, reason=said["reason"], by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("{name} has been told.").format(name=one.candidacy.person.name))
            return redirect("candidacy:accommodations")
    return accommodation(request, pk, form)


@require_POST
def ending(request: SignedIn, pk: int) -> HttpResponse:
    """The candidate takes it back."""
    at = clock.now()
    one = queries.get_own_accommodation(request.user, pk, at=at)
    try:
        actions.end_accommodation(accommodation=one, by=request.user, at=at)
        messages.success(request, _("Taken back. Nobody reads it from now on."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("candidacy:own_accommodations", one.candidacy_id)
