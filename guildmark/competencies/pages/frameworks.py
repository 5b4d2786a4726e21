"""The list of frameworks; starting, describing and exporting one."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guildmark.competencies import actions, forms, queries
from guildmark.competencies.domain.case_writing import write_case
from guildmark.competencies.domain.csv_writing import write_csv
from guildmark.competencies.domain.package import Package
from guildmark.competencies.pages.posting import posted
from guildmark.competencies.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure, may
from guildmark.kernel.exports import csv_file
from guildmark.people.requests import SignedIn

SORTS: dict[str, Callable[[queries.FrameworkRow], Any]] = {
    "title": lambda row: row.title.casefold(),
    "publisher": lambda row: row.publisher.casefold(),
    "-competencies": lambda row: -row.competencies,
    "-items": lambda row: -row.items,
    "-associations": lambda row: -row.associations,
}


def frameworks(request: SignedIn) -> HttpResponse:
    """Which frameworks there are."""
    person = request.user
    wanted = request.GET.get("q", "").strip()
    sort = request.GET.get("sort", "title")
    rows = sorted(queries.framework_rows(), key=SORTS.get(sort, SORTS["title"]))
    found = [row for row in rows if wanted.casefold() in f"{row.title} {row.publisher}".casefold()]
    if request.GET.get("format") == "csv":
        header = ["address", "title", "publisher", "version", "competencies", "items", "associations"]
        lines = [[r.slug, r.title, r.publisher, r.version, r.competencies, r.items, r.associations] for r in found]
        return csv_file("frameworks", header, lines)
    context = {
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "any": bool(rows),
        "wanted": wanted,
        "sort": sort if sort in SORTS else "title",
        "editing": may(person, Can.EDIT, at=clock.now()),
    }
    return render(request, "competencies/frameworks.html", context)


def new_framework(request: SignedIn) -> HttpResponse:
    """Start an empty framework."""
    person = request.user
    at = clock.now()
    ensure(may(person, Can.EDIT, at=at))
    form = forms.Starting(posted(request))
    if form.is_valid():
        try:
            framework = actions.start_framework(**form.cleaned_data, creator=settings.ORGANISATION, by=person, at=at)
            return redirect("competencies:framework", framework.slug)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "competencies/start.html", {"form": form}, status=422 if form.errors else 200)


def description(request: SignedIn, slug: str) -> HttpResponse:
    """Say what the framework is called and about."""
    person = request.user
    at = clock.now()
    framework = queries.get_framework(person, slug, at=at)
    ensure(may(person, Can.EDIT, at=at))
    said = {name: getattr(framework, name) for name in forms.Describing.base_fields}
    form = forms.Describing(posted(request), initial=said)
    if form.is_valid():
        actions.describe_framework(framework=framework, **form.cleaned_data, by=person, at=at)
        messages.success(request, _("Saved."))
        return redirect("competencies:framework", slug)
    context = {"form": form, "framework": framework}
    return render(request, "competencies/start.html", context, status=422 if form.errors else 200)


def export_case(request: SignedIn, slug: str) -> HttpResponse:
    """The framework as a CASE 1.1 package."""
    return _export(request, slug, write_case, "application/json", "case.json")


def export_csv(request: SignedIn, slug: str) -> HttpResponse:
    """The framework as CSV."""
    return _export(request, slug, write_csv, "text/csv; charset=utf-8", "csv")


def _export(
    request: SignedIn, slug: str, write: Callable[[Package], str], media_type: str, ending: str
) -> HttpResponse:
    person = request.user
    framework = queries.get_framework(person, slug, at=clock.now())
    response = HttpResponse(write(queries.package_of(framework)), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{slug}.{ending}"'
    return response
