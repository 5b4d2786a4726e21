"""Taking over a file: what it would change, then changing it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from guildmark.competencies import actions, forms, queries
from guildmark.competencies.domain.difference import Difference
from guildmark.competencies.domain.package import Package
from guildmark.competencies.domain.problems import Broken, Problem
from guildmark.competencies.domain.sniff import read_package
from guildmark.competencies.pages.posting import posted
from guildmark.competencies.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure, may
from guildmark.people.requests import SignedIn


@dataclass(frozen=True)
class Told:
    """A problem of a file in the reader's language."""

    where: str
    sentence: str


def told(problem: Problem) -> Told:
    values = {name: _(value) if name == "type" else value for name, value in problem.values.items()}
    return Told(problem.where, _(problem.text) % values)


def framework_import(request: SignedIn) -> HttpResponse:
    """Choose a file, see what it would change, take it over."""
    person = request.user
    at = clock.now()
    ensure(may(person, Can.EDIT, at=at))
    form = forms.Importing(posted(request), request.FILES or None, initial={"slug": request.GET.get("slug", "")})
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            package = _read(form)
            context["package"] = package
            if "check" not in request.POST:
                return _taken_over(request, package, form.cleaned_data["slug"], at)
            context["change"] = queries.foresee_import(package, form.cleaned_data["slug"], at=at)
        except Broken as broken:
            context |= {"problems": [told(one) for one in broken.problems], "more": broken.more}
        except Refused as refusal:
            form.add_error(None, str(refusal))
    wrong = bool(form.errors or context.get("problems"))
    part = "#report" if request.htmx else ""
    return render(request, f"competencies/import.html{part}", context, status=422 if wrong else 200)


def _read(form: forms.Importing) -> Package:
    file = form.cleaned_data["file"]
    name = form.cleaned_data["slug"] or slugify(PurePath(file.name).stem)
    return read_package(file.read(), name=name)


def _taken_over(request: SignedIn, package: Package, slug: str, at: datetime) -> HttpResponse:
    person = request.user
    framework, change = actions.import_framework(package=package, slug=slug, by=person, at=at)
    messages.success(request, _summary(change))
    if request.htmx:
        return HttpResponseClientRedirect(reverse("competencies:framework", args=[framework.slug]))
    return redirect("competencies:framework", framework.slug)


def _summary(change: Difference) -> str:
    if not change:
        return _("The file says what is here already: nothing changed.")
    return _("Imported: %(added)d items added, %(changed)d changed, %(removed)d removed.") % {
        "added": len(change.added_items),
        "changed": len(change.changed_items),
        "removed": len(change.removed_items),
    }
