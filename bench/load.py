"""Load on one address of this machine, from a process of its own: N users, each asking again as soon as answered.

    python -m bench.load PORT SECONDS USERS < requests.json     prints figures as JSON

One thread and plain sockets, so that the load costs the server's cores as little as can be.
"""

import json
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field
from statistics import quantiles

MOST_SECONDS = 60
HOST = "127.0.0.1"


@dataclass
class User:
    """One connection, its request, and how far its answer has come."""

    socket: socket.socket
    request: bytes
    asked_at: float = 0.0
    received: bytearray = field(default_factory=bytearray)
    length: int | None = None

    def ask(self) -> None:
        self.received.clear()
        self.length = None
        self.asked_at = time.perf_counter()
        self.socket.sendall(self.request)

    def answered(self) -> bool:
        """Take in what has come; whether the answer is complete."""
        self.received += self.socket.recv(1 << 18)
        if self.length is None and (end := self.received.find(b"\r\n\r\n")) >= 0:
            head = bytes(self.received[:end]).lower()
            if b"content-length:" not in head:
                raise ValueError("an answer without a length")
            self.length = end + 4 + int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        return self.length is not None and len(self.received) >= self.length

    @property
    def status(self) -> int:
        return int(self.received[9:12])


def request(path: str, cookie: str, *, more: str = "") -> bytes:
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nAccept-Encoding: identity\r\n{more}\r\n"
    return head.encode()


def load(port: int, seconds: float, users: int, requests: list[dict[str, str]]) -> dict[str, float]:
    """Requests a second, medians and 95th percentiles in milliseconds, and how many answers were not 200."""
    watching = selectors.DefaultSelector()
    times: list[float] = []
    wrong = 0
    for number in range(users):
        one = requests[number % len(requests)]
        connected = socket.create_connection((HOST, port))
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        user = User(connected, request(one["path"], one["cookie"]))
        watching.register(connected, selectors.EVENT_READ, user)
        user.ask()
    begun = time.perf_counter()
    until = begun + min(seconds, MOST_SECONDS)
    while (now := time.perf_counter()) < until:
        for key, _events in watching.select(timeout=until - now):
            if key.data.answered():
                times.append((time.perf_counter() - key.data.asked_at) * 1000)
                wrong += key.data.status != 200
                key.data.ask()
    for key in list(watching.get_map().values()):
        key.data.socket.close()
    cuts = quantiles(times, n=20) if len(times) > 1 else [0.0] * 19
    return {"rate": len(times) / (now - begun), "p50": cuts[9], "p95": cuts[18], "wrong": wrong}


if __name__ == "__main__":
    port, seconds, users = sys.argv[1:4]
    print(json.dumps(load(int(port), float(seconds), int(users), json.load(sys.stdin))))
