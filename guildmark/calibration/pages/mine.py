"""One’s own calibration: sets, seeds that were scored, and how one reads. Nobody else’s."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from guildmark.calibration import actions, queries
from guildmark.calibration.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure, may
from guildmark.people.requests import SignedIn


def mine(request: SignedIn) -> HttpResponse:
    at = clock.now()
    ensure(may(request.user, Can.CALIBRATE, at=at))
    programs = queries.own_calibration(request.user, at=at)
    own = {one.program.pk: queries.own_reliability(request.user, one.program, at=at) for one in programs}
    shown = {"programs": [(one, own[one.program.pk]) for one in programs]}
    return render(request, "calibration/mine.html", shown)


@require_POST
def sets(request: SignedIn, slug: str) -> HttpResponse:
    """Ask for a set of one’s own."""
    at = clock.now()
    program = queries.get_program_assessed(request.user, slug, at=at)
    try:
        asked = actions.ask_for_set(person=request.user, program=program, by=request.user, at=at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("calibration:mine")
    return redirect("calibration:set", asked.pk)


def calibration_set(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    asked = queries.get_set(request.user, pk, at=at)
    readings = queries.read_back(asked, request.user)
    shown = {
        "asked": asked,
        "readings": readings,
        "next": next((one.seat_id for one in readings if one.seat_id and not one.sealed), None),
        "mine": asked.person_id == request.user.pk,
    }
    return render(request, "calibration/set.html", shown)
