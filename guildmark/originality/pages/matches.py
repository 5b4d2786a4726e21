"""Passages that two submissions share, for a person to look at."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure, may
from guildmark.kernel.exports import csv_file
from guildmark.originality import actions, queries
from guildmark.originality.forms import Review
from guildmark.originality.permissions import Can
from guildmark.people.requests import SignedIn

PER_PAGE = 25


def matches(request: SignedIn) -> HttpResponse:
    at, person = clock.now(), request.user
    ensure(may(person, Can.REVIEW, at=at))
    show = "done" if request.GET.get("show") == "done" else "open"
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "sort")}
    found = queries.matches(person, at=at, show=show, **asked)
    if request.GET.get("format") == "csv":
        header = ("match", "submission", "task", "earlier", "shared words", "same files", "found", "what it was")
        return csv_file("matches", header, [
            (one.ref, one.submission.ref, one.submission.task.title, one.earlier.ref, one.words, len(one.files),
             f"{one.found_at:%Y-%m-%d}", one.get_outcome_display())
            for one in found
        ])  # fmt: skip
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "originality/matches.html", {"page": page, "show": show, **asked})


def match(request: SignedIn, pk: int, form: Review | None = None) -> HttpResponse:
    at = clock.now()
    found = queries.get_match(request.user, pk, at=at)
    told = {"match": found, "beside": queries.beside(found, request.user), "form": form or Review()}
    return render(request, "originality/match.html", told, status=422 if form and form.errors else 200)


@require_POST
def review(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    found = queries.get_match(request.user, pk, at=at)
    form = Review(request.POST)
    if form.is_valid():
        try:
            actions.review(match=found, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, _("Noted. Nothing follows from it by itself."))
            return redirect("originality:matches")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return match(request, pk, form)
