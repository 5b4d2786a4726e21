"""My plan."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.candidacy import actions, forms, queries
from guildmark.candidacy.lifecycle import BEGIN, PAUSE, PLANNABLE, RESUME, WITHDRAW
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn

MOVES = {"begin": BEGIN, "pause": PAUSE, "resume": RESUME, "withdraw": WITHDRAW}


def candidacies(request: SignedIn) -> HttpResponse:
    """One's own candidacies. With a single live one, and nothing else to choose from, its plan at once."""
    rows = queries.my_candidacies(request.user)
    if len(rows) == 1 and "all" not in request.GET:
        return redirect("candidacy:candidacy", rows[0].pk)
    return render(request, "candidacy/candidacies.html", {"rows": rows})


def candidacy(request: SignedIn, pk: int, **forms_given: Any) -> HttpResponse:
    at = clock.now()
    found = queries.get_candidacy(request.user, pk, at=at)
    plan = queries.plan_of(found, at=at)
    request.hat = queries.hat_on(request.user, found, at=at)
    mine = request.hat == "candidate"
    open_moves = {name: move for name, move in MOVES.items() if mine and found.state in move.sources}
    shown: dict[str, Any] = {"withdrawal": forms.Withdrawal(), "pause": forms.Pause(), "target": None, **forms_given}
    wrong = "refusal" in shown or any(shown[name] and shown[name].errors for name in ("withdrawal", "pause", "target"))
    return render(
        request,
        "candidacy/candidacy.html",
        {
            "plan": plan,
            "candidacy": found,
            "mine": mine,
            "tone": queries.TONES[found.state],
            "may": {name: move.decide(found, request.user, at=at) for name, move in open_moves.items()},
            "plannable": mine and found.state in PLANNABLE,
            "attempts": queries.attempt_rule(found),
            **shown,
        },
        status=422 if wrong else 200,
    )


@require_POST
def beginning(request: SignedIn, pk: int) -> HttpResponse:
    return _done(request, pk, actions.begin, _("You have begun. Choose a task whenever you like."))


@require_POST
def resumption(request: SignedIn, pk: int) -> HttpResponse:
    return _done(request, pk, actions.resume, _("You go on where you stood."))


@require_POST
def credentials(request: SignedIn, pk: int) -> HttpResponse:
    return _done(request, pk, actions.recognise_credentials, _("The credentials you hold are counted."))


@require_POST
def pause(request: SignedIn, pk: int) -> HttpResponse:
    return _with_reason(request, pk, forms.Pause, "pause", actions.pause, _("Paused. Everything done stays."))


@require_POST
def withdrawal(request: SignedIn, pk: int) -> HttpResponse:
    said = _("You have withdrawn. Everything done is kept in case you come back.")
    return _with_reason(request, pk, forms.Withdrawal, "withdrawal", actions.withdraw, said)


@require_POST
def target(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """When the candidate means to have a requirement done; an empty date takes it away."""
    at = clock.now()
    found = queries.get_candidacy(request.user, pk, at=at)
    form = forms.Target(request.POST)
    if form.is_valid():
        try:
            actions.set_plan_step(candidacy=found, node_key=key, **form.cleaned_data, by=request.user, at=at)
        except Refused as refusal:
            form.add_error("target_on", str(refusal))
        else:
            return redirect(f"{request.path.rpartition('/targets/')[0]}/#{key}")
    return candidacy(request, pk, target=form, target_key=key)


def _done(request: SignedIn, pk: int, verb: Callable[..., Any], said: str) -> HttpResponse:
    at = clock.now()
    found = queries.get_candidacy(request.user, pk, at=at)
    try:
        verb(candidacy=found, by=request.user, at=at)
    except Refused as refusal:
        return candidacy(request, pk, refusal=str(refusal))
    messages.success(request, said)
    return redirect("candidacy:candidacy", pk)


def _with_reason(
    request: SignedIn, pk: int, form_class: type[forms.Why], name: str, verb: Callable[..., Any], said: str
) -> HttpResponse:
    at = clock.now()
    found = queries.get_candidacy(request.user, pk, at=at)
    form = form_class(request.POST)
    if form.is_valid():
        try:
            verb(candidacy=found, **form.cleaned_data, by=request.user, at=at)
        except Refused as refusal:
            return candidacy(request, pk, refusal=str(refusal), **{name: form})
        messages.success(request, said)
        return redirect("candidacy:candidacy", pk)
    return candidacy(request, pk, **{name: form})
