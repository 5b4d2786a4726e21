"""An assessor's queue: what waits, soonest due first; one click to the desk."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guildmark.assessment import queries
from guildmark.assessment.forms.judging import REASONS
from guildmark.assessment.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import ensure, may
from guildmark.kernel.exports import csv_file
from guildmark.kernel.reader import reader

PER_PAGE = 25


def queue(request: HttpRequest) -> HttpResponse:
    at, person = clock.now(), reader(request)
    ensure(may(person, Can.ASSESS, at=at))
    show = "sealed" if request.GET.get("show") == "sealed" else "open"
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "program", "sort")}
    seats = queries.queue(person, show=show, **asked)
    if request.GET.get("format") == "csv":
        return _csv(queries.rows(queries.counted(seats), at=at, zone=person.time_zone))
    counts = queries.counts(person, at=at)
    pages = Paginator(queries.counted(seats), PER_PAGE)
    if not (asked["text"] or asked["program"]):
        pages.count = counts.sealed if show == "sealed" else counts.open  # known already
    page = pages.get_page(request.GET.get("page"))
    return render(
        request,
        "assessment/queue.html",
        {
            "page": page,
            "rows": queries.rows(page.object_list, at=at, zone=person.time_zone),
            "show": show,
            **asked,
            "counts": counts,
            "programs": queries.programs_in_queue(person) if counts.open + counts.sealed else [],
            "adjudications": queries.adjudications_of(person) if counts.sealed else [],
            "reasons": REASONS,
        },
    )


def _csv(rows: list[queries.QueueRow]) -> HttpResponse:
    header = ("reference", "program", "task", "candidate", "attempt", "state", "since", "due", "scored", "of")
    return csv_file("queue", header, [
        (row.ref, row.program, row.task, row.candidate, row.attempt, row.state, row.since.isoformat(),
         row.due.isoformat(), row.scored, row.of)
        for row in rows
    ])  # fmt: skip
