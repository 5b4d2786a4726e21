"""What competencies serve: the coverage matrix, and the ties of one competency."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.competencies import actions, forms, queries
from guildmark.competencies.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, may
from guildmark.kernel.exports import csv_file
from guildmark.people.requests import SignedIn


def coverage(request: SignedIn, slug: str) -> HttpResponse:
    """The coverage matrix; a post ties or unties one cell of it."""
    person = request.user
    at = clock.now()
    framework = queries.get_framework(person, slug, at=at)
    if request.method == "POST":
        _toggle(request, slug, at)
        if not request.htmx:
            return redirect(request.get_full_path())
    item_type, only = request.GET.get("type", ""), request.GET.get("only", "")
    matrix = queries.coverage(framework, item_type=item_type)
    if request.GET.get("format") == "csv":
        return _as_csv(slug, matrix)
    context = {
        "framework": framework,
        "matrix": matrix,
        "rows": matrix.untied if only == "untied" else matrix.rows,
        "item_type": item_type,
        "only": only,
        "types": queries.type_counts(framework),
        "editing": may(person, Can.EDIT, at=at),
    }
    part = "#matrix" if request.htmx else ""
    return render(request, f"competencies/coverage.html{part}", context)


def _toggle(request: SignedIn, slug: str, at: datetime) -> None:
    """Tie or untie the cell that was pressed: `identifier kind:key on` or `… off`."""
    person = request.user
    identifier, serves, wish = [*request.POST.get("cell", "").split(), "", "", ""][:3]
    item = queries.get_item(person, slug, queries.identifier_in(identifier), at=at)
    form = forms.Serving({"serves": serves})
    if not form.is_valid():
        raise Refused(_("Choose a strategic priority or a job task."))
    verb = actions.tie if wish == "on" else actions.untie
    verb(item=item, **queries.get_end(*form.end()), by=person, at=at)


def _as_csv(slug: str, matrix: queries.Coverage) -> HttpResponse:
    header = [
        "code",
        "competency",
        "kind",
        *(f"{c.detail}: {c.title}" if c.detail else c.title for c in matrix.columns),
    ]
    lines = (
        [row.item.code, row.item.label, row.item.kind, *("tied" if cell else "" for cell in row.cells)]
        for row in matrix.rows
    )
    return csv_file(f"{slug}-coverage", header, lines)


@require_POST
def tie(request: SignedIn, slug: str, identifier: UUID) -> HttpResponse:
    """Tie this item to a priority or a job task, or untie it."""
    person = request.user
    at = clock.now()
    item = queries.get_item(person, slug, identifier, at=at)
    form = forms.Serving(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a strategic priority or a job task."))
        return redirect("competencies:item", slug, identifier)
    verb = actions.untie if "untie" in request.POST else actions.tie
    verb(item=item, **queries.get_end(*form.end()), by=person, at=at)
    return redirect("competencies:item", slug, identifier)
