"""Who holds which role; appointing and ending appointments."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.kernel import clock
from guildmark.kernel.access import Refused, may
from guildmark.kernel.exports import csv_file
from guildmark.kernel.listing import as_file, headings, wanted
from guildmark.people import actions, forms, queries
from guildmark.people.permissions import Can
from guildmark.people.requests import SignedIn


def roles(request: SignedIn) -> HttpResponse:
    viewer = request.user
    at, sort = clock.now(), request.GET.get("sort", "person")
    filters = wanted(request, "q", "role", "past")
    if request.GET.get("format") == "csv":
        rows = queries.roles_rows(viewer, filters, sort=sort, at=at)
        header = (_("Person"), _("Username"), _("Role"), _("Reach"), _("Since"), _("Until"), _("Appointed by"))
        return csv_file("roles", header, [
            (r.person, r.username, r.role, r.reach, r.starts_on, r.ends_on, r.appointed_by) for r in rows
        ])  # fmt: skip
    return render(
        request,
        "people/roles.html",
        {
            "page": queries.roles_page(viewer, filters, sort=sort, page=request.GET.get("page"), at=at),
            "form": forms.RolesFilter(request.GET),
            "filters": filters,
            "headings": headings(request, sort, person=_("Person"), role=_("Role"), since=_("Since"), until=_("Until")),
            "as_file": as_file(request),
            "may_appoint": may(viewer, Can.APPOINT, at=at) or may(viewer, Can.APPOINT_IN_PROGRAM, at=at),
            "may_see_past": may(viewer, Can.SEE_PAST_ROLES, at=at),
        },
    )


def appointment(request: SignedIn) -> HttpResponse:
    """Appoint somebody to a role."""
    viewer = request.user
    at = clock.now()
    form = forms.Appointment(
        request.POST or None, initial={"person": request.GET.get("person", "")}, programs=queries.program_choices()
    )
    if request.method == "POST" and form.is_valid():
        try:
            held = actions.appoint(**form.cleaned_data, by=viewer, at=at)
            messages.success(request, _("{name} is appointed.").format(name=held.person.name))
            return redirect("people:person", held.person.username)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    allowed = may(viewer, Can.APPOINT, at=at) or may(viewer, Can.APPOINT_IN_PROGRAM, at=at)
    context = {"form": form, "allowed": allowed}
    return render(request, "people/appointment.html", context, status=422 if form.errors else 200)


@require_POST
def appointment_end(request: SignedIn, pk: int) -> HttpResponse:
    viewer = request.user
    at = clock.now()
    held = actions.end_appointment(held=queries.get_appointment(viewer, pk, at=at), by=viewer, at=at)
    messages.success(request, _("The appointment is over. It stays on record, and can be made again."))
    return redirect("people:person", held.person.username)
