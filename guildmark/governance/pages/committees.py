"""Committees: founded, filled, called together."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.governance import actions, forms, queries
from guildmark.governance.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure, may
from guildmark.people.requests import SignedIn


def committees(request: SignedIn, form: forms.Found | None = None) -> HttpResponse:
    at, person = clock.now(), request.user
    ensure(may(person, Can.SEE, at=at))
    without = queries.programs_without(person, at=at)
    told = {
        "committees": queries.committees(person, at=at),
        "may_found": bool(without),
        "form": form or forms.Found(programs=without),
    }
    return render(request, "governance/committees.html", told, status=422 if form and form.errors else 200)


@require_POST
def founding(request: SignedIn) -> HttpResponse:
    at, person = clock.now(), request.user
    ensure(may(person, Can.SEE, at=at))
    without = {one.pk: one for one in queries.programs_without(person, at=at)}
    form = forms.Found(request.POST, programs=without.values())
    if form.is_valid():
        try:
            said = {**form.cleaned_data, "program": without[form.cleaned_data["program"]]}
            made = actions.found_committee(**said, by=person, at=at)
            messages.success(request, _("Founded. Seat its members next, the chair first."))
            return redirect("governance:committee", made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return committees(request, form)


def committee(request: SignedIn, pk: int, **given: Any) -> HttpResponse:
    at, person = clock.now(), request.user
    found = queries.get_committee(person, pk, at=at)
    offers = queries.choosable(found, at=at)
    shown = {
        "page": queries.committee_page(found, person, at=at),
        "seat": forms.Seat(people=offers.people),
        "call": forms.Call(),
        "put": forms.Put(offers=offers),
        "delegate": forms.Delegate(people=offers.members),
        "minutes": forms.Minutes(),
        "at": at,
        **given,
    }
    wrong = any(form.errors for form in given.values())
    return render(request, "governance/committee.html", shown, status=422 if wrong else 200)


def _done(
    request: SignedIn, pk: int, name: str, form: Any, do: Callable[[dict[str, Any]], Any], said: str
) -> HttpResponse:
    """The verb, if the form can be read and nothing stands against it; else the page with why not."""
    if form.is_valid():
        try:
            do(form.cleaned_data)
            messages.success(request, said)
            return redirect("governance:committee", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return committee(request, pk, **{name: form})


@require_POST
def members(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    found = queries.get_committee(person, pk, at=at)
    people = {one.pk: one for one in queries.choosable(found, at=at).people}

    def seat(typed: dict[str, Any]) -> None:
        actions.seat_member(committee=found, **{**typed, "person": people[typed["person"]]}, by=person, at=at)

    return _done(request, pk, "seat", forms.Seat(request.POST, people=people.values()), seat, _("Seated."))


@require_POST
def meetings(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    found = queries.get_committee(person, pk, at=at)

    def call(typed: dict[str, Any]) -> None:
        actions.call_meeting(committee=found, **typed, by=person, at=at)

    return _done(request, pk, "call", forms.Call(request.POST), call, _("Called. Its agenda is the motions put to it."))


@require_POST
def motions(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    found = queries.get_committee(person, pk, at=at)
    offers = queries.choosable(found, at=at)
    about = {one.pk: one for one in offers.candidacies}
    ahead = {one.pk: one for one in offers.meetings}

    def put(typed: dict[str, Any]) -> None:
        chosen = {"candidacy": about.get(typed["candidacy"]), "meeting": ahead.get(typed["meeting"])}
        actions.put_motion(committee=found, **{**typed, **chosen}, by=person, at=at)

    return _done(request, pk, "put", forms.Put(request.POST, offers=offers), put, _("Put to the committee."))


@require_POST
def delegations(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    found = queries.get_committee(person, pk, at=at)
    people = {one.pk: one for one in queries.choosable(found, at=at).members}

    def delegate(typed: dict[str, Any]) -> None:
        actions.delegate(committee=found, **{**typed, "officer": people[typed["officer"]]}, by=person, at=at)

    form = forms.Delegate(request.POST, people=people.values())
    return _done(request, pk, "delegate", form, delegate, _("Delegated, within these limits."))


@require_POST
def minutes(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    meeting = queries.get_meeting(person, pk, at=at)

    def hold(typed: dict[str, Any]) -> None:
        actions.hold_meeting(meeting=meeting, **typed, by=person, at=at)

    form = forms.Minutes(request.POST)
    return _done(request, meeting.committee_id, "minutes", form, hold, _("The minutes are on record."))
