"""Appeals and complaints: lodged from a result or anew, and followed to their end."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.governance import actions, queries
from guildmark.governance.forms import appeals as forms
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn


def appeals(request: SignedIn, form: forms.Complain | None = None) -> HttpResponse:
    at = clock.now()
    programs = {one.program_id: one for one in queries.open_versions()}
    offered = [_Program(pk, one.title) for pk, one in programs.items()]
    form = form or forms.Complain(programs=offered)
    told = {"appeals": queries.appeals(request.user, at=at), "figures": queries.figures(), "form": form}
    return render(request, "governance/appeals.html", told, status=422 if form.errors else 200)


class _Program:
    def __init__(self, pk: int, title: str) -> None:
        self.pk, self.title = pk, title


@require_POST
def complaint(request: SignedIn) -> HttpResponse:
    at, person = clock.now(), request.user
    programs = {one.program_id: one for one in queries.open_versions()}
    form = forms.Complain(request.POST, programs=[_Program(pk, one.title) for pk, one in programs.items()])
    if form.is_valid():
        try:
            typed = {**form.cleaned_data, "program": programs[form.cleaned_data["program"]].program}
            made = actions.lodge(submission=None, **typed, by=person, at=at)
            messages.success(request, _("Lodged. Its page always says where it stands."))
            return redirect("governance:appeal", made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return appeals(request, form)


def contest(request: SignedIn, pk: int) -> HttpResponse:
    """A result of one’s own, to be contested: until when, or why not."""
    at, person = clock.now(), request.user
    found = queries.appealable(person, pk, at=at)
    if found.appeal:
        return redirect("governance:appeal", found.appeal.pk)
    form = forms.Lodge(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            program = found.submission.candidacy.program
            made = actions.lodge(program=program, submission=found.submission, **form.cleaned_data, by=person, at=at)
            messages.success(request, _("Lodged. Its page always says where it stands."))
            return redirect("governance:appeal", made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    told = {"found": found, "submission": found.submission, "form": form}
    return render(request, "governance/contest.html", told, status=422 if form.errors else 200)


def appeal(request: SignedIn, pk: int, **given: Any) -> HttpResponse:
    at, person = clock.now(), request.user
    page = queries.appeal_page(queries.get_appeal(person, pk, at=at), person, at=at)
    shown = {
        "page": page, "appeal": page.appeal, "name": forms.Name(people=page.could_hear), "decide": forms.Decide(), **given,
    }  # fmt: skip
    wrong = any(getattr(form, "errors", None) for form in given.values())
    return render(request, "governance/appeal.html", shown, status=422 if wrong else 200)


def _done(
    request: SignedIn, pk: int, do: Callable[[], Any], said: str, name: str = "", form: Any = None
) -> HttpResponse:
    """The verb, if what was typed can be read and nothing stands against it; else the page with why not."""
    refused = ""
    if form is None or form.is_valid():
        try:
            do()
            messages.success(request, said)
            return redirect("governance:appeal", pk)
        except Refused as refusal:
            refused = str(refusal)
            if form is not None:
                form.add_error(None, refused)
    if form is None:
        messages.warning(request, refused)
        return redirect("governance:appeal", pk)
    return appeal(request, pk, **{name: form})


@require_POST
def acknowledgement(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    found = queries.get_appeal(person, pk, at=at)
    said = _("Acknowledged. The appellant has been told by when it is decided.")
    return _done(request, pk, lambda: actions.acknowledge(appeal=found, by=person, at=at), said)


@require_POST
def hearers(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    found = queries.get_appeal(person, pk, at=at)
    people = {one.pk: one for one in queries.appeal_page(found, person, at=at).could_hear}
    form = forms.Name(request.POST, people=people.values())

    def do() -> None:
        chosen = [people[one] for one in form.cleaned_data["people"]]
        actions.name_hearers(appeal=found, people=chosen, by=person, at=at)

    return _done(request, pk, do, _("They hear it."), "name", form)


@require_POST
def outcome(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    found = queries.get_appeal(person, pk, at=at)
    form = forms.Decide(request.POST)

    def do() -> None:
        actions.decide_appeal(appeal=found, **form.cleaned_data, by=person, at=at)

    return _done(request, pk, do, _("Decided. The appellant reads it now."), "decide", form)


@require_POST
def ending(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    found = queries.get_appeal(person, pk, at=at)
    return _done(request, pk, lambda: actions.take_back(appeal=found, by=person, at=at), _("Taken back."))
