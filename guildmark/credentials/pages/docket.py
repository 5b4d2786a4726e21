"""The docket, and the decision on one candidacy."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.credentials import actions, forms, queries
from guildmark.credentials.lifecycle import may_decide
from guildmark.credentials.pages.sheets import csv_response
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn

PER_PAGE = 25


def docket(request: SignedIn) -> HttpResponse:
    at = clock.now()
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "program", "sort")}
    waiting = queries.awaiting(request.user, **asked, at=at)
    if request.GET.get("format") == "csv":
        return _csv(queries.items(list(waiting), request.user, at=at))
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "credentials/docket.html",
        {
            "page": page,
            "items": queries.items(list(page.object_list), request.user, at=at),
            "programs": queries.programs_on_docket(request.user, at=at),
            "narrowed": asked["text"] or asked["program"],
            **asked,
        },
    )


def _csv(items: list[queries.Item]) -> HttpResponse:
    head = ["reference", "candidate", "program", "version", "awaiting since", "tasks met", "adjudicated", "you decide"]
    lines = [
        [
            one.candidacy.ref,
            one.candidacy.person.name,
            one.candidacy.version.title,
            one.candidacy.version.number,
            one.candidacy.completed_at.isoformat() if one.candidacy.completed_at else "",
            one.tasks_met,
            one.adjudicated,
            str(one.may_decide.refusal) or "yes",
        ]
        for one in items
    ]
    return csv_response("docket", head, lines)


def docketed(request: SignedIn, pk: int, form: forms.Decision | None = None) -> HttpResponse:
    at = clock.now()
    found = queries.get_docketed(request.user, pk, at=at)
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
