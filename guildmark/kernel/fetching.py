"""Fetching a page of the outside world, so that nothing of the inside can be reached by it.

The name is resolved once, every address it has is checked, and the connection goes to the address that was checked: a
name that points elsewhere a moment later changes nothing. Each redirect is looked at anew. Time and size are bounded.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext_noop as _

MOST_REDIRECTS = 5
LARGEST = 2 * 1024 * 1024
SECONDS = 15.0
PORTS = {80, 443}
NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Unreachable(Exception):
    """It could not be fetched, or must not be; the sentence says why, without saying what lies inside."""


@dataclass(frozen=True)
class Page:
    """What was found at an address. `url` is where the redirects led."""

    url: str
    status: int
    media_type: str
    charset: str
    content: bytes
    cut: bool


def is_public(address: str) -> bool:
    """Whether this address belongs to the outside world: not this machine, this network, or a range with a purpose."""
    try:
        found: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast and not found.is_reserved


def addresses_of(host: str, port: int) -> list[str]:
    """Every address the name has; all of them must be public, lest one be chosen that isn't."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise Unreachable(_("its name is not known")) from None
    if not found or not all(map(is_public, found)):
        raise Unreachable(_("its address is not on the public internet"))
    return found


Resolve = Callable[[str, int], list[str]]


def fetch(url: str, *, resolve: Resolve = addresses_of, ports: frozenset[int] | set[int] = PORTS) -> Page:
    """The page at an address, redirects followed, each checked."""
    until = time.monotonic() + SECONDS
    for _redirect in range(MOST_REDIRECTS + 1):
        answer, connection = _ask(url, resolve, ports, until)
        try:
            place = answer.getheader("Location")
            if answer.status in (301, 302, 303, 307, 308) and place:
                url = urljoin(url, place)
                continue
            return _read(url, answer, connection, until)
        except (OSError, http.client.HTTPException):
            raise Unreachable(_("it broke off")) from None
        finally:
            connection.close()
    raise Unreachable(_("it redirects too often"))


def _ask(
    url: str, resolve: Resolve, ports: frozenset[int] | set[int], until: float
) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise Unreachable(_("it isn’t an address")) from None
    if parts.scheme not in ("http", "https") or not host or parts.username or port not in ports:
        raise Unreachable(_("it isn’t a usual web address"))
    connection = _Checked(host, port, resolve(host, port)[0], _left(until), secure=parts.scheme == "https")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(
            "GET", path, headers={"User-Agent": "Guildmark", "Accept": "text/html, text/plain, */*;q=0.5"}
        )
        return connection.getresponse(), connection
    except (OSError, http.client.HTTPException, ValueError):
        connection.close()
        raise Unreachable(_("it does not answer")) from None


def _left(until: float) -> float:
    if (left := until - time.monotonic()) <= 0:
        raise Unreachable(_("it takes too long"))
    return left


def _read(url: str, answer: http.client.HTTPResponse, connection: http.client.HTTPConnection, until: float) -> Page:
    content = bytearray()
    while len(content) <= LARGEST:
        if connection.sock:
            connection.sock.settimeout(_left(until))
        if not (piece := answer.read1(64 * 1024)):
            break
        content += piece
        _left(until)
    said = answer.headers
    charset = said.get_content_charset() or ""
    return Page(url, answer.status, said.get_content_type(), charset, bytes(content[:LARGEST]), len(content) > LARGEST)


class _Checked(http.client.HTTPConnection):
    """A connection to the address that was checked; the certificate must be that of the name."""

    def __init__(self, host: str, port: int, address: str, seconds: float, *, secure: bool) -> None:
        super().__init__(host, port, timeout=seconds)
        self._address, self._secure = address, secure

    def connect(self) -> None:
        sock = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(sock, server_hostname=self.host) if self._secure else sock
