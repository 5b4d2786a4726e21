"""A round of validation, as the program’s owner leads it: whom to ask, how far they are, what they say, the answers."""

from datetime import timedelta
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guildmark.consultation import actions, forms, queries
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure
from guildmark.people.queries import company_day
from guildmark.people.requests import SignedIn

USUAL_DAYS = 14


@require_safe
def rounds(request: SignedIn, slug: str, number: str) -> HttpResponse:
    """The rounds about one version; for the version’s page, as a part of it."""
    at = clock.now()
    version = queries.get_version_read(request.user, slug, number, at=at)
    part = request.headers.get("HX-Request") == "true"
    shown = {
        "version": version,
        "rounds": queries.rounds_listed(request.user, version, at=at),
        "may_ask": queries.may_ask(version, request.user, at=at),
        "part": part,
    }
    return render(request, "consultation/parts/rounds.html" if part else "consultation/rounds.html", shown)


def new(request: SignedIn, slug: str, number: str) -> HttpResponse:
    """Whom to ask: a draw that can be drawn again and edited. GET draws; POST asks those who are ticked."""
    at = clock.now()
    version = queries.get_version_read(request.user, slug, number, at=at)
    ensure(queries.may_ask(version, request.user, at=at))
    form = forms.NewRound(request.POST or None, last_day=company_day(at) + timedelta(days=USUAL_DAYS))
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.open_round(version=version, **form.opened(), by=request.user, at=at)
            messages.success(request, _("They are asked: it waits on their Home."))
            return redirect("consultation:round", found.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    functions = queries.functions()
    drawing = forms.Draw(request.GET, functions=functions).asked()
    proposal = queries.propose(version, request.user, **drawing, at=at)
    shown = {"version": version, "form": form, "proposal": proposal, "drawing": drawing, "functions": functions}
    shown["ticked"] = {int(one) for one in request.POST.getlist("people") if one.isdigit()} if request.POST else None
    return render(request, "consultation/round_new.html", shown, status=422 if form.errors else 200)


def round(request: SignedIn, pk: int, **filled: django_forms.Form) -> HttpResponse:
    """`filled`: the forms that were sent and not taken, by name."""
    at = clock.now()
    found = queries.get_round(request.user, pk, at=at)
    shown: dict[str, Any] = {
        "round": found,
        "page": queries.round_page(found, request.user, at=at),
        "invitation": forms.Invitation(),
        "outcomes": forms.Outcome.choices,
    }
    bad = any(form.errors for form in filled.values())
    return render(request, "consultation/round.html", shown | filled, status=422 if bad else 200)


@require_POST
def raters(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    found = queries.get_round(request.user, pk, at=at)
    form = forms.Invitation(request.POST)
    if form.is_valid():
        try:
            actions.ask_more(round=found, people=[form.cleaned_data["person"]], by=request.user, at=at)
            messages.success(request, _("Asked."))
            return redirect("consultation:round", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return round(request, pk, invitation=form)


@require_POST
def end(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    found = queries.get_round(request.user, pk, at=at)
    form = django_forms.Form(request.POST)
    try:
        actions.close_round(round=found, by=request.user, at=at)
        messages.success(request, _("Closed. Answer the comments: those who wrote them read what you did."))
        return redirect("consultation:round", pk)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return round(request, pk, closing=form)


@require_POST
def reply(request: SignedIn, pk: int, item: str) -> HttpResponse:
    at = clock.now()
    found = queries.get_round(request.user, pk, at=at)
    form = forms.ReplyForm(request.POST)
    if form.is_valid():
        try:
            actions.reply(round=found, item=item, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, _("Answered."))
            return redirect(f"/validations/{pk}/#item-{item}")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    form.item = item  # type: ignore[attr-defined]
    return round(request, pk, replying=form)
