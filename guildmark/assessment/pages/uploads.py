"""Uploads in parts, by the tus protocol: begun at a draft, continued each at an address of its own."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guildmark.assessment import actions, queries
from guildmark.kernel import clock, tus
from guildmark.kernel.access import Refused, ensure
from guildmark.kernel.blobs import Received
from guildmark.people.requests import SignedIn


class DraftDoor:
    """What may come into a draft, and what becomes of it there."""

    def __init__(self, submission: Any, person: Any, at: datetime) -> None:
        self.submission, self.person, self.at = submission, person, at

    @property
    def largest(self) -> int:
        return min(queries.limits().media, queries.room_left(self.submission))

    def url(self, key: str) -> str:
        return reverse("assessment:upload", args=[key])

    def begin(self, length: int | None, metadata: Mapping[str, str], raw: str) -> tus.Incoming:
        begun = actions.begin_upload(
            submission=self.submission, key=secrets.token_hex(16), name=metadata.get("filename", ""), length=length,
            metadata=raw, by=self.person, at=self.at,
        )  # fmt: skip
        return as_incoming(begun)

    def declare(self, incoming: tus.Incoming, length: int) -> tus.Incoming:
        upload = self._of(incoming)
        return as_incoming(actions.measure_upload(upload=upload, length=length, by=self.person, at=self.at))

    def glance(self, incoming: tus.Incoming, part: tus.Partial) -> None:
        ensure(queries.glanced_at(self._of(incoming).name, part.head()))

    def finish(self, incoming: tus.Incoming, content: Received) -> None:
        upload = self._of(incoming)
        verdict = queries.looked_through(self.submission, upload.name, content)
        actions.finish_upload(upload=upload, content=content, verdict=verdict, by=self.person, at=self.at)

    def drop(self, incoming: tus.Incoming) -> None:
        actions.drop_upload(upload=self._of(incoming), by=self.person, at=self.at)

    def _of(self, incoming: tus.Incoming) -> Any:
        return queries.get_upload(self.person, incoming.key, at=self.at)


def as_incoming(upload: Any) -> tus.Incoming:
    done = upload.evidence_id is not None
    return tus.Incoming(upload.key, upload.length, upload.metadata, upload.expires_at, done)


@require_http_methods(["OPTIONS", "POST"])
def uploads(request: SignedIn, pk: int) -> HttpResponse:
    at, person = clock.now(), request.user
    submission = queries.get_own_submission(person, pk, at=at)
    return tus.creation(request, DraftDoor(submission, person, at))


@require_http_methods(["HEAD", "PATCH", "DELETE", "POST"])
def upload(request: SignedIn, key: str) -> HttpResponse:
    """The protocol's verbs; and a POST once all of it was sent, which answers with the file's row."""
    at, person = clock.now(), request.user
    found = queries.get_upload(person, key, at=at)
    door = DraftDoor(found.submission, person, at)
    if request.method == "POST" and "X-HTTP-Method-Override" not in request.headers:
        return _settled(request, door, as_incoming(found))
    return tus.resource(request, door, as_incoming(found), at=at)


def _settled(request: SignedIn, door: DraftDoor, incoming: tus.Incoming) -> HttpResponse:
    try:
        whole = tus.settle(door, incoming)
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=422)
    if not whole:
        return JsonResponse({"sentence": _("It isn’t whole yet.")}, status=409)
    piece = queries.get_upload(door.person, incoming.key, at=door.at).evidence
    shown = {"pieces": [piece], "submission": {"pk": door.submission.pk}, "editable": True}
    return render(request, "assessment/pieces.html", shown, status=201)
