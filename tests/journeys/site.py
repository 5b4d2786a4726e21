"""The product as people meet it: web with two processes, worker and scheduler, on a demo company of its own."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from config.environment import keep
from guildmark.kernel.management.processes import end_with_parent

ROOT = Path(__file__).resolve().parents[2]


class Site:
    """An installation that runs. `address` is where it answers; `guildmark(…)` runs a command of it."""

    def __init__(self) -> None:
        self.data = Path(tempfile.mkdtemp(prefix="guildmark-journeys-"))
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        keep(self.data, GUILDMARK_DEMO="true", GUILDMARK_BASE_URL=self.address)
        self.log = self.data / "server.log"

    @property
    def environment(self) -> dict[str, str]:
        ours = ("GUILDMARK_", "DJANGO_SETTINGS_MODULE")  # the test run's own, which the site must not know
        outside = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return {**outside, "GUILDMARK_DATA_DIR": str(self.data), "PYTHONPATH": str(ROOT)}

    def guildmark(self, *words: str | Path) -> str:
        """What a command prints; an error of the test when it does not succeed."""
        done = subprocess.run(
            [sys.executable, "-m", "guildmark", *map(str, words)],
            cwd=ROOT, env=self.environment, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, f"guildmark {words[0]}: {done.stdout}{done.stderr}"
        return done.stdout

    def start(self) -> None:
        self.guildmark("migrate", "--verbosity=0")
        self.guildmark("collectstatic", "--noinput", "--verbosity=0")
        if "demo" in self.guildmark("help", "--commands").split():
            self.guildmark("demo", "seed")
        serve = [sys.executable, "-m", "guildmark", "serve", "--all", "--port", str(self.port)]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                serve,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509 no threads here
            )
        self._await_ready()

    def _await_ready(self, *, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while not self._ready():
            assert self.process.poll() is None and time.monotonic() < until, self.log.read_text()
            time.sleep(0.1)

    def _ready(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        if hasattr(self, "process"):
            self.process.terminate()
            self.process.wait(30)
        shutil.rmtree(self.data, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
