"""Team work, and evidence that is kept to certain people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.assessment import actions, queries
from guildmark.assessment.forms.together import TeamForm, ViewersForm
from guildmark.assessment.pages.workspace import workspace
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn


@require_POST
def team(request: SignedIn, pk: int) -> HttpResponse:
    """Who made it together with the candidate, and what the candidate’s own part was."""
    at, person = clock.now(), request.user
    submission = queries.get_own_submission(person, pk, at=at)
    form = TeamForm(request.POST, named=queries.team_of(submission))
    if form.is_valid():
        try:
            statement = form.cleaned_data["statement"]
            actions.name_team(submission=submission, people=form.people(), statement=statement, by=person, at=at)
            messages.success(request, _("Saved."))
            return redirect("assessment:workspace", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
    return workspace(request, pk, sentences, team=form)


def viewers(request: SignedIn, pk: int, form: ViewersForm | None = None) -> HttpResponse:
    """To whom a piece of evidence is kept, and why."""
    piece = queries.get_restrictable(request.user, pk, at=clock.now())
    named = queries.viewers_of(piece)
    first = {"stays": named, "reason": piece.restriction.reason if hasattr(piece, "restriction") else ""}
    shown = {"piece": piece, "submission": piece.submission, "form": form or ViewersForm(named=named, initial=first)}
    shown["own"] = piece.submission.candidacy.person_id == request.user.pk
    return render(request, "assessment/viewers.html", shown, status=422 if form and form.errors else 200)


@require_POST
def restriction(request: SignedIn, pk: int) -> HttpResponse:
    """Keep the piece to these people."""
    at, person = clock.now(), request.user
    piece = queries.get_restrictable(person, pk, at=at)
    form = ViewersForm(request.POST, named=queries.viewers_of(piece))
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.restrict(piece=piece, viewers=form.people(), reason=reason, by=person, at=at)
            messages.success(request, _("Saved. Everybody who meets it sees to whom it is kept, and why."))
            return redirect("assessment:viewers", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return viewers(request, pk, form)


@require_POST
def opening(request: SignedIn, pk: int) -> HttpResponse:
    """Open the piece again to everybody who may read the submission."""
    at, person = clock.now(), request.user
    piece = queries.get_restrictable(person, pk, at=at)
    actions.lift_restriction(piece=piece, by=person, at=at)
    messages.success(request, _("Open again to everybody who reads this submission."))
    return redirect("assessment:viewers", pk)
