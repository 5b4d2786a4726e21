"""Import people from a file: look first, then apply exactly what was looked at."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure, may
from guildmark.kernel.exports import csv_file
from guildmark.people import actions, forms, queries
from guildmark.people.domain.roster import COLUMNS, Unreadable
from guildmark.people.permissions import Can
from guildmark.people.requests import SignedIn
from guildmark.people.sentences import sentence_of


def people_import(request: SignedIn) -> HttpResponse:
    at = clock.now()
    ensure(may(request.user, Can.IMPORT, at=at))
    if request.method != "POST":
        return _page(request, forms.PeopleFile())
    form = forms.PeopleFile(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    try:
        found = queries.preview(form.cleaned_data["raw"], open_places=form.cleaned_data["open_places"], at=at)
    except Unreadable as unreadable:
        form.add_error(None, sentence_of(unreadable))
        return _page(request, form)
    if request.POST.get("apply"):
        return _apply(request, form, found, at)
    return _page(request, form, found)


def _apply(request: SignedIn, form: forms.PeopleFile, found: queries.Preview, at: Any) -> HttpResponse:
    person = request.user
    try:
        actions.import_people(
            sheet=found.sheet,
            open_places=form.cleaned_data["open_places"],
            file_digest=found.text.digest,
            previewed=request.POST.get("previewed", ""),
            by=person,
            at=at,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, found)
    counts = found.counts
    messages.success(
        request,
        _("Imported: {added} added, {changed} changed, {moved} moved, {unchanged} as they were.").format(**counts),
    )
    return redirect("people:directory")


def _page(request: SignedIn, form: forms.PeopleFile, found: queries.Preview | None = None) -> HttpResponse:
    wrong = form.errors or (found is not None and found.plan.faults)
    context = {
        "form": form,
        "found": found,
        "columns": queries.COLUMN_HELP,
        "shown": f":{queries.SHOWN}",
        "shown_most": queries.SHOWN,
    }
    return render(request, "people/import.html", context, status=422 if wrong else 200)


def example(request: SignedIn) -> HttpResponse:
    """A file to start from: two people, one under the other."""
    ensure(may(request.user, Can.IMPORT, at=clock.now()))
    return csv_file("people-example", COLUMNS, [
        ("1001", "Robin Vermeer", "robin.vermeer@example.com", "", "Engineering", "Rotterdam", "Sensors", "Engineering",
         "", "2024-02-01", "en", "Europe/Amsterdam"),
        ("1002", "Sam Whitaker", "sam.whitaker@example.com", "", "Quality", "Leeds", "Sensors", "Engineering",
         "1001", "2025-09-15", "en", "Europe/London"),
    ])  # fmt: skip
