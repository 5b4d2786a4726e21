"""Sessions as a list."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from guildmark.kernel import clock
from guildmark.kernel.exports import csv_file
from guildmark.people.requests import SignedIn
from guildmark.scheduling import queries

PER_PAGE = 25


def sessions(request: SignedIn) -> HttpResponse:
    at, person = clock.now(), request.user
    show = request.GET.get("show", "")
    show = show if show in queries.SHOWS else "coming"
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "sort")}
    found = queries.sessions(person, at=at, show=show, **asked)
    if request.GET.get("format") == "csv":
        return _csv(queries.session_rows(found, zone=person.time_zone))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.session_rows(page.object_list, zone=person.time_zone)
    return render(request, "scheduling/sessions.html", {"page": page, "rows": rows, "show": show, **asked})


def _csv(rows: list[queries.SessionRow]) -> HttpResponse:
    header = ("session", "starts (UTC)", "candidate", "assessors", "task", "program", "state")
    return csv_file("sessions", header, [
        (row.ref, f"{row.starts_at:%Y-%m-%d %H:%M}", row.candidate, row.panel, row.task, row.program, row.state)
        for row in rows
    ])  # fmt: skip
