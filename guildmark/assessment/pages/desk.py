"""The scoring desk: a cover until Start is pressed, then the instrument, then one's sealed sheet."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guildmark.assessment import actions, queries
from guildmark.assessment.forms import judging as forms
from guildmark.assessment.pages.rubric import filled_rubric, fixed_parts
from guildmark.kernel import clock
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.calendar import local_date
from guildmark.people.requests import SignedIn


@never_cache
def seat(request: SignedIn, pk: int, form: django_forms.Form | None = None) -> HttpResponse:
    at = clock.now()
    held = queries.get_seat(request.user, pk, at=at)
    shown: dict[str, Any] = {
        "seat": held,
        "submission": held.panel.submission,
        "form": form,
        "reasons": forms.REASONS,
        "at": at,
    }
    status = 422 if form and form.errors else 200
    shown["conditions"] = queries.conditions_of(held)
    if held.state == "sealed":
        handed_in = queries.handed_in_by(held.panel.submission, held.assessor_id)
        observed = queries.observations_shown(request.user, held.panel.submission, at=at)
        shown |= {**queries.own_sheet(held), "handed_in": handed_in, "observed": observed}
        return render(request, "assessment/sealed.html", shown, status=status)
    if held.state == "assigned":
        shown |= {"cover": queries.cover(held), "clear": queries.seat_is_clear(held, at=at)}
        return render(request, "assessment/cover.html", shown, status=status)
    desk = queries.desk(held)
    shown |= {
        "marks": queries.marks_on(held),
        "later": later_days(at, held),
        "desk": desk,
        "rubric": filled_rubric(desk),
        "fixed": fixed_parts(get_language()),
    }
    return render(request, "assessment/desk.html", shown, status=status)


def later_days(at: datetime, held: Any) -> list[date]:
    """The days to which it can be left without being late."""
    today = local_date(at, held.assessor.time_zone)
    return [day for n in (1, 2, 3, 7) if (day := today + timedelta(days=n)) <= held.due_on]


@require_POST
def start(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    held = queries.get_seat(request.user, pk, at=at)
    form = django_forms.Form(request.POST)
    form.is_valid()
    try:
        actions.start_seat(seat=held, by=request.user, at=at)
        return redirect("assessment:seat", pk)
    except Refused as refused:
        form.add_error(None, str(refused))
    return seat(request, pk, form)


@require_POST
def refusal(request: SignedIn, pk: int) -> HttpResponse:
    """The assessor gives the seat back."""
    at = clock.now()
    held = queries.get_seat(request.user, pk, at=at)
    form = forms.Decline(request.POST)
    if form.is_valid():
        try:
            actions.decline_seat(seat=held, **form.cleaned_data, by=request.user, at=at)
            messages.success(
                request, _("{ref} is no longer yours. Thank you for saying so.").format(ref=held.panel.submission.ref)
            )
            return redirect("assessment:queue")
        except Refused as refused:
            form.add_error(None, str(refused))
    return seat(request, pk, form)


@require_POST
def request(request: SignedIn, pk: int) -> HttpResponse:
    """The assessor asks for more evidence: it goes back to the candidate, the clock stopped."""
    at = clock.now()
    held = queries.get_seat(request.user, pk, at=at)
    _before, after = queries.neighbours(held)
    form = forms.AskForMore(request.POST)
    if form.is_valid():
        try:
            actions.ask_for_more(seat=held, **form.cleaned_data, by=request.user, at=at)
            sentence = _("{ref} is with the candidate. It returns to your queue when more is handed in.")
            messages.success(request, sentence.format(ref=held.panel.submission.ref))
            return redirect("assessment:seat", after) if after else redirect("assessment:queue")
        except Refused as refused:
            form.add_error(None, str(refused))
    return seat(request, pk, form)


@require_POST
def request_end(request: SignedIn, pk: int) -> HttpResponse:
    """Whoever asked, or the program's owner, goes on with what is there."""
    at = clock.now()
    asked = queries.get_request(request.user, pk, at=at)
    actions.go_on_without(request=asked, by=request.user, at=at)
    messages.success(request, _("Judging goes on with what was handed in before."))
    own = queries.own_seat(asked, request.user)
    return redirect("assessment:seat", own) if own else redirect("assessment:panel", asked.submission_id)


@require_POST
def score(request: SignedIn, pk: int, criterion: str) -> HttpResponse:
    at = clock.now()
    held = queries.get_seat(request.user, pk, at=at)
    form = forms.Score(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        line = actions.save_score(seat=held, criterion=criterion, **form.cleaned_data, by=request.user, at=at)
    except actions.Stale as stale:
        return JsonResponse({"sentence": str(stale), "stored": stale.stored}, status=409)
    except Refused as refused:
        return JsonResponse({"sentence": str(refused)}, status=403)
    return JsonResponse({"revision": line.revision, "standing": queries.saved_standing(held)})


@require_POST
def notes(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    held = queries.get_seat(request.user, pk, at=at)
    form = forms.Notes(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        sheet = actions.save_notes(seat=held, **form.cleaned_data, by=request.user, at=at)
    except actions.Stale as stale:
        return JsonResponse({"sentence": str(stale), "stored": stale.stored}, status=409)
    except Refused as refused:
        return JsonResponse({"sentence": str(refused)}, status=403)
    return JsonResponse({"revision": sheet.notes_revision})


@require_POST
def seal(request: SignedIn, pk: int) -> HttpResponse:
    at = clock.now()
    held = queries.get_seat(request.user, pk, at=at)
    _before, after = queries.neighbours(held)
    form = django_forms.Form(request.POST)
    form.is_valid()
    try:
        actions.seal_sheet(seat=held, by=request.user, at=at)
    except actions.Conflicted as conflicted:
        actions.replace_seat(seat=held, reason=str(conflicted), cause="conflict", by=SYSTEM, at=at)
        gone = _("It was not sealed: {why} The seat goes to somebody else; what you wrote is kept.")
        messages.error(request, gone.format(why=conflicted))
        return redirect("assessment:queue")
    except Refused as refused:
        form.add_error(None, str(refused))
        return seat(request, pk, form)
    left = queries.counts(request.user, at=at).open
    messages.success(request, _sealed(held.panel.submission.ref, left))
    return redirect("assessment:seat", after) if after else redirect("assessment:queue")


def _sealed(ref: str, left: int) -> str:
    if not left:
        return _("{ref} is sealed. That was the last one: your queue is empty.").format(ref=ref)
    return ngettext(
        "{ref} is sealed. {left} more waits for you.", "{ref} is sealed. {left} more wait for you.", left
    ).format(ref=ref, left=left)
