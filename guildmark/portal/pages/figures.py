"""How the programs stand, for those who answer for them; the same as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildmark.kernel import clock
from guildmark.kernel.access import ensure, may
from guildmark.kernel.exports import csv_file
from guildmark.people.requests import SignedIn
from guildmark.portal import queries
from guildmark.portal.permissions import Can


def figures(request: SignedIn) -> HttpResponse:
    at = clock.now()
    ensure(may(request.user, Can.SEE_FIGURES, at=at))
    found = queries.figures(at=at)
    if request.GET.get("format") == "csv":
        return _csv(found)
    return render(request, "portal/figures.html", {"figures": found})


def _csv(found: queries.Figures) -> HttpResponse:
    granted = [_("granted in {quarter}").format(quarter=one) for one in found.quarters]
    header = (_("program"), _("in force"), _("due by {day}").format(day=found.due_by), _("on the way"), *granted)
    rows = [(one.title, one.in_force, one.due, one.on_the_way, *one.granted) for one in found.programs]
    return csv_file(f"figures-{found.day}", header, rows)
