"""The browser editor: one part of a draft at a time, each box saving itself, buttons for everything else."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure
from guildmark.people.requests import SignedIn
from guildmark.programs import actions, queries
from guildmark.programs.domain import boxes, edits, tongues
from guildmark.programs.domain.document import check, digests, form_of, parse, write
from guildmark.programs.lifecycle import may_write
from guildmark.programs.pages import parts, steps
from guildmark.programs.queries.indicators import pickable_indicators
from guildmark.programs.tongue import said


def editor(request: SignedIn, slug: str, number: str, part: str = "about") -> HttpResponse:
    """One part of the draft: `about`, `rules`, `requirements`, or a task by its key."""
    at = clock.now()
    version = _draft(request, slug, number, at)
    form = form_of(queries.document_of(version))
    template, context = parts.part_of(form, part, list(queries.open_versions()))
    return render(
        request,
        template,
        {
            **context,
            **_addresses(slug, number),
            "version": version,
            "part": part,
            "outline": [
                (key, words, reverse("programs:editor-part", args=[slug, number, key]))
                for key, words in parts.outline(form)
            ],
            "standing": parts.standing(queries.readiness(version, at=at)),
            "undo": "dropped" in request.session.get(_undo_key(slug, number), {}),
        },
    )


@require_POST
def changes(request: SignedIn, slug: str, number: str) -> HttpResponse:
    """A box says what was typed in it. Answers in JSON: what to say beside it, and what is missing now."""
    at = clock.now()
    version = _draft(request, slug, number, at)
    before = queries.document_of(version)
    try:
        edited = _typed(form_of(before), request)
        _save(version, before, edited, request, at)
    except boxes.Unreadable as problem:
        return _told(said(problem.sentence), 422)
    except edits.Lost:
        return _told(_("This is no longer there: somebody else has removed it. Reload the page."), 409)
    except Refused as refusal:
        return _told(str(refusal), 422)
    standing = parts.standing(queries.readiness(version, at=at))
    panel = render_to_string("programs/editor/standing.html", {"standing": standing}, request)
    return JsonResponse({"said": _("Saved"), "standing": panel})


def _typed(form: edits.Form, request: SignedIn) -> edits.Form:
    """The form with what was typed in the box, or with what a text is in another language."""
    place, values = request.POST.get("place", ""), request.POST.getlist("value")
    if language := request.POST.get("language"):
        return tongues.tell(form, language, place, values[0].strip() if values else "")
    kind = boxes.kind_of(place)
    if kind is None:
        raise Http404
    return edits.put(form, place, boxes.read_typed(values, place, kind))


@require_POST
def entries(request: SignedIn, slug: str, number: str) -> HttpResponseBase:
    """A button adds, moves or removes something; what was removed can be put back."""
    at = clock.now()
    version = _draft(request, slug, number, at)
    before = queries.document_of(version)
    part = request.POST.get("part", "about")
    key = _undo_key(slug, number)
    try:
        if request.POST.get("do") == "undo":
            dropped = parse(request.session.pop(key)["dropped"]).document
            edited = form_of(dropped or before)
        else:
            step = steps.step(form_of(before), request.POST)
            edited, part = tongues.without_what_is_gone(form_of(before), step.form), step.part or part
            request.session[key] = {"dropped": write(before)} if step.drops else {}
        _save(version, before, edited, request, at)
    except (edits.Lost, KeyError):
        messages.error(
            request, _("This is no longer there: somebody else has changed it. Look at the draft as it is now.")
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("programs:editor-part", slug, number, part)


def indicators(request: SignedIn, slug: str, number: str) -> HttpResponse:
    """What of the frameworks matches, to be tied to a criterion."""
    _draft(request, slug, number, clock.now())
    asked = request.GET.get("q", "").strip()
    given = {"place": request.GET.get("place", ""), "part": request.GET.get("part", "about")}
    found = {"found": pickable_indicators(asked), "asked": asked, **given, **_addresses(slug, number)}
    return render(request, "programs/editor/indicators.html", found)


def _draft(request: SignedIn, slug: str, number: str, at: datetime) -> Any:
    version = queries.get_version(request.user, slug, number, at=at)
    ensure(may_write(version, request.user, at=at))
    return version


def _save(version: Any, before: Any, edited: edits.Form, request: SignedIn, at: datetime) -> None:
    """Keep the edited form as the draft, if nobody wrote in between and it can be kept; else a refusal says why."""
    checked = check(_plain(edited), queries.required_programs())
    if checked.document is None:
        blocking = next(problem for problem in checked.problems if not problem.unfinished)
        raise Refused(str(said(blocking.reason)))
    actions.replace_draft(
        version=version,
        document=checked.document,
        instead_of=digests(before).whole,
        by=request.user,
        at=at,
    )


def _plain(form: Any) -> Any:
    """The form without what is not said, as a document would leave it out."""
    if isinstance(form, dict):
        return {name: _plain(one) for name, one in form.items() if one is not None}
    return [_plain(one) for one in form] if isinstance(form, list) else form


def _told(words: Any, status: int) -> JsonResponse:
    return JsonResponse({"said": str(words)}, status=status)


def _undo_key(slug: str, number: str) -> str:
    return f"undo:{slug}:{number}"


def _addresses(slug: str, number: str) -> dict[str, str]:
    names = {"changes_url": "editor-changes", "entries_url": "editor-entries", "indicators_url": "editor-indicators"}
    found = {name: reverse(f"programs:{view}", args=[slug, number]) for name, view in names.items()}
    return {**found, "version_url": reverse("programs:version", args=[slug, number])}
