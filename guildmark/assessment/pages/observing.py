"""Observing a live session, one tap a moment."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guildmark.assessment import actions, queries
from guildmark.assessment.forms.observing import AttendanceForm, MomentForm
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn


@never_cache
@require_safe
def observation(request: SignedIn, pk: int) -> HttpResponse:
    """Before Start is pressed it is the cover of the seat."""
    if queries.get_seat(request.user, pk, at=clock.now()).state == "assigned":
        return redirect("assessment:seat", pk)
    return _shown(request, pk)


def _shown(request: SignedIn, pk: int, form: AttendanceForm | None = None) -> HttpResponse:
    at = clock.now()
    seat = queries.get_observed_seat(request.user, pk, at=at)
    found = queries.observation_of(seat)
    shown: dict[str, Any] = {"seat": seat, "submission": seat.panel.submission, "observation": found}
    shown["open"] = seat.state == "started"
    if found:
        came = {True: "yes", False: "no", None: ""}[found.candidate_came]
        shown["form"] = form or AttendanceForm(initial={"came": came, "others": found.others})
        shown["elapsed"] = queries.elapsed_ms(found, at)
    return render(request, "assessment/observation.html", shown, status=422 if form else 200)


@never_cache
@require_safe
def observations(request: SignedIn, pk: int) -> HttpResponse:
    """What each of the panel noted, side by side, once every sheet is sealed."""
    submission = queries.get_observed_submission(request.user, pk, at=clock.now())
    shown = {"submission": submission, "observations": queries.observations_of(submission)}
    return render(request, "assessment/observations.html", shown)


@require_POST
def beginning(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    seat = queries.get_observed_seat(request.user, pk, at=at)
    actions.begin_observation(seat=seat, by=request.user, at=at)
    return redirect("assessment:observation", pk)


@require_POST
def moments(request: SignedIn, pk: int) -> JsonResponse:
    """Mark a moment, or write what was seen in it."""
    at = clock.now()
    seat = queries.get_observed_seat(request.user, pk, at=at)
    form = MomentForm(request.POST)
    if not form.is_valid() or queries.observation_of(seat) is None:
        return JsonResponse({"sentence": _("That could not be read. Reload the page.")}, status=422)
    said = {**form.cleaned_data, "mark": str(form.cleaned_data["mark"])}
    try:
        moment = actions.mark_moment(seat=seat, **said, by=request.user, at=at)
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=422)
    return JsonResponse({"at_ms": moment.at_ms})


@require_POST
def attendance(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    seat = queries.get_observed_seat(request.user, pk, at=at)
    form = AttendanceForm(request.POST)
    if queries.observation_of(seat) is None:
        return redirect("assessment:observation", pk)
    if form.is_valid():
        came = {"yes": True, "no": False}.get(form.cleaned_data["came"])
        others = form.cleaned_data["others"]
        try:
            actions.note_attendance(seat=seat, candidate_came=came, others=others, by=request.user, at=at)
            messages.success(request, _("Noted."))
            return redirect("assessment:observation", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _shown(request, pk, form)
