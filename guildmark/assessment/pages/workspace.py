"""The submission workspace: open a draft, write in it, hand it in, take it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.assessment import actions, queries
from guildmark.assessment.forms import workspace as forms
from guildmark.assessment.forms.together import TeamForm
from guildmark.candidacy.queries import get_candidacy
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn


@require_POST
def submissions(request: SignedIn, candidacy: int) -> HttpResponse:
    """Begin a task, or go on where its draft is."""
    at, person = clock.now(), request.user
    found = get_candidacy(person, candidacy, at=at)
    task = queries.task_of(found, request.POST.get("task", ""))
    submission = actions.open_submission(candidacy=found, task=task, by=person, at=at)
    return redirect("assessment:workspace", submission.pk)


def workspace(request: SignedIn, pk: int, refusals: list[str] | None = None, **given: Any) -> HttpResponse:
    """A draft to fill; once it is handed in, what was handed in."""
    at, person = clock.now(), request.user
    submission = queries.get_shown_submission(person, pk, at=at)
    desk = queries.workspace_of(submission, person, at=at)
    template = "assessment/workspace.html" if desk.is_draft else "assessment/handed_in.html"
    context = {"desk": desk, "submission": submission, "candidacy": submission.candidacy, "task": submission.task}
    if desk.writing and "team" not in given:
        given["team"] = _team_form(submission, desk.team)
    if not desk.is_draft:
        context["mark"] = queries.get_mark(submission, person, request.GET.get("mark", ""), at=at)
    shown = {"link": forms.LinkForm(), "submittal": forms.SubmittalForm(), "refusals": refusals or [], **given}
    return render(request, template, {**context, **shown}, status=422 if refusals else 200)


def _team_form(submission: Any, team: Any) -> TeamForm:
    named = queries.team_of(submission) if team else []
    return TeamForm(named=named, initial={"statement": team.text if team else ""})


@require_POST
def box(request: SignedIn, pk: int, key: str) -> JsonResponse:
    """Save one box. 409 when it changed meanwhile: both texts are kept, and the answer holds the other one."""
    at, person = clock.now(), request.user
    submission = queries.get_own_submission(person, pk, at=at)
    form = forms.BoxForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"sentence": _("That could not be read. Reload the page.")}, status=422)
    try:
        saved = actions.save_text(
            submission=submission, box=queries.box_of(submission, key), **form.cleaned_data, by=person, at=at
        )
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=422)
    answer = {"revision": saved.revision, "text": saved.text, "kept": saved.kept_id}
    return JsonResponse(answer, status=409 if saved.kept_id else 200)


@require_POST
def draft(request: SignedIn, pk: int) -> HttpResponse:
    """Save every box of the form, as a browser without scripts does."""
    at, person = clock.now(), request.user
    submission = queries.get_own_submission(person, pk, at=at)
    try:
        kept = _saved(request, submission, person, at)
    except Refused as refusal:
        return workspace(request, pk, [str(refusal)])
    if kept:
        messages.warning(request, _("A text had changed in another tab. Both are kept; see below."))
    else:
        messages.success(request, _("Saved."))
    return redirect("assessment:workspace", pk)


@require_POST
def submittal(request: SignedIn, pk: int) -> HttpResponse:
    """Save what the form holds, then hand everything in."""
    at, person = clock.now(), request.user
    submission = queries.get_own_submission(person, pk, at=at)
    form = forms.SubmittalForm(request.POST)
    signed = form.cleaned_data if form.is_valid() else {"identity": False, "original": False}
    hand_in, said = actions.submit, _("Handed in. You can recall it until an assessor presses Start.")
    if submission.state == "returned":
        hand_in, said = actions.hand_in_more, _("Handed in. The assessors go on where they were.")
    try:
        if _saved(request, submission, person, at):
            sentence = _("A text had changed in another tab. Both are kept: settle that first, then hand in.")
            return workspace(request, pk, [sentence], submittal=form)
        hand_in(submission=submission, **signed, by=person, at=at)
    except Refused as refusal:
        return workspace(request, pk, [str(refusal)], submittal=form)
    messages.success(request, said)
    return redirect("assessment:workspace", pk)


@require_POST
def recall(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    submission = queries.get_own_submission(person, pk, at=at)
    try:
        actions.recall(submission=submission, by=person, at=at)
    except Refused as refusal:
        return workspace(request, pk, [str(refusal)])
    messages.success(request, _("Recalled. It is a draft again, with everything in it."))
    return redirect("assessment:workspace", pk)


@require_POST
def kept(request: SignedIn, pk: int, kept_id: int) -> HttpResponse:
    """Add a text that was kept apart to the end of its box, or let it go."""
    at, person = clock.now(), request.user
    submission = queries.get_own_submission(person, pk, at=at)
    form = forms.KeptForm(request.POST)
    try:
        if form.is_valid() and form.cleaned_data["choice"] == "append":
            for box, text, revision in queries.appended(submission, kept_id):
                actions.save_text(submission=submission, box=box, text=text, revision=revision, by=person, at=at)
        actions.settle_kept_text(submission=submission, kept_id=kept_id, by=person, at=at)
    except Refused as refusal:
        return workspace(request, pk, [str(refusal)])
    return redirect("assessment:workspace", pk)


def _saved(request: SignedIn, submission: Any, person: Any, at: Any) -> bool:
    """Save every box that the form carries; whether one of them had changed meanwhile."""
    stale = False
    for box, text, revision in queries.typed(submission, request.POST):
        saved = actions.save_text(
            submission=submission, box=box, text=text, revision=revision, tab="form", by=person, at=at
        )
        stale = stale or saved.kept_id is not None
    return stale
