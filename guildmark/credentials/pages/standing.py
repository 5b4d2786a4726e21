"""Changing a credential’s standing, and the holder’s answer before it is withdrawn."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.credentials import actions, forms, queries
from guildmark.credentials.pages import holding
from guildmark.credentials.pages.changes import CHANGES
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn


def change(request: SignedIn, ref: str, what: str) -> HttpResponse:
    """One of these changes: what it does, asked for with a reason, then done."""
    shown = queries.get_shown(request.user, ref, at=(at := clock.now()))
    if (chosen := CHANGES.get(what)) is None:
        raise Http404
    allowed = chosen.move.decide(shown.credential, request.user, at=at)
    form = chosen.form(request.POST or None, credential=shown.credential, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            made = chosen.verb(credential=shown.credential, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, str(chosen.done))
            return redirect("credentials:credential", made.ref if what == "replace" else ref)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(
        request,
        "credentials/change.html",
        {"shown": shown, "credential": shown.credential, "change": chosen, "allowed": allowed, "form": form,
         "hearing": queries.open_hearing(shown.credential)},
        status=200 if request.method == "GET" else 422,
    )  # fmt: skip


@require_POST
def answer(request: SignedIn, ref: str) -> HttpResponse:
    """The holder’s answer to a proposed withdrawal."""
    own = queries.get_own(request.user, ref, at=(at := clock.now()))
    form = forms.Answer(request.POST)
    if form.is_valid():
        try:
            actions.answer(credential=own, **form.cleaned_data, by=request.user, at=at)
            messages.success(request, _("The committee has your answer."))
            return redirect("credentials:credential", ref)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return holding.credential(request, ref, form)
