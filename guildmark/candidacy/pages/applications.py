"""For program owners: who is on the way, and the answer to an application."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.candidacy import actions, forms, queries
from guildmark.candidacy.lifecycle import ADMIT
from guildmark.candidacy.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure, may
from guildmark.kernel.exports import csv_file
from guildmark.kernel.listing import headings
from guildmark.people.requests import SignedIn

PER_PAGE = 25
HEADER = (
    "reference",
    "person",
    "program",
    "version",
    "period",
    "state",
    "applied",
    "settled",
    "completed",
    "ended",
    "met",
)


def applications(request: SignedIn) -> HttpResponse:
    """Applications and everyone on the way, in the programs one answers for."""
    at = clock.now()
    ensure(may(request.user, Can.OVERSEE, at=at))
    programs = queries.programs_overseen(request.user, at=at)
    form = forms.BoardFilter(request.GET or None, programs=programs)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    sort = request.GET.get("sort", "")
    found = queries.board(request.user, **asked, sort=sort, at=at)
    if request.GET.get("format") == "csv":
        return _csv(queries.rows(found))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.rows(page.object_list),
        "form": form,
        "headings": headings(request, sort, person=_("Person"), program=_("Program"), applied=_("Applied")),
        "asked": any(asked.values()),
    }
    return render(request, "candidacy/applications.html", context)


def application(request: SignedIn, pk: int, form: forms.Answer | None = None) -> HttpResponse:
    at = clock.now()
    found = queries.get_application(request.user, pk, at=at)
    return render(
        request,
        "candidacy/application.html",
        {
            "candidacy": found,
            "tone": queries.TONES[found.state],
            "decision": ADMIT.decide(found, request.user, at=at),
            "prerequisites": queries.prerequisites_of(found, at=at),
            "form": form or forms.Answer(),
        },
        status=422 if form and form.errors else 200,
    )


@require_POST
def answer(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    found = queries.get_application(request.user, pk, at=at)
    form = forms.Answer(request.POST)
    if form.is_valid():
        try:
            if form.cleaned_data["outcome"] == "admit":
                actions.admit(candidacy=found, by=request.user, at=at)
                said = _("{name} is admitted and has been told.")
            else:
                actions.not_admit(candidacy=found, reason=form.cleaned_data["reason"], by=request.user, at=at)
                said = _("{name} isn’t admitted and has been told why.")
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said.format(name=found.person.name))
            return redirect("candidacy:applications")
    return application(request, pk, form)


def _csv(rows: list[queries.Row]) -> HttpResponse:
    def day(moment: datetime | None) -> str:
        return moment.date().isoformat() if moment else ""

    lines = (
        (r.ref, r.person, r.program, r.version, r.period, r.state_words, day(r.applied_at), day(r.settled_at),
         day(r.completed_at), day(r.ended_at), r.met)
        for r in rows
    )  # fmt: skip
    return csv_file("candidacies", HEADER, lines)
