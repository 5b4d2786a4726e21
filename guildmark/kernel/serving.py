"""Handing out stored content so that no browser runs it: as a download, or shown alone in a sandbox.

Only pictures, sound, film, PDF and plain text are ever shown; everything else is a download. Ranges as in RFC 9110,
section 14, one range a request.
"""

import re
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from guildmark.kernel import blobs
from guildmark.kernel.models import Blob

SHOWN = frozenset(
    {
        "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain", "text/vtt",
        "video/mp4", "video/webm", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/webm",
    }
)  # fmt: skip
ALONE = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
SANDBOXED = f"{ALONE}; sandbox"
RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


def may_be_shown(media_type: str) -> bool:
    return media_type in SHOWN


def serve(request: HttpRequest, blob: Blob, *, name: str, media_type: str, inline: bool = False) -> HttpResponseBase:
    """The content of a blob, or the range asked for. Whoever calls this has asked whether the person may see it."""
    shown = inline and may_be_shown(media_type)
    first, last = 0, blob.size - 1
    asked = _range(request.headers.get("Range", ""), blob.size)
    if asked == ():
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{blob.size}"})
    if asked:
        first, last = asked
    response = StreamingHttpResponse(_body(request, blob, first, last), status=206 if asked else 200)
    response.headers["Content-Type"] = (
        f"{media_type}; charset=utf-8" if media_type in ("text/plain", "text/vtt") else media_type
    )
    response.headers["Content-Length"] = str(last - first + 1)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = f'"{blob.sha256}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN" if shown else "DENY"
    # Chromium's PDF viewer does not start in a sandboxed document; it runs no script of the page's origin.
    response.headers["Content-Security-Policy"] = ALONE if media_type == "application/pdf" else SANDBOXED
    response.headers["Content-Disposition"] = content_disposition_header(not shown, name) or "attachment"
    if asked:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{blob.size}"
    return response


def _body(request: HttpRequest, blob: Blob, first: int, last: int) -> Iterator[bytes]:
    return iter(()) if request.method == "HEAD" else blobs.part(blob, first, last)


def _range(header: str, size: int) -> tuple[int, int] | tuple[()] | None:
    """The first and last byte asked for; None for everything; empty where there is nothing of that kind."""
    if not (found := RANGE.match(header.strip())) or found.groups() == ("", ""):
        return None
    start, end = found.groups()
    if not start:
        first, last = max(size - int(end), 0), size - 1
    else:
        first, last = int(start), min(int(end), size - 1) if end else size - 1
    return (first, last) if first <= last and first < size else ()
