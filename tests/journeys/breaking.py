"""A line between browser and server that breaks when told to."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PIECE = 64 * 1024


class Line:
    """Passes bytes on, to and fro; `breaks_after` names the amounts sent upwards after which everything is cut."""

    def __init__(self, port: int, breaks_after: list[int]) -> None:
        self.target, self.breaks_after = port, list(breaks_after)
        self.sent, self.breaks = 0, 0
        self._counting = threading.Lock()
        self._open: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._receive, daemon=True).start()

    def _receive(self) -> None:
        with suppress(OSError):
            while True:
                near, _where = self._door.accept()
                far = socket.create_connection(("127.0.0.1", self.target))
                self._open |= {near, far}
                threading.Thread(target=self._pass_on, args=(near, far, True), daemon=True).start()
                threading.Thread(target=self._pass_on, args=(far, near, False), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, upwards: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(PIECE):
                sink.sendall(piece)
                if upwards:
                    self._count(len(piece))
        for one in (source, sink):
            one.close()

    def _count(self, sent: int) -> None:
        with self._counting:
            self.sent += sent
            if not self.breaks_after or self.sent < self.breaks_after[0]:
                return
            self.breaks_after.pop(0)
            self.breaks += 1
            cut, self._open = self._open, set()
        for one in cut:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._door.close()


@contextmanager
def line_to(port: int, *breaks_after: int) -> Iterator[Line]:
    line = Line(port, list(breaks_after))
    yield line
    line.close()
