"""Fetching from outside never reaches inside: addresses, redirects, names that change, time, size."""

import http.server
import socket
import threading
from pathlib import Path

import pytest

from guildmark.assessment import jobs
from guildmark.kernel import fetching
from guildmark.kernel.fetching import Unreachable, addresses_of, fetch, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd12::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "2002:7f00:1::",
        "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "ff02::1", "2001:db8::1", "not-an-address", "",
    ],
)  # fmt: skip
def test_what_is_inside_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_what_is_outside_is(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/", "http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data/", "http://10.1.2.3/",
        "http://127.0.0.1:8000/", "ftp://example.com/", "file:///etc/passwd", "http://user:pw@example.com/",
        "http://example.com:22/", "gopher://x/", "http:///", "http://[::1",
    ],
)  # fmt: skip
def test_no_address_of_the_inside_is_asked(url, monkeypatch):
    def nobody(*_args, **_more):
        raise AssertionError("connected")

    monkeypatch.setattr(socket, "create_connection", nobody)
    with pytest.raises(Unreachable):
        fetch(url)


def test_a_name_with_one_public_and_one_private_address_is_refused(monkeypatch):
    found = [(0, 0, 0, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_m: found)
    with pytest.raises(Unreachable, match="not on the public internet"):
        addresses_of("two.example", 80)


class Outside(http.server.BaseHTTPRequestHandler):
    """A server of the outside world."""

    answers: dict = {}

    def do_GET(self):
        status, headers, body = self.answers[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        for piece in body if isinstance(body, list) else [body]:
            try:
                self.wfile.write(piece)
            except OSError:
                return

    def log_message(self, *_args):
        pass


@pytest.fixture
def outside():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Outside)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def asked(outside):
    """Fetch from a server that passes for the outside world: only its name does, whatever else is asked is checked."""
    names = []

    def resolve(host, port):
        names.append(host)
        return ["127.0.0.1"] if host == "outside.example" else addresses_of(host, port)

    def ask(path, answers):
        Outside.answers = answers
        return fetch(f"http://outside.example:{outside}{path}", resolve=resolve, ports={outside, 80, 443})

    ask.names = names
    return ask


def test_a_page_with_its_type(asked):
    page = asked("/", {"/": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, b"<title>Z\xfcrich</title>")})
    assert (page.status, page.media_type, page.charset, page.cut) == (200, "text/html", "iso-8859-1", False)
    assert page.content == b"<title>Z\xfcrich</title>"


@pytest.mark.parametrize(
    "inside", ["http://127.0.0.1/", "http://localhost/admin", "//[::1]/", "http://10.0.0.1/", "file:///etc"]
)
def test_a_redirect_inwards_is_not_followed(asked, inside):
    with pytest.raises(Unreachable):
        asked("/", {"/": (302, {"Location": inside}, b"")})


def test_redirects_are_followed_and_counted(asked):
    answers = {f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(9)}
    with pytest.raises(Unreachable, match="redirects too often"):
        asked("/0", answers)
    answers["/3"] = (200, {"Content-Type": "text/plain"}, b"here")
    page = asked("/0", answers)
    assert page.content == b"here"
    assert page.url.endswith("/3")


def test_each_step_is_resolved_once_and_connected_as_resolved(asked, monkeypatch):
    connected = []
    real = socket.create_connection
    monkeypatch.setattr(socket, "create_connection", lambda a, t: connected.append(a[0]) or real(a, t))
    asked("/", {"/": (200, {"Content-Type": "text/plain"}, b"x")})
    assert asked.names == ["outside.example"]
    assert connected == ["127.0.0.1"]


def test_what_is_too_large_is_cut(asked):
    page = asked("/", {"/": (200, {"Content-Type": "text/plain"}, [b"x" * 2**20] * 4)})
    assert (len(page.content), page.cut) == (fetching.LARGEST, True)


def test_what_takes_too_long_is_left(asked, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 0.3)

    def slow():
        for _ in range(20):
            threading.Event().wait(0.1)
            yield b"x"

    with pytest.raises(Unreachable):
        asked(
            "/",
            {
                "/": (
                    200,
                    {"Content-Type": "text/plain", "Content-Length": "20"},
                    type("L", (list,), {"__iter__": lambda s: slow()})(),
                )
            },
        )


def test_production_asks_with_the_real_check():
    """No setting loosens it: what pages and jobs call has the check as its default, and takes no other from outside."""
    assert fetch.__kwdefaults__ == {"resolve": addresses_of, "ports": {80, 443}}
    assert "resolve" not in Path(jobs.__file__).read_text()
