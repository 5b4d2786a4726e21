"""How far a program’s assessors agree, and what its owner does about it. Never a ranking."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.calibration import actions, queries
from guildmark.calibration.forms import Founding, NewPolicy, Reason
from guildmark.calibration.lifecycle import takes_founding
from guildmark.calibration.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure, may
from guildmark.kernel.exports import csv_file
from guildmark.people.queries import company_day
from guildmark.people.requests import SignedIn


def programs(request: SignedIn) -> HttpResponse:
    at = clock.now()
    ensure(may(request.user, Can.SEE_RELIABILITY, at=at))
    return render(request, "calibration/programs.html", {"programs": queries.overseen(request.user, at=at)})


def program(request: SignedIn, slug: str) -> HttpResponse:
    at = clock.now()
    found = queries.get_program_overseen(request.user, slug, at=at)
    page = queries.reliability(found)
    if request.GET.get("format") == "csv":
        return _csv(page)
    shown = {
        "page": page,
        "people": queries.assessors_of(found, on=company_day(at)),
        "policy": queries.policy_of(found),
        "may_set": may(request.user, Can.SET_POLICY, found, at=at),
        "may_pause": may(request.user, Can.PAUSE, found, at=at),
        "takes_founding": takes_founding(found, request.user, at),
    }
    return render(request, "calibration/program.html", shown)


def _csv(page: queries.ReliabilityPage) -> HttpResponse:
    header = ("assessor", "as of", "sheets", "exemplars", "linked", "mean level given", "fair mean level",
              "severity in levels", "low", "high", "severity in logits", "standard error", "infit",
              "weighted kappa with references", "levels compared")  # fmt: skip
    day = page.as_of.date() if page.as_of else ""
    return csv_file(f"reliability-{page.program.slug}", header, [
        (one.name, day, one.sheets, one.exemplars, "yes" if one.linked else "no", one.raw, one.fair, one.points, one.low,
         one.high, one.severity, one.se, one.infit, one.reference, one.compared)
        for one in page.assessors
    ])  # fmt: skip


def policy(request: SignedIn, slug: str) -> HttpResponse:
    at = clock.now()
    found = queries.get_program_overseen(request.user, slug, at=at)
    ensure(may(request.user, Can.SET_POLICY, found, at=at))
    now = queries.policy_of(found)
    initial = {
        "exemplars": now.exemplars, "measure": now.measure.value, "least": now.least, "months": now.months,
        "seed_percent": now.seed_percent,
    }  # fmt: skip
    form = NewPolicy(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_policy(
                program=found, policy=form.policy(), reason=form.cleaned_data["reason"], by=request.user, at=at
            )
            messages.success(request, _("Set. Sets that were begun keep what they began with."))
            return redirect("calibration:program", slug)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"program": found, "form": form}
    return render(request, "calibration/policy.html", shown, status=422 if form.errors else 200)


@require_POST
def invitation(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Ask an assessor to calibrate."""
    at = clock.now()
    found = queries.get_program_overseen(request.user, slug, at=at)
    person = queries.get_assessor(found, pk, on=company_day(at))
    try:
        actions.ask_for_set(person=person, program=found, by=request.user, at=at)
        messages.success(request, _("{name} is asked to calibrate.").format(name=person.name))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("calibration:program", slug)


@require_POST
def pause(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    at = clock.now()
    found = queries.get_program_overseen(request.user, slug, at=at)
    person = queries.get_assessor(found, pk, on=company_day(at))
    form = Reason(request.POST)
    if form.is_valid():
        try:
            actions.pause_assessor(person=person, program=found, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, _("{name} gets no new work for now.").format(name=person.name))
        except Refused as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Say why: the assessor reads it."))
    return redirect("calibration:program", slug)


@require_POST
def pause_end(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    found = queries.get_pause(request.user, pk, at=at)
    form = Reason(request.POST)
    if form.is_valid():
        try:
            actions.lift_pause(pause=found, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, _("{name} gets work again.").format(name=found.person.name))
        except Refused as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Say why they get work again without having calibrated."))
    return redirect("calibration:program", found.program.slug)


def founding(request: SignedIn, slug: str) -> HttpResponse:
    """The committee names a program’s first assessors."""
    at = clock.now()
    found = queries.get_program_overseen(request.user, slug, at=at)
    ensure(takes_founding(found, request.user, at))
    form = Founding(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.found_assessors(program=found, **form.founded(), by=request.user, at=at)
            messages.success(request, _("Named. They are the first to calibrate when exemplars are there."))
            return redirect("calibration:program", slug)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"program": found, "form": form}
    return render(request, "calibration/founding.html", shown, status=422 if form.errors else 200)
