"""Recording film and sound in the browser, straight into a draft."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildmark.assessment import queries
from guildmark.kernel import clock
from guildmark.kernel.access import ensure
from guildmark.people.requests import SignedIn

DEVICES = "camera=(self), microphone=(self), display-capture=(self), geolocation=()"

BYTES_A_MINUTE = 20_000_000  # at the rate that recorder.js asks for


@require_safe
def recording(request: SignedIn, pk: int) -> HttpResponse:
    """The only page that may use camera, microphone and screen."""
    at, person = clock.now(), request.user
    submission = queries.get_own_submission(person, pk, at=at)
    ensure(queries.may_record(submission, person, at=at))
    shown: dict[str, Any] = {"submission": submission, "task": submission.task, "limits": queries.limits()}
    shown["room"] = min(queries.limits().media, queries.room_left(submission))
    shown["endings"] = [one for one in queries.RECORDED if one in queries.endings_of(submission)]
    shown["minutes"] = shown["room"] // BYTES_A_MINUTE
    response = render(request, "assessment/recording.html", shown)
    response.headers["Permissions-Policy"] = DEVICES
    return response
