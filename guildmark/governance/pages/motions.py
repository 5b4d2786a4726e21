"""One motion: read, voted on, closed; and the register of what was decided."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.governance import actions, forms, queries
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.kernel.exports import csv_file
from guildmark.people.requests import SignedIn

PER_PAGE = 25


def motion(request: SignedIn, pk: int, **given: Any) -> HttpResponse:
    at, person = clock.now(), request.user
    page = queries.motion_page(queries.get_motion(person, pk, at=at), person, at=at)
    own = {"choice": page.vote.choice} if page.vote else {}
    shown = {
        "page": page, "motion": page.motion, "vote": forms.Vote(initial=own), "aside": forms.Aside(),
        "close": forms.Close(), "alone": forms.Alone(), **given,
    }  # fmt: skip
    wrong = any(form.errors for form in given.values())
    return render(request, "governance/motion.html", shown, status=422 if wrong else 200)


def _done(
    request: SignedIn, pk: int, name: str, form: Any, do: Callable[[dict[str, Any]], Any], said: str
) -> HttpResponse:
    if form.is_valid():
        try:
            do(form.cleaned_data)
            messages.success(request, said)
            return redirect("governance:motion", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return motion(request, pk, **{name: form})


@require_POST
def ballot(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    found = queries.get_motion(person, pk, at=at)

    def cast(typed: dict[str, Any]) -> None:
        actions.cast(motion=found, **typed, by=person, at=at)

    return _done(
        request, pk, "vote", forms.Vote(request.POST), cast, _("Your vote is in. It can be changed until it closes.")
    )


@require_POST
def recusal(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    found = queries.get_motion(person, pk, at=at)

    def recuse(typed: dict[str, Any]) -> None:
        actions.recuse(motion=found, **typed, by=person, at=at)

    return _done(request, pk, "aside", forms.Aside(request.POST), recuse, _("You stand aside from this motion."))


@require_POST
def closing(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    found = queries.get_motion(person, pk, at=at)

    def close(typed: dict[str, Any]) -> None:
        actions.close_motion(motion=found, **typed, by=person, at=at)

    return _done(request, pk, "close", forms.Close(request.POST), close, _("Closed, and in the register."))


@require_POST
def officer(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    found = queries.get_motion(person, pk, at=at)

    def decide(typed: dict[str, Any]) -> None:
        actions.decide_alone(motion=found, **typed, by=person, at=at)

    return _done(request, pk, "alone", forms.Alone(request.POST), decide, _("Decided, and reported in the register."))


def register(request: SignedIn) -> HttpResponse:
    at = clock.now()
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "outcome")}
    found = queries.register(request.user, **asked, at=at)
    if request.GET.get("format") == "csv":
        header = ("decision", "committee", "what", "outcome", "in favour", "against", "abstained", "closed")
        return csv_file("decisions", header, [
            (one.motion.ref, one.motion.committee.name, one.title or _("about a person"), one.motion.get_outcome_display(),
             one.count.yes, one.count.no, one.count.abstain, f"{one.motion.closed_at:%Y-%m-%d}")
            for one in found
        ])  # fmt: skip
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "governance/register.html", {"page": page, "outcomes": queries.OUTCOMES, **asked})
