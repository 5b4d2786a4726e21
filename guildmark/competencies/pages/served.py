"""What can be served: strategic priorities, and the real tasks of job functions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.competencies import actions, forms, queries
from guildmark.competencies.pages.posting import posted
from guildmark.competencies.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, may
from guildmark.people.requests import SignedIn

FORMS: dict[str, Any] = {"priority": forms.Priority, "job_task": forms.JobTaskNamed}
ADDING: dict[str, Any] = {"priority": actions.add_priority, "job_task": actions.add_job_task}


def ends(request: SignedIn) -> HttpResponse:
    """The strategic priorities and the job tasks, to read and to add to."""
    person = request.user
    at = clock.now()
    what = request.POST.get("what", "")
    shown = {name: made(request.POST if what == name else None, prefix=name) for name, made in FORMS.items()}
    form = shown.get(what)
    if form and form.is_valid():
        try:
            ADDING[what](**form.cleaned_data, by=person, at=at)
            messages.success(request, _("Added."))
            return redirect("competencies:ends")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"kinds": _kinds(queries.ends_served(), shown), "editing": may(person, Can.EDIT, at=at)}
    return render(request, "competencies/served.html", context, status=422 if form and form.errors else 200)


def _kinds(rows: list[queries.Column], shown: dict[str, Any]) -> list[dict[str, Any]]:
    """The two lists of the page, in words."""
    words = {
        "priority": (_("Strategic priorities"), _("None named yet."), _("Add a strategic priority")),
        "job_task": (_("Job tasks"), _("None named yet."), _("Add a job task")),
    }
    return [
        {
            "name": name,
            "title": title,
            "none": none,
            "add": add,
            "form": shown[name],
            "rows": [row for row in rows if row.kind == name],
        }
        for name, (title, none, add) in words.items()
    ]


def priority(request: SignedIn, pk: int) -> HttpResponse:
    """Say a priority in other words."""
    person = request.user
    at = clock.now()
    priority = queries.get_end("priority", pk)["priority"]
    said = {name: getattr(priority, name) for name in forms.Priority.base_fields}
    form = forms.Priority(posted(request), initial=said)
    if form.is_valid():
        try:
            actions.change_priority(priority=priority, **form.cleaned_data, by=person, at=at)
            messages.success(request, _("Saved."))
            return redirect("competencies:ends")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "priority": priority, "editing": may(person, Can.EDIT, at=at)}
    return render(request, "competencies/priority.html", context, status=422 if form.errors else 200)


@require_POST
def end_removal(request: SignedIn, kind: str, pk: int) -> HttpResponse:
    """Take a priority or a job task from the list."""
    person = request.user
    remove: Any = actions.remove_priority if kind == "priority" else actions.remove_job_task
    try:
        remove(**queries.get_end(kind, pk), by=person, at=clock.now())
        messages.success(request, _("Removed."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("competencies:ends")
