"""Who may assess; and what each person declares about themselves."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.assessment import actions, queries
from guildmark.assessment.forms.judging import Declare, EndQualification, Languages, Qualify
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure
from guildmark.kernel.exports import csv_file
from guildmark.people.requests import SignedIn

PER_PAGE = 50


def assessors(request: SignedIn, form: Qualify | None = None) -> HttpResponse:
    at = clock.now()
    ensure(queries.may_qualify_somebody(request.user, at=at))
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "program", "sort")}
    if request.GET.get("format") == "csv":
        return _csv(queries.assessor_rows(list(queries.qualifications(request.user, at=at, **asked)), at=at))
    page = Paginator(queries.qualifications(request.user, at=at, **asked), PER_PAGE).get_page(request.GET.get("page"))
    choices = queries.to_qualify(request.user, at=at)
    return render(
        request,
        "assessment/assessors.html",
        {
            "page": page,
            "rows": queries.assessor_rows(list(page.object_list), at=at),
            **asked,
            "programs": choices["programs"],
            "languages": choices["languages"],
            "form": form or Qualify(**choices, initial={"starts_on": at.date()}),
            "end": EndQualification(initial={"last_day": at.date()}),
        },
        status=422 if form and form.errors else 200,
    )


def _csv(rows: list[queries.AssessorRow]) -> HttpResponse:
    header = ("assessor", "job function", "program", "from", "until", "languages", "ground", "open seats", "sealed")
    return csv_file("assessors", header, [
        (held.person.name, held.person.job_function.name, held.program.title, held.starts_on, held.ends_on,
         " ".join(held.languages or ()), held.basis, row.open, row.sealed)
        for row in rows if (held := row.qualification)
    ])  # fmt: skip


@require_POST
def qualifications(request: SignedIn) -> HttpResponse:
    at = clock.now()
    ensure(queries.may_qualify_somebody(request.user, at=at))
    form = Qualify(request.POST, **queries.to_qualify(request.user, at=at))
    if form.is_valid():
        try:
            held = actions.grant_qualification(**form.cleaned_data, by=request.user, at=at)
            messages.success(
                request, _("{name} may now assess {program}.").format(name=held.person, program=held.program)
            )
            return redirect("assessment:assessors")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return assessors(request, form)


@require_POST
def qualification_end(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    held = queries.get_qualification(request.user, pk, at=at)
    form = EndQualification(request.POST)
    if form.is_valid():
        actions.end_qualification(qualification=held, **form.cleaned_data, by=request.user, at=at)
        messages.success(request, _("The qualification ends; seats taken before stay."))
    else:
        messages.error(request, _("Give the last day."))
    return redirect("assessment:assessors")


@require_POST
def qualification_languages(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    held = queries.get_qualification(request.user, pk, at=at)
    form = Languages(request.POST, languages=queries.languages_to_judge())
    if form.is_valid():
        actions.set_languages(qualification=held, **form.cleaned_data, by=request.user, at=at)
        messages.success(request, _("Noted. Seats taken before stay."))
    else:
        messages.error(request, _("Choose among the languages offered."))
    return redirect("assessment:assessors")


def conflicts(request: SignedIn, form: Declare | None = None) -> HttpResponse:
    at = clock.now()
    return render(
        request,
        "assessment/conflicts.html",
        {"declared": queries.declared_by(request.user, at=at), "form": form or Declare()},
        status=422 if form and form.errors else 200,
    )


@require_POST
def declarations(request: SignedIn) -> HttpResponse:
    at = clock.now()
    form = Declare(request.POST)
    if form.is_valid():
        about = form.cleaned_data["about"]
        try:
            actions.declare_conflict(person=request.user, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, _("Declared. You will not be asked to judge {name}.").format(name=about))
            return redirect("assessment:conflicts")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return conflicts(request, form)


@require_POST
def declaration_end(request: SignedIn, pk: int) -> HttpResponse:
    declared = queries.get_declared(request.user, pk)
    actions.end_declared_conflict(declared=declared, by=request.user, at=clock.now())
    messages.success(request, _("It no longer counts, from today."))
    return redirect("assessment:conflicts")
