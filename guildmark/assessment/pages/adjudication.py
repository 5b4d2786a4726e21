"""Adjudication: the panel settles what it disagrees on, side by side, as a new layer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.assessment import actions, queries
from guildmark.assessment.forms.judging import Consensus, Say
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn


def adjudication(request: SignedIn, pk: int, form: Consensus | None = None) -> HttpResponse:
    at = clock.now()
    open_one = queries.get_adjudication(request.user, pk, at=at)
    table = queries.table(open_one, request.user, at=at)
    blank = Consensus(criteria=[contested.criterion for contested in table.contested])
    return render(
        request,
        "assessment/adjudication.html",
        {
            "adjudication": open_one,
            "submission": open_one.submission,
            "observed": queries.observations_shown(request.user, open_one.submission, at=at),
            "table": table,
            "form": form or blank,
        },
        status=422 if form and form.errors else 200,
    )


@require_POST
def proposals(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    open_one = queries.get_adjudication(request.user, pk, at=at)
    table = queries.table(open_one, request.user, at=at)
    form = Consensus(request.POST, criteria=[contested.criterion for contested in table.contested])
    if form.is_valid():
        try:
            actions.propose_consensus(adjudication=open_one, agreed=form.agreed(), by=request.user, at=at)
            messages.success(request, _("Proposed. Another member of the panel confirms it, or proposes otherwise."))
            return redirect("assessment:adjudication", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return adjudication(request, pk, form)


@require_POST
def remarks(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    open_one = queries.get_adjudication(request.user, pk, at=at)
    form = Say(request.POST)
    if form.is_valid():
        actions.remark(adjudication=open_one, **form.cleaned_data, by=request.user, at=at)
    else:
        messages.error(request, _("Write what you want to say to the panel."))
    return redirect("assessment:adjudication", pk)


@require_POST
def confirmation(request: SignedIn, pk: int, proposal: int) -> HttpResponse:
    at = clock.now()
    open_one = queries.get_adjudication(request.user, pk, at=at)
    actions.confirm_consensus(proposal=queries.get_proposal(open_one, proposal), by=request.user, at=at)
    messages.success(request, _("Settled. The result is reached; every sheet stays as it was."))
    return redirect("assessment:result", pk)
