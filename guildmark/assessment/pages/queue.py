"""An assessor's queue: what waits, soonest due first; one click to the desk."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from guildmark.assessment import queries
from guildmark.assessment.forms.judging import REASONS
from guildmark.assessment.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import ensure, may
from guildmark.kernel.exports import csv_file
from guildmark.people.requests import SignedIn

PER_PAGE = 25


def queue(request: SignedIn) -> HttpResponse:
    at, person = clock.now(), request.user
    ensure(may(person, Can.ASSESS, at=at))
    show = "sealed" if request.GET.get("show") == "sealed" else "open"
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "program", "sort")}
    narrowed = asked["text"] or asked["program"]
    if request.GET.get("format") == "csv":
        seats = queries.counted(queries.queue(person, show=show, **asked))
        return _csv(queries.rows(seats, at=at, zone=person.time_zone))
    counts = queries.counts(person, at=at)
    page: Any
    if narrowed:
        seats = queries.counted(queries.queue(person, show=show, **asked))
        page = Paginator(seats, PER_PAGE).get_page(request.GET.get("page"))
    else:
        known = counts.sealed if show == "sealed" else counts.open
        page = Paginator(range(known), PER_PAGE).get_page(request.GET.get("page"))
        place = (page.number - 1) * PER_PAGE
        page.object_list = queries.queue_page(person, show=show, sort=asked["sort"], place=place, most=PER_PAGE)
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
