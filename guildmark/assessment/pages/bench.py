"""Beside the sheet: marks in the evidence, comments to use again, work left for later."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.assessment import actions, queries
from guildmark.assessment.forms import judging as forms
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn


@require_POST
def marks(request: SignedIn, pk: int) -> HttpResponse:
    """Mark a place; the answer is the list of marks as it now stands."""
    at = clock.now()
    held = queries.get_seat(request.user, pk, at=at)
    form = forms.MarkForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"sentence": _("Select a passage, or a moment of a film.")}, status=422)
    given = form.cleaned_data
    criterion, text = given.pop("criterion"), given.pop("text")
    try:
        actions.mark_evidence(
            seat=held, place=actions.Place(**given), criterion=criterion, text=text, by=request.user, at=at
        )
    except Refused as refused:
        return JsonResponse({"sentence": str(refused)}, status=403)
    return render(request, "assessment/parts/marks.html", {"marks": queries.marks_on(held), "seat": held})


@require_POST
def mark_removal(request: SignedIn, pk: int, mark: int) -> HttpResponse:
    at = clock.now()
    held = queries.get_seat(request.user, pk, at=at)
    try:
        actions.drop_mark(seat=held, mark_id=mark, by=request.user, at=at)
    except Refused as refused:
        return JsonResponse({"sentence": str(refused)}, status=403)
    return render(request, "assessment/parts/marks.html", {"marks": queries.marks_on(held), "seat": held})


def bank(request: SignedIn, pk: int) -> HttpResponse:
    """The comments to use on a criterion; posted to, one more is kept."""
    at = clock.now()
    held = queries.get_seat(request.user, pk, at=at)
    criterion = request.GET.get("criterion", "") or request.POST.get("criterion", "")
    if request.method == "POST":
        form = forms.KeepComment(request.POST)
        if not form.is_valid():
            return JsonResponse({"sentence": _("Write the comment first.")}, status=422)
        actions.keep_comment(seat=held, **form.cleaned_data, by=request.user, at=at)
    found = queries.bank_for(held, criterion)
    return render(request, "assessment/parts/bank.html", {"bank": found, "seat": held, "criterion": criterion})


@require_POST
def bank_removal(request: SignedIn, pk: int, comment: int) -> HttpResponse:
    at = clock.now()
    held = queries.get_seat(request.user, pk, at=at)
    criterion = request.POST.get("criterion", "")
    actions.drop_comment(comment=queries.get_comment(request.user, comment), by=request.user, at=at)
    found = queries.bank_for(held, criterion)
    return render(request, "assessment/parts/bank.html", {"bank": found, "seat": held, "criterion": criterion})


@require_POST
def skip(request: SignedIn, pk: int) -> HttpResponse:
    """Leave it for a later day; or, with no day, take it up again."""
    at = clock.now()
    held = queries.get_seat(request.user, pk, at=at)
    _before, after = queries.neighbours(held)
    form = forms.Skip(request.POST)
    try:
        if form.is_valid():
            actions.skip_seat(seat=held, **form.cleaned_data, by=request.user, at=at)
            if not form.cleaned_data["until"]:
                return redirect("assessment:seat", pk)
            messages.success(request, _("Left for later. It is still due on the same day."))
            return redirect("assessment:seat", after) if after else redirect("assessment:queue")
        messages.error(request, _("Choose a day."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("assessment:seat", pk)
