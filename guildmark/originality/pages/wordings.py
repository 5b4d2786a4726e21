"""How often each wording of a task was given, and retiring one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.originality import actions, queries
from guildmark.originality.forms import Retire
from guildmark.people.requests import SignedIn


def wordings(request: SignedIn, slug: str, number: str, form: Retire | None = None) -> HttpResponse:
    version, tasks = queries.wordings_of(request.user, slug, number, at=clock.now())
    told = {"version": version, "tasks": tasks, "form": form or Retire()}
    return render(request, "originality/wordings.html", told, status=422 if form and form.errors else 200)


@require_POST
def retirement(request: SignedIn, slug: str, number: str, task: str, variant: str) -> HttpResponse:
    at = clock.now()
    _version, tasks = queries.wordings_of(request.user, slug, number, at=at)
    found = next((one.task for one in tasks if one.task.key == task), None)
    if found is None:
        raise Http404
    form = Retire(request.POST)
    if form.is_valid():
        try:
            actions.retire_variant(
                task=found, variant=variant, reason=form.cleaned_data["reason"], by=request.user, at=at
            )
            messages.success(request, _("Retired: nobody is given it any more."))
            return redirect("originality:wordings", slug, number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return wordings(request, slug, number, form)
