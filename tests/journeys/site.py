"""The product as people meet it: web with two processes, worker and scheduler, on a demo company of its own."""

import fcntl
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.environment import keep
from guildmark.kernel.management.processes import end_with_parent

ROOT = Path(__file__).resolve().parents[2]


class Site:
    """An installation. `address` is where it answers; `guildmark(…)` runs a command of it."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port = data, port
        self.address = f"http://localhost:{port}"
        self.log = data / "server.log"

    @classmethod
    def new(cls) -> "Site":
        site = cls(Path(tempfile.mkdtemp(prefix="guildmark-journeys-")), free_port())
        keep(site.data, GUILDMARK_DEMO="true", GUILDMARK_BASE_URL=site.address)
        return site

    @classmethod
    def noted(cls, note: Path) -> "Site":
        """The site that another process started and noted down."""
        known = json.loads(note.read_text())
        return cls(Path(known["data"]), known["port"])

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
        self.process.terminate()
        self.process.wait(30)
        shutil.rmtree(self.data, ignore_errors=True)


@contextmanager
def shared_site(folder: Path) -> Iterator[Site]:
    """One running site for all processes of a test run: the first to ask starts it, and stops it when all have left."""
    note = folder / "site.json"
    with (folder / "site.lock").open("w") as turn, (folder / "site.users").open("w") as users:
        fcntl.flock(turn, fcntl.LOCK_EX)
        site = Site.noted(note) if note.exists() else Site.new()
        try:
            if not note.exists():
                site.start()
                note.write_text(json.dumps({"data": str(site.data), "port": site.port}))
            fcntl.flock(users, fcntl.LOCK_SH)
            fcntl.flock(turn, fcntl.LOCK_UN)
            yield site
        finally:
            if hasattr(site, "process"):
                fcntl.flock(users, fcntl.LOCK_EX)  # waits until nobody else uses it
                note.unlink(missing_ok=True)
                site.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
