"""Processes that run until told to stop, and one that keeps several of them running."""

import ctypes
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

from django.db import close_old_connections

ENDING = (signal.SIGTERM, signal.SIGINT)
PATIENCE = 15.0  # seconds from a polite signal to a rude one
LONGEST_REST = 30.0


def until_told(step: Callable[[], bool], *, rest: float) -> None:
    """Repeat `step` until SIGTERM or SIGINT, which lets a step finish. After one that found nothing to do, rest."""
    told = threading.Event()
    for number in ENDING:
        signal.signal(number, lambda *_: told.set())
    while not told.is_set():
        close_old_connections()
        if not step():
            told.wait(rest)


class Supervisor:
    """Keeps processes running, as one: what ends early is started again; told to stop, all of them end."""

    def __init__(self, commands: Mapping[str, Sequence[str]]) -> None:
        self.commands = commands
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.rests: dict[str, float] = {}
        self.due: dict[str, float] = {}
        self.told = threading.Event()

    def start(self) -> None:
        for number in ENDING:
            signal.signal(number, self._tell)
        for name in self.commands:
            self._start(name)

    def _tell(self, number: int, frame: FrameType | None) -> None:
        self.told.set()

    def _start(self, name: str) -> None:
        # its own session, so that Ctrl-C reaches this process alone, which then ends the others in order
        self.running[name] = subprocess.Popen(
            self.commands[name],
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 no threads here
        )

    def watch(self, while_waiting: Callable[[], None] = lambda: None) -> None:
        """Until told to stop: start again what ended, ever later if it keeps ending. Then end everything."""
        try:
            while not self.told.wait(0.2):
                while_waiting()
                for name, process in list(self.running.items()):
                    if process.poll() is not None:
                        self._start_again(name, process.returncode)
        finally:
            self.stop()

    def _start_again(self, name: str, code: int) -> None:
        moment = time.monotonic()
        if name not in self.due:
            self.rests[name] = min(LONGEST_REST, self.rests.get(name, 0.5) * 2)
            self.due[name] = moment + self.rests[name]
            print(f"{name} ended with {code}; starting it again in {self.rests[name]:.0f} s", file=sys.stderr)
        elif moment >= self.due.pop(name):
            self._start(name)

    def stop(self) -> None:
        for process in self.running.values():
            process.terminate()
        until = time.monotonic() + PATIENCE
        for process in self.running.values():
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()


def end_with_parent() -> None:
    """Linux: should the supervisor be killed outright, its processes get SIGTERM."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def web_command(host: str, port: int, workers: int) -> list[str]:
    """The web server as in production: granian in WSGI mode."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--backlog", "1024", "--respawn-failed-workers",
        "--log-level", "warning", "--no-access-log", "config.wsgi:application",
    ]  # fmt: skip


def our_command(*words: str) -> list[str]:
    """A command of this program, run by this very Python."""
    return [sys.executable, "-m", "guildmark", *words]
