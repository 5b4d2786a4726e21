"""Exemplars: chosen by the owner, worth what their experts agree on."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.assessment.forms.judging import Consensus
from guildmark.assessment.queries import get_seat
from guildmark.calibration import actions, queries
from guildmark.calibration.forms import NewExemplar, Reason
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure
from guildmark.kernel.exports import csv_file
from guildmark.people.requests import SignedIn

PER_PAGE = 25


def exemplars(request: SignedIn) -> HttpResponse:
    at = clock.now()
    ensure(queries.sees_exemplars(request.user, at=at))
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "program", "show", "sort")}
    found = queries.exemplars(request.user, at=at, **asked)
    if request.GET.get("format") == "csv":
        header = ("reference", "name", "task", "program", "version", "state", "made", "experts", "readings")
        rows = queries.exemplar_rows(list(found))
        return csv_file("exemplars", header, [
            (r.ref, r.title, r.task, r.program, r.version, r.state, r.made_at.date(), r.experts, r.readings)
            for r in rows
        ])  # fmt: skip
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "calibration/exemplars.html", {
        "page": page, "rows": queries.exemplar_rows(list(page.object_list)), **asked,
        "programs": queries.programs_with_exemplars(request.user, at=at),
        "may_make": queries.may_make_somewhere(request.user, at=at),
    })  # fmt: skip


def new(request: SignedIn) -> HttpResponse:
    at = clock.now()
    ensure(queries.may_make_somewhere(request.user, at=at))
    work = queries.work_to_choose(request.user, at=at)
    form = NewExemplar(request.POST or None, work=work, initial={"submission": request.GET.get("work", "")})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_exemplar(**form.made(), by=request.user, at=at)
            messages.success(request, _("Made. Its experts now say what it is worth."))
            return redirect("calibration:exemplar", made.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "suggestions": queries.suggestions(request.user, at=at)}
    return render(request, "calibration/exemplar_new.html", shown, status=422 if form.errors else 200)


def exemplar(request: SignedIn, pk: int, form: Consensus | None = None, retiring: Reason | None = None) -> HttpResponse:
    at = clock.now()
    found = queries.get_exemplar(request.user, pk, at=at)
    detail = queries.detail(found, request.user, at=at)
    shown = {
        "exemplar": found,
        "detail": detail,
        "form": form or Consensus(criteria=detail.rubric.criteria),
        "retiring": retiring or Reason(),
        "submission": found.work,
    }
    bad = (form and form.errors) or (retiring and retiring.errors)
    return render(request, "calibration/exemplar.html", shown, status=422 if bad else 200)


@require_POST
def references(request: SignedIn, pk: int) -> HttpResponse:
    """An expert proposes."""
    at = clock.now()
    found = queries.get_exemplar(request.user, pk, at=at)
    criteria = queries.detail(found, request.user, at=at).rubric.criteria
    form = Consensus(request.POST, criteria=criteria)
    if form.is_valid():
        try:
            actions.propose_reference(exemplar=found, levels=form.agreed(), by=request.user, at=at)
            messages.success(request, _("Proposed. The other experts agree, or propose otherwise."))
            return redirect("calibration:exemplar", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return exemplar(request, pk, form)


@require_POST
def agreement(request: SignedIn, pk: int, reference: int) -> HttpResponse:
    at = clock.now()
    found = queries.get_exemplar(request.user, pk, at=at)
    agreed = actions.agree_on_reference(reference=queries.get_reference(found, reference), by=request.user, at=at)
    told = _("Agreed. The reference stands.") if agreed.stands_since else _("Agreed. It waits for the other experts.")
    messages.success(request, told)
    return redirect("calibration:exemplar", pk)


@require_POST
def opening(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    actions.open_exemplar(exemplar=queries.get_exemplar(request.user, pk, at=at), by=request.user, at=at)
    messages.success(request, _("Every assessor of the program now reads it beside the rubric."))
    return redirect("calibration:exemplar", pk)


@require_POST
def retirement(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    found = queries.get_exemplar(request.user, pk, at=at)
    form = Reason(request.POST)
    if form.is_valid():
        try:
            actions.retire_exemplar(exemplar=found, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, _("Retired. What was read of it stays."))
            return redirect("calibration:exemplar", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return exemplar(request, pk, retiring=form)


def examples(request: SignedIn, pk: int) -> HttpResponse:
    """The examples of a seat’s task, as a part of the desk."""
    seat = get_seat(request.user, pk, at=clock.now())
    return render(request, "calibration/parts/examples.html", {"examples": queries.examples_for(seat)})
