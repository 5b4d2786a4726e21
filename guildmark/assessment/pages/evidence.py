"""Files and links: added, removed, put back, opened."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guildmark.assessment import actions, queries
from guildmark.assessment.forms.workspace import LinkForm
from guildmark.assessment.pages.workspace import workspace
from guildmark.kernel import blobs, clock
from guildmark.kernel.access import Refused
from guildmark.kernel.middleware import wants_a_part
from guildmark.kernel.serving import serve
from guildmark.kernel.uploading import too_large
from guildmark.people.requests import SignedIn


@require_POST
def evidence(request: SignedIn, pk: int) -> HttpResponse:
    """Add files, or a link. A script sends one at a time and gets its row; a form gets the page again."""
    at, person = clock.now(), request.user
    submission = queries.get_own_submission(person, pk, at=at)
    if "url" in request.POST:
        return _link(request, submission, person, at)
    refusals = [queries.too_large_sentence(name) for name in too_large(request)]
    added = []
    for file in request.FILES.getlist("file"):
        try:
            added.append(_attached(submission, file, person, at))
        except Refused as refusal:
            refusals.append(str(refusal))
    if not added and not refusals:
        refusals = [_("Choose a file first.")]
    return _answered(request, pk, added, refusals)


def _attached(submission: Any, file: UploadedFile, person: Any, at: datetime) -> Any:
    with blobs.received(file.chunks()) as content:
        verdict = queries.looked_through(submission, file.name or "", content)
        return actions.attach_file(submission=submission, content=content, verdict=verdict, by=person, at=at)


def _link(request: SignedIn, submission: Any, person: Any, at: datetime) -> HttpResponse:
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _answered(request, submission.pk, [], [_("Give the address of a page.")], link=form)
    try:
        added = actions.attach_link(submission=submission, **form.cleaned_data, by=person, at=at)
    except Refused as refusal:
        return _answered(request, submission.pk, [], [str(refusal)], link=form)
    return _answered(request, submission.pk, [added], [])


def _answered(request: SignedIn, pk: int, added: Iterable[Any], refusals: list[str], **given: Any) -> HttpResponse:
    if not wants_a_part(request):
        return workspace(request, pk, refusals, **given) if refusals else redirect("assessment:workspace", pk)
    if refusals:
        return JsonResponse({"sentence": " ".join(refusals)}, status=422)
    return render(
        request, "assessment/pieces.html", {"pieces": added, "submission": {"pk": pk}, "editable": True}, status=201
    )


@require_POST
def removal(request: SignedIn, pk: int, evidence_id: int) -> HttpResponse:
    """Take a file or link out; the answer holds what it takes to put it back."""
    at, person = clock.now(), request.user
    submission = queries.get_own_submission(person, pk, at=at)
    try:
        removed = actions.remove_evidence(submission=submission, evidence_id=evidence_id, by=person, at=at)
    except Refused as refusal:
        return _answered(request, pk, [], [str(refusal)])
    token = queries.token_of(submission, removed) if removed else ""
    if wants_a_part(request):
        return JsonResponse({"back": token})
    messages.info(request, _("Removed."))
    return workspace(request, pk, removed=removed, back=token)


@require_POST
def return_(request: SignedIn, pk: int) -> HttpResponse:
    """Put back what was just removed."""
    at, person = clock.now(), request.user
    submission = queries.get_own_submission(person, pk, at=at)
    try:
        removed = queries.removed_by(submission, request.POST.get("back", ""))
        added = actions.put_back(submission=submission, removed=removed, by=person, at=at)
    except Refused as refusal:
        return _answered(request, pk, [], [str(refusal)])
    return _answered(request, pk, [added], [])


@require_safe
def file(request: SignedIn, pk: int) -> HttpResponseBase:
    """The content of a file, for those who may read this evidence: a download, or shown alone with `?show`."""
    piece, blob = queries.get_file(request.user, pk, at=clock.now())
    shown = "show" in request.GET
    return serve(request, blob, name=piece.title, media_type=blob.media_type, inline=shown)
