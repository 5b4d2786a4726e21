"""Where a cut should lie, as a judge says it: level by level, kept at once; and of work they have scored, as a whole."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guildmark.calibration import actions, queries
from guildmark.calibration.forms import RATINGS, Levels, Overall
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn


@never_cache
def judging(request: SignedIn, pk: int, form: django_forms.Form | None = None) -> HttpResponse:
    found = queries.get_study_judged(request.user, pk, at=clock.now())
    shown = {"study": found, "page": queries.judge_page(found, request.user), "form": form, "ratings": RATINGS}
    return render(request, "calibration/judging.html", shown, status=422 if form and form.errors else 200)


@require_POST
def levels(request: SignedIn, pk: int) -> HttpResponse:
    """What is said on some criteria, kept."""
    at = clock.now()
    found = queries.get_study_judged(request.user, pk, at=at)
    form = Levels(request.POST, criteria=queries.criteria_of(found))
    if form.is_valid():
        try:
            actions.say_levels(study=found, levels=form.said(), by=request.user, at=at)
            return _kept(request, pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _not_kept(request, pk, form)


@require_POST
def answer(request: SignedIn, pk: int) -> HttpResponse:
    """All that the page says is kept, and handed in."""
    at = clock.now()
    found = queries.get_study_judged(request.user, pk, at=at)
    form = Levels(request.POST, criteria=queries.criteria_of(found))
    if form.is_valid():
        try:
            if said := form.said():
                actions.say_levels(study=found, levels=said, by=request.user, at=at)
            actions.hand_in_levels(study=found, by=request.user, at=at)
            messages.success(request, _("Handed in. Thank you."))
            return redirect("calibration:judging", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return judging(request, pk, form)


@never_cache
def work(request: SignedIn, pk: int, sheet: int) -> HttpResponse:
    """A piece of work that the judge has scored: what was handed in, and what it is worth on the whole."""
    at = clock.now()
    found = queries.get_study_judged(request.user, pk, at=at)
    sealed, handed_in = queries.work_again(found, request.user, sheet)
    if request.method != "POST":
        shown = {"study": found, "sheet": sheet, "submission": sealed.seat.panel.submission, "handed_in": handed_in}
        shown["ratings"] = RATINGS
        return render(request, "calibration/work.html", shown)
    form = Overall(request.POST)
    if form.is_valid():
        try:
            actions.judge_work(study=found, ratings={sheet: form.cleaned_data["rating"]}, by=request.user, at=at)
            return _kept(request, pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _not_kept(request, pk, form)


def _by_script(request: SignedIn) -> bool:
    return request.headers.get("X-Requested-With") == "guildmark"


def _kept(request: SignedIn, pk: int) -> HttpResponse:
    return JsonResponse({"revision": 0}) if _by_script(request) else redirect("calibration:judging", pk)


def _not_kept(request: SignedIn, pk: int, form: Any) -> HttpResponse:
    if not _by_script(request):
        return judging(request, pk, form)
    sentence = next(iter(next(iter(form.errors.values()))))
    return JsonResponse({"sentence": str(sentence)}, status=422)
