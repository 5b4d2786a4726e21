"""The docket, and the decision on one candidacy."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.credentials import actions, forms, queries
from guildmark.credentials.lifecycle import may_decide
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.kernel.exports import csv_file
from guildmark.kernel.listing import headings
from guildmark.people.requests import SignedIn


def docket(request: SignedIn) -> HttpResponse:
    at = clock.now()
    asked: dict[str, Any] = {name: request.GET.get(name, "").strip() for name in ("text", "program", "sort")}
    if request.GET.get("format") == "csv":
        return _csv(queries.docket(request.user, **asked, at=at))
    return render(
        request,
        "credentials/docket.html",
        {
            "page": queries.docket_page(request.user, **asked, page=request.GET.get("page"), at=at),
            "programs": queries.programs_on_docket(request.user, at=at),
            "narrowed": asked["text"] or asked["program"],
            "headings": headings(
                request, asked["sort"], candidate=_("Candidate"), program=_("Program"), since=_("Waiting since")
            ),
            **asked,
        },
    )


def _csv(items: list[queries.Item]) -> HttpResponse:
    head = ["reference", "candidate", "program", "version", "awaiting since", "tasks met", "adjudicated", "you decide"]
    lines = [
        [
            one.ref,
            one.name,
            one.title,
            one.number,
            one.since.isoformat() if one.since else "",
            one.tasks_met,
            one.adjudicated,
            str(one.may_decide.refusal) or "yes",
        ]
        for one in items
    ]
    return csv_file("docket", head, lines)


def docketed(request: SignedIn, pk: int, form: forms.Decision | None = None) -> HttpResponse:
    at = clock.now()
    found = queries.get_docketed(request.user, pk, at=at)
    if found.taken_up_again:
        return redirect("assessment:attempts", pk)
    return render(
        request,
        "credentials/docketed.html",
        {
            "docketed": found,
            "candidacy": found.candidacy,
            "dossier": queries.dossier(found, at=at) if found.stands_aside else None,
            "may_decide": may_decide(found.candidacy, request.user, at=at, ties=found.ties),
            "form": form or forms.Decision(),
        },
        status=422 if form and form.errors else 200,
    )


@require_POST
def decision(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.get_docketed(request.user, pk, at=(at := clock.now()))
    form = forms.Decision(request.POST)
    if form.is_valid():
        try:
            taken = actions.decide(candidacy=found.candidacy, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, _("Decided: {outcome}.").format(outcome=taken.get_outcome_display()))
            return redirect("credentials:docketed", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return docketed(request, pk, form)
