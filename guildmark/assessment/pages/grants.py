"""One more attempt, granted by the committee with a reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guildmark.assessment import actions, queries
from guildmark.assessment.forms.judging import GrantAttempt
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.people.requests import SignedIn


def attempts(request: SignedIn, candidacy: int) -> HttpResponse:
    at = clock.now()
    found = queries.get_candidacy_to_grant(request.user, candidacy, at=at)
    form = GrantAttempt(request.POST) if request.method == "POST" else GrantAttempt()
    if request.method == "POST" and form.is_valid():
        task = queries.task_of(found, form.cleaned_data["task"])
        try:
            actions.grant_attempt(
                candidacy=found, task=task, reason=form.cleaned_data["reason"], by=request.user, at=at
            )
            sentence = _("{name} may try “{task}” once more.").format(name=found.person.name, task=task.title)
            messages.success(request, sentence)
            return redirect("assessment:attempts", candidacy)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "grants": queries.grants(found, request.user, at=at), "candidacy": found}
    return render(request, "assessment/attempts.html", shown, status=422 if form.errors else 200)
