"""The directory, and a person in it."""

from collections.abc import Iterable
from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from guildmark.kernel import clock
from guildmark.kernel.access import Refused, may
from guildmark.kernel.exports import csv_file
from guildmark.kernel.listing import as_file, headings, wanted
from guildmark.people import actions, forms, queries
from guildmark.people.permissions import Can
from guildmark.people.requests import SignedIn


def directory(request: SignedIn) -> HttpResponse:
    viewer = request.user
    at, sort = clock.now(), request.GET.get("sort", "name")
    filters = wanted(request, "q", "unit", "function", "site", "role", "closed")
    if request.GET.get("format") == "csv":
        return _as_csv(queries.directory_rows(viewer, filters, sort=sort, at=at))
    return render(
        request,
        "people/directory.html",
        {
            "page": queries.directory(viewer, filters, sort=sort, page=request.GET.get("page"), at=at),
            "form": forms.DirectoryFilter(request.GET, choices=queries.choices()),
            "filters": filters,
            "headings": headings(
                request,
                sort,
                name=_("Name"),
                function=_("Job function"),
                unit=_("Unit"),
                site=_("Site"),
                manager=_("Manager"),
            ),
            "as_file": as_file(request),
            "may_import": may(viewer, Can.IMPORT, at=at),
            "may_close": may(viewer, Can.CLOSE_ACCOUNT, at=at),
        },
    )


def _as_csv(rows: Iterable[queries.DirectoryRow]) -> HttpResponse:
    header = (
        _("Name"), _("Username"), _("E-mail"), _("Unit"), _("Job function"), _("Site"), _("Manager"), _("Roles"),
    )  # fmt: skip
    lines = ((r.name, r.username, r.email, r.unit, r.function, r.site, r.manager, ", ".join(r.roles)) for r in rows)
    return csv_file("people", header, lines)


@require_safe
def suggestions(request: SignedIn) -> JsonResponse:
    """Colleagues who match what is typed where a person is chosen."""
    viewer = request.user
    asked = {name: request.GET.get(name, "") for name in ("q", "role")}
    found = queries.people_suggested(viewer, asked["q"], role=asked["role"], at=clock.now())
    said = ngettext("{count} colleague matches.", "{count} colleagues match.", len(found)).format(count=len(found))
    return JsonResponse({"people": [asdict(one) for one in found], "said": said})


def person(request: SignedIn, username: str) -> HttpResponse:
    viewer = request.user
    found = queries.get_person(viewer, username, at=clock.now())
    return render(request, "people/person.html", {"file": found, "person": found.person})


def employment(request: SignedIn, username: str) -> HttpResponse:
    """Move somebody to another unit or under another manager."""
    viewer = request.user
    at = clock.now()
    found = queries.get_person(viewer, username, at=at)
    form = forms.Move(request.POST or None, initial=queries.work_of(found.person, at=at))
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(person=found.person, **form.cleaned_data, by=viewer, at=at)
            messages.success(request, _("{name} is moved.").format(name=found.person.name))
            return redirect("people:person", username)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "person": found.person, "allowed": found.may_move}
    return render(request, "people/employment.html", context, status=422 if form.errors else 200)


def leave(request: SignedIn, username: str) -> HttpResponse:
    """Record that somebody is away, or that they are back."""
    viewer = request.user
    at = clock.now()
    found = queries.get_person(viewer, username, at=at)
    form = forms.LeaveWanted(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.grant_leave(person=found.person, **form.cleaned_data, by=viewer, at=at)
            messages.success(request, _("The leave is recorded."))
            return redirect("people:person", username)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "person": found.person, "allowed": found.may_grant_leave}
    return render(request, "people/leave.html", context, status=422 if form.errors else 200)


@require_POST
def leave_end(request: SignedIn, pk: int) -> HttpResponse:
    """Somebody is back: today was the last day of their leave."""
    viewer = request.user
    at = clock.now()
    leave = queries.get_leave(viewer, pk, at=at)
    actions.end_leave(leave=leave, last_day=queries.company_day(at), by=viewer, at=at)
    messages.success(request, _("The leave ends today."))
    return redirect("people:person", leave.person.username)


@require_POST
def account(request: SignedIn, username: str) -> HttpResponse:
    """Close somebody's account, or open it again."""
    viewer = request.user
    at = clock.now()
    person = queries.person_called_exactly(viewer, username, at=at)
    if request.POST.get("open") == "yes":
        actions.reactivate(person=person, by=viewer, at=at)
        messages.success(request, _("The account of {name} is open again.").format(name=person.name))
    else:
        actions.deactivate(person=person, by=viewer, at=at)
        messages.success(
            request, _("The account of {name} is closed. You can open it again here.").format(name=person.name)
        )
    return redirect("people:person", username)


@require_POST
def sign_in_link(request: SignedIn, username: str) -> HttpResponse:
    """Have a one-time link sent to somebody's own address."""
    viewer = request.user
    at = clock.now()
    person = queries.person_called_exactly(viewer, username, at=at)
    actions.send_sign_in_link(person=person, by=viewer, at=at)
    messages.success(request, _("A link is on its way to {address}.").format(address=person.email))
    return redirect("people:person", username)
