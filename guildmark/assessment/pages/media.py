"""Films and sounds: their captions, one picture of them."""

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from guildmark.assessment import actions, queries
from guildmark.assessment.forms.workspace import CaptionsForm
from guildmark.assessment.pages.workspace import workspace
from guildmark.kernel import blobs, clock
from guildmark.kernel.access import Refused
from guildmark.kernel.middleware import wants_a_part
from guildmark.kernel.serving import serve
from guildmark.people.requests import SignedIn


@require_POST
def captions(request: SignedIn, pk: int) -> HttpResponse:
    """Captions for a film or sound in one's draft."""
    at, person = clock.now(), request.user
    film = queries.get_own_film(person, pk, at=at)
    form = CaptionsForm(request.POST, request.FILES)
    refusals = [str(sentence) for errors in form.errors.values() for sentence in errors]
    if form.is_valid():
        try:
            with blobs.received(form.cleaned_data["captions"].chunks()) as content:
                actions.attach_captions(
                    film=film, language=form.cleaned_data["language"], content=content, by=person, at=at
                )
        except Refused as refusal:
            refusals = [str(refusal)]
    return _answered(request, film.submission_id, pk, refusals)


def _answered(request: SignedIn, submission: int, pk: int, refusals: list[str]) -> HttpResponse:
    if not wants_a_part(request):
        return workspace(request, submission, refusals) if refusals else redirect("assessment:workspace", submission)
    if refusals:
        return JsonResponse({"sentence": " ".join(refusals)}, status=422)
    desk = queries.workspace_of(
        queries.get_own_submission(request.user, submission, at=clock.now()), request.user, at=clock.now()
    )
    shown = {"pieces": [one for one in desk.pieces if one.pk == pk], "captions": desk.captions}
    return render(request, "assessment/pieces.html", {**shown, "submission": {"pk": submission}, "editable": True})


@require_safe
def poster(request: SignedIn, pk: int) -> HttpResponseBase:
    picture = queries.get_poster(request.user, pk, at=clock.now())
    return serve(request, picture, name=f"{pk}.jpg", media_type=picture.media_type, inline=True)


PREVIEW = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


@require_safe
def preview(request: SignedIn, pk: int) -> HttpResponse:
    """What is in a file, as a page of its own in which nothing runs and which asks nobody for anything."""
    shown = queries.get_preview(request.user, pk, at=clock.now())
    response = render(request, "assessment/preview.html", {"preview": shown})
    response.headers["Content-Security-Policy"] = PREVIEW
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
