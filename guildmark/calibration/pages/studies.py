"""Where a cut should lie, as the program’s owner asks it: whom, in which rounds, what comes of it, and the choice."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guildmark.calibration import actions, forms, queries
from guildmark.calibration.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure, may
from guildmark.kernel.exports import csv_file
from guildmark.people.requests import SignedIn

PER_PAGE = 25


@require_safe
def studies(request: SignedIn) -> HttpResponse:
    """Every study of the programs that one answers for."""
    at = clock.now()
    ensure(may(request.user, Can.SEE_STANDARD, at=at))
    show = request.GET.get("show", "")
    show = show if show in queries.STUDY_SHOWS else "open"
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "sort")}
    found = queries.studies_listed(request.user, at=at, show=show, **asked)
    if request.GET.get("format") == "csv":
        return _csv(found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "calibration/studies.html", {"page": page, "show": show, **asked})


def _csv(found: Any) -> HttpResponse:
    header = ("study", "task", "program", "version", "opened", "judges", "round", "handed in", "cut", "dropped")
    return csv_file("studies", header, [
        (one.ref, one.title, one.version.program.title, one.version.number, one.opened_at.date(), one.asked, one.round,
         one.here, one.cut, one.dropped_at.date() if one.dropped_at else "")
        for one in found
    ])  # fmt: skip


@require_safe
def cuts(request: SignedIn, slug: str, number: str) -> HttpResponse:
    """Where the cuts of a version come from; for the version’s page, as a part of it."""
    at = clock.now()
    version = queries.get_version_read(request.user, slug, number, at=at)
    shown = {
        "version": version,
        "cuts": queries.cuts_of(version),
        "may_see": queries.may_see(version, request.user, at=at),
        "may_ask": queries.may_ask(version, request.user, at=at),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "calibration/parts/cuts.html" if part else "calibration/cuts.html", shown | {"part": part})


def new(request: SignedIn, slug: str, number: str, task: str) -> HttpResponse:
    at = clock.now()
    version = queries.get_version_read(request.user, slug, number, at=at)
    ensure(queries.may_ask(version, request.user, at=at))
    if (asked := next((one for one in queries.cuts_of(version) if one.task == task), None)) is None:
        raise Http404
    form = forms.NewStudy(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            study = actions.open_study(version=version, task=task, **form.opened(), by=request.user, at=at)
            messages.success(request, _("The judges are asked: it waits on their Home."))
            return redirect("calibration:study", study.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"version": version, "asked": asked, "form": form}
    return render(request, "calibration/study_new.html", shown, status=422 if form.errors else 200)


def study(request: SignedIn, pk: int, **filled: django_forms.Form) -> HttpResponse:
    """`filled`: the forms that were sent and not taken, by name."""
    at = clock.now()
    found = queries.get_study(request.user, pk, at=at)
    shown: dict[str, Any] = {
        "study": found,
        "page": queries.study_page(found, request.user, at=at),
        "may_ask": queries.may_ask(found.version, request.user, at=at),
        "invitation": forms.Invitation(),
        "discussion": forms.Discussion(),
        "cut": forms.Cut(),
        "dropping": forms.Reason(prefix="drop"),
    }
    bad = any(form.errors for form in filled.values())
    return render(request, "calibration/study.html", shown | filled, status=422 if bad else 200)


@require_POST
def judges(request: SignedIn, pk: int) -> HttpResponse:
    form = forms.Invitation(request.POST)
    return _done(request, pk, "invitation", form, actions.invite_judge, _("Invited."))


@require_POST
def rounds(request: SignedIn, pk: int) -> HttpResponse:
    form = forms.Discussion(request.POST)
    return _done(request, pk, "discussion", form, actions.open_round, _("The judges are asked once more."))


@require_POST
def round_end(request: SignedIn, pk: int) -> HttpResponse:
    form = django_forms.Form(request.POST)
    told = _("Closed. The judges see how far they lie apart, without names.")
    return _done(request, pk, "closing", form, actions.close_round, told)


@require_POST
def cut(request: SignedIn, pk: int) -> HttpResponse:
    form = forms.Cut(request.POST)
    return _done(request, pk, "cut", form, actions.choose_cut, _("Chosen. The draft asks for it, with your reason."))


@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    form = forms.Reason(request.POST, prefix="drop")
    return _done(request, pk, "dropping", form, actions.drop_study, _("Dropped. What was said stays readable."))


def _done(request: SignedIn, pk: int, name: str, form: django_forms.Form, verb: Any, told: str) -> HttpResponse:
    at = clock.now()
    found = queries.get_study(request.user, pk, at=at)
    if form.is_valid():
        try:
            verb(study=found, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, told)
            return redirect("calibration:study", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return study(request, pk, **{name: form})
