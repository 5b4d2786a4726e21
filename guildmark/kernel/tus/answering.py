"""The answers of a tus server: one address to begin uploads at, one for each upload."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils.http import http_date
from django.utils.translation import gettext as _

from guildmark.kernel.access import Refused
from guildmark.kernel.blobs import Received
from guildmark.kernel.tus import partial, protocol
from guildmark.kernel.tus.partial import Partial
from guildmark.kernel.tus.protocol import Malformed

READ = 256 * 1024
NO_STORE = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class Incoming:
    """An upload as its owner knows it. `done`: it came whole, and was taken."""

    key: str
    length: int | None
    metadata: str
    expires_at: datetime
    done: bool = False


class Door(Protocol):
    """What a room says of uploads. Each may refuse with a sentence (`Refused`); `url` is where an upload is."""

    @property
    def largest(self) -> int: ...
    def url(self, key: str) -> str: ...
    def begin(self, length: int | None, metadata: Mapping[str, str], raw: str) -> Incoming: ...
    def declare(self, incoming: Incoming, length: int) -> Incoming: ...
    def glance(self, incoming: Incoming, path: Partial) -> None: ...
    def finish(self, incoming: Incoming, content: Received) -> None: ...
    def drop(self, incoming: Incoming) -> None: ...


def creation(request: HttpRequest, door: Door) -> HttpResponse:
    """OPTIONS says what this server can do; POST begins an upload, and may bring its first bytes along."""
    if _method(request) == "OPTIONS":
        return _dressed(HttpResponse(status=204, headers=_abilities(door)))
    return _guarded(request, lambda: _begun(request, door))


def resource(request: HttpRequest, door: Door, incoming: Incoming, *, at: datetime) -> HttpResponse:
    """HEAD says how far an upload is, PATCH goes on with it, DELETE gives it up."""
    verbs = {"HEAD": _told, "PATCH": _continued, "DELETE": _dropped}
    if (verb := verbs.get(_method(request))) is None:
        return _dressed(HttpResponse(status=405, headers={"Allow": "HEAD, PATCH, DELETE"}))
    if incoming.expires_at <= at and not incoming.done:
        return _dressed(_sentence(_("This upload was kept for a day and is gone. Choose the file again."), 410))
    return _guarded(request, lambda: verb(request, door, incoming))


def _begun(request: HttpRequest, door: Door) -> HttpResponse:
    length, raw = protocol.length(request.headers), request.headers.get("Upload-Metadata", "")
    if not partial.room_for(length or 0):
        return _disk_full()
    incoming = door.begin(length, protocol.metadata(raw), raw)
    Partial(incoming.key).begin()
    offset = 0
    if request.content_type == protocol.CONTENT:
        offset = _taken(request, door, incoming, 0)
    return HttpResponse(status=201, headers={"Location": door.url(incoming.key), **_where(incoming, offset)})


def _told(request: HttpRequest, door: Door, incoming: Incoming) -> HttpResponse:
    part = Partial(incoming.key)
    if not incoming.done and part.is_being_written():
        raise partial.Locked
    offset = (incoming.length or 0) if incoming.done else part.offset
    how_long = {"Upload-Defer-Length": "1"} if incoming.length is None else {"Upload-Length": str(incoming.length)}
    along = {"Upload-Metadata": incoming.metadata} if incoming.metadata else {}
    return HttpResponse(status=200, headers={**NO_STORE, **how_long, **along, **_where(incoming, offset)})


def _continued(request: HttpRequest, door: Door, incoming: Incoming) -> HttpResponse:
    protocol.check_content(request.content_type or "")
    offset = protocol.needed(request.headers, "Upload-Offset")
    if incoming.done:
        raise partial.WrongOffset
    length = protocol.number(request.headers, "Upload-Length")
    if length is not None and incoming.length is None:
        if not offset <= length <= door.largest:
            raise partial.TooMuch
        incoming = door.declare(incoming, length)
    elif length is not None and length != incoming.length:
        raise Malformed("Upload-Length was told before, and otherwise")
    reached = _taken(request, door, incoming, offset)
    return HttpResponse(status=204, headers=_where(incoming, reached))


def _taken(request: HttpRequest, door: Door, incoming: Incoming, offset: int) -> int:
    part, told = Partial(incoming.key), protocol.checksum(request.headers.get("Upload-Checksum"))
    most = door.largest if incoming.length is None else incoming.length
    reached = part.append(_body(request), offset=offset, most=most, checksum=told)
    if reached == incoming.length:
        _taken_in(part, door, incoming)
    elif offset == 0 and reached:
        with _refusals_end(part, door, incoming):
            door.glance(incoming, part)
    return reached


def settle(door: Door, incoming: Incoming) -> bool:
    """Take in what came whole, should the last answer have been lost; whether it is taken now."""
    part = Partial(incoming.key)
    if incoming.done:
        return True
    if part.offset != incoming.length:
        return False
    _taken_in(part, door, incoming)
    return True


def _taken_in(part: Partial, door: Door, incoming: Incoming) -> None:
    with _refusals_end(part, door, incoming):
        door.finish(incoming, part.received())
    part.discard()


@contextmanager
def _refusals_end(part: Partial, door: Door, incoming: Incoming) -> Iterator[None]:
    """What is refused once it is there is let go at once."""
    try:
        yield
    except Refused:
        part.discard()
        door.drop(incoming)
        raise


def _dropped(request: HttpRequest, door: Door, incoming: Incoming) -> HttpResponse:
    door.drop(incoming)
    Partial(incoming.key).discard()
    return HttpResponse(status=204)


def _body(request: HttpRequest) -> Iterator[bytes]:
    """The body as it comes, never whole in memory. A connection that breaks ends it; what came before counts."""
    try:
        while piece := request.read(READ):
            yield piece
    except UnreadablePostError:
        return


def _guarded(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        protocol.check_version(request.headers)
        return _dressed(answer())
    except Malformed as broken:
        return _dressed(_sentence(str(broken), broken.status))
    except partial.Locked:
        return _dressed(_sentence(_("This file is being uploaded from somewhere else just now."), 423))
    except partial.WrongOffset:
        return _dressed(_sentence(_("A part of the file is missing. Ask how far it is, and go on from there."), 409))
    except partial.Corrupted:
        return _dressed(_sentence(_("A part arrived damaged and was not kept. Send it again."), 460))
    except partial.TooMuch:
        return _dressed(_sentence(_("More arrived than the file is long. Choose it again."), 413))
    except partial.DiskFull:
        return _dressed(_disk_full())
    except Refused as refusal:
        return _dressed(_sentence(str(refusal), 422))


def _disk_full() -> HttpResponse:
    sentence = _("The server’s disk is full. What has arrived is kept; tell an administrator, then try again.")
    return _sentence(sentence, 507)


def _sentence(sentence: str, status: int) -> HttpResponse:
    return JsonResponse({"sentence": sentence}, status=status, headers=NO_STORE)


def _where(incoming: Incoming, offset: int) -> dict[str, str]:
    return {"Upload-Offset": str(offset), "Upload-Expires": http_date(incoming.expires_at.timestamp())}


def _abilities(door: Door) -> dict[str, str]:
    return {
        "Tus-Version": protocol.VERSION,
        "Tus-Extension": protocol.EXTENSIONS,
        "Tus-Max-Size": str(door.largest),
        "Tus-Checksum-Algorithm": ",".join(protocol.ALGORITHMS),
    }


def _dressed(response: HttpResponse) -> HttpResponse:
    response.headers["Tus-Resumable"] = protocol.VERSION
    if response.status_code == 412:
        response.headers["Tus-Version"] = protocol.VERSION
    return response


def _method(request: HttpRequest) -> str:
    return request.headers.get("X-HTTP-Method-Override") or request.method or ""
