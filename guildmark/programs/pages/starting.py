"""Starting a program from what a framework says of the work: a work role, a domain, any item."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guildmark.kernel import clock
from guildmark.kernel.access import ensure, may
from guildmark.people.requests import SignedIn
from guildmark.programs import actions, queries
from guildmark.programs.domain.document.reading import clean
from guildmark.programs.domain.edits import free_name, key_from
from guildmark.programs.permissions import Can
from guildmark.programs.queries.indicators import pickable_indicators, work_analysis_from


@require_GET
def roles(request: SignedIn) -> HttpResponse:
    """What of the frameworks matches, to start a program from."""
    ensure(may(request.user, Can.START, at=clock.now()))
    asked = request.GET.get("q", "").strip()
    return render(request, "programs/editor/roles.html", {"found": pickable_indicators(asked), "asked": asked})


@require_POST
def from_role(request: SignedIn) -> HttpResponse:
    """A draft whose work analysis begins with a framework's item and what stands under it; on to its editor."""
    at = clock.now()
    ensure(may(request.user, Can.START, at=at))
    item = request.POST.get("item", "")
    analysis = work_analysis_from(int(item)) if item.isdecimal() else ""
    if not analysis:
        raise Http404
    title = " ".join(clean(request.POST.get("title", "")).split())[:200] or _("New program")
    slug = free_name(key_from(title, "program"), queries.every_slug())
    version = actions.start_program(slug=slug, title=title, by=request.user, at=at)
    document = replace(queries.document_of(version), work_analysis=analysis)
    actions.replace_draft(version=version, document=document, by=request.user, at=at)
    return redirect("programs:editor", version.program.slug, version.number)
