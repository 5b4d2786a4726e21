"""What everybody may read: the catalogue, and a program's criteria."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from guildmark.kernel import clock
from guildmark.kernel.access import may
from guildmark.kernel.exports import csv_file
from guildmark.people.requests import SignedIn
from guildmark.programs import queries
from guildmark.programs.domain.document import SCHEMA, Document
from guildmark.programs.domain.outline import outline
from guildmark.programs.domain.rubric import boundary_rule, pass_rule
from guildmark.programs.permissions import Can
from guildmark.programs.ports import holders_of
from guildmark.programs.queries.remembered import remembered

COLUMNS = ["slug", "title", "number", "hours_per_week", "weeks", "hours", "validity_months", "tasks", "published_at"]


@require_safe
def catalogue(request: SignedIn) -> HttpResponse:
    """Every program that one may apply to; for those who make programs, what is in the making."""
    at, person = clock.now(), request.user
    text, sort = request.GET.get("q", ""), request.GET.get("sort", "title")
    if request.GET.get("format") == "csv":
        rows = queries.catalogue(text=text, sort=sort)
        return csv_file("programs", COLUMNS, [[getattr(row, name) for name in COLUMNS] for row in rows])
    making = list(queries.in_the_making(person, at=at)[:50]) if may(person, Can.READ_DRAFTS, at=at) else []
    return render(
        request,
        "programs/catalogue.html",
        {
            "page": queries.catalogue_page(text=text, sort=sort, number=request.GET.get("page", 1)),
            "text": text,
            "sort": sort,
            "making": making,
            "discarded": request.session.get("discarded-draft", {}).get("title", ""),
            "map": queries.progression(),
            "may_start": may(person, Can.START, at=at),
        },
    )


@require_safe
def program(request: SignedIn, slug: str) -> HttpResponse:
    """A program as it is now: what is asked, how it is judged, what it is worth."""
    at = clock.now()
    try:
        version = queries.get_open_version(request.user, slug, at=at)
    except Http404:
        versions = queries.versions_of(queries.get_program(request.user, slug, at=at), request.user, at=at)
        return redirect("programs:version", slug, versions[0].number)
    return _criteria(request, version, at=at)


@require_safe
def criteria(request: SignedIn, slug: str, number: str) -> HttpResponse:
    """The criteria of one version, the way candidates read them."""
    at = clock.now()
    return _criteria(request, queries.get_version(request.user, slug, number, at=at), at=at)


def _criteria(request: SignedIn, version: Any, *, at: Any) -> HttpResponse:
    language = get_language() or "en"
    document = queries.told_in(version, language)
    slug = version.program.slug
    return render(
        request,
        "programs/criteria.html",
        {
            "version": version,
            "document": document,
            "holders": holders_of(version.program_id, at) if version.published_at else None,
            "told": _told(version, document, language),
            "map": queries.progression(around=slug),
            "slug": slug,
            "present": _present(version),
            "may_manage": may(request.user, Can.READ_DRAFTS, version, at=at),
        },
    )


def _present(version: Any) -> Any:
    """The version that took the place of a superseded one."""
    if version.state != "superseded":
        return None
    return queries.open_versions().filter(program=version.program_id).first()


@remembered
def _rendered(version: Any) -> dict[str, SafeString]:
    return {}


def _told(version: Any, document: Document, language: str) -> SafeString:
    """The criteria as they read. Once frozen they never change, so a process renders them once a language."""
    rendered = _rendered(version)
    if language not in rendered:
        tasks = [
            {"task": task, "rule": pass_rule(task.rubric), "boundary": boundary_rule(task.rubric)}
            for task in document.tasks
        ]
        shown = {"document": document, "lines": outline(document, _priors(version)), "tasks": tasks}
        rendered[language] = render_to_string("programs/told.html", shown)
    return rendered[language]


def _priors(version: Any) -> dict[str, str]:
    """The titles of the programs whose credentials are asked for."""
    return {leaf.prior_program: leaf.title for leaf in queries.tree_of(version).leaves() if leaf.prior_program}


@require_safe
def schema(request: SignedIn) -> JsonResponse:
    """The JSON Schema of a program's document."""
    return JsonResponse(SCHEMA, json_dumps_params={"indent": 2})
