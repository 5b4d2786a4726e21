"""The demo: prepares the company that never existed and runs web, worker and scheduler until Ctrl-C.

python scripts/demo.py            on 127.0.0.1:${PORT:-8000}, data kept in ${GUILDMARK_DATA_DIR:-.data}
python scripts/demo.py --fresh    start over
python scripts/demo.py --dev      the same data, served by the reloading development server
"""

import argparse
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
from config.environment import keep, record_of
from guildmark.kernel.management.processes import Supervisor, our_command, web_command

WEB_PROCESSES = 2
TRY_FIRST = """
  Guildmark is ready:  http://localhost:{port}/

  Sign in as anyone of Alder & Quay Instruments with one click. Try first:
    1. Ines Carvalho       candidate: what is expected of her, and what is left
    2. Tomasz Bielak       assessor: a submission that waits for his judgement
    3. Priya Raman         program owner: criteria, thresholds, and their editor
    4. Marguerite Osei     committee chair: the docket of decisions
  Then check a public credential with `.venv/bin/guildmark credential list --public`.

  Data: {data}   Start over: make demo FRESH=1   End: Ctrl-C
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--fresh", action="store_true", help="delete the demo's data first")
    parser.add_argument("--dev", action="store_true", help="serve with the reloading development server")
    asked = parser.parse_args()
    port = int(os.environ.get("PORT") or 8000)
    data = Path(os.environ.get("GUILDMARK_DATA_DIR") or ROOT / ".data").resolve()
    refuse_taken(port)
    if asked.fresh:
        start_over(data)
    prepare(data, port, dev=asked.dev)
    run(data, port, dev=asked.dev)


def refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is taken by another program. Choose another: make demo PORT=8010")


def start_over(data: Path) -> None:
    """Delete the data folder, if it is a demo's."""
    if not data.exists() or not any(data.iterdir()):
        return
    if not is_demo(data):
        sys.exit(f"{data} does not hold a demo, so it is left alone. Set GUILDMARK_DATA_DIR to another folder.")
    shutil.rmtree(data)


def is_demo(data: Path) -> bool:
    record = record_of(data)
    return record.is_file() and json.loads(record.read_text()).get("GUILDMARK_DEMO") in (True, "true")


def prepare(data: Path, port: int, *, dev: bool) -> None:
    """Data folder, tables, texts, static files and the company, each only as far as it isn't there yet."""
    if (data / "guildmark.sqlite3").exists() and not is_demo(data):
        sys.exit(f"{data} holds an installation that is no demo. Set GUILDMARK_DATA_DIR to another folder.")
    data.mkdir(parents=True, exist_ok=True)
    keep(data, GUILDMARK_DEMO="true", GUILDMARK_BASE_URL=f"http://localhost:{port}")
    os.environ |= {"GUILDMARK_DATA_DIR": str(data), **({"GUILDMARK_DEBUG": "true"} if dev else {})}
    step("preparing the database", "migrate", "--verbosity=0")
    if not dev:
        step("collecting static files", "collectstatic", "--noinput", "--verbosity=0")
    if "demo" in known_commands():
        step("playing the company’s history", "demo", "seed")


def step(what: str, *words: str) -> None:
    begun = time.monotonic()
    print(f"  {what} … ", end="", flush=True)
    done = subprocess.run(our_command(*words), cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"not done.\n{done.stdout}{done.stderr}")
    print(f"{time.monotonic() - begun:.1f} s", flush=True)


def known_commands() -> list[str]:
    return subprocess.run(our_command("help", "--commands"), cwd=ROOT, capture_output=True, text=True).stdout.split()


def run(data: Path, port: int, *, dev: bool) -> None:
    os.chdir(ROOT)
    web = our_command("runserver", f"127.0.0.1:{port}") if dev else web_command("127.0.0.1", port, WEB_PROCESSES)
    processes = {"web": web, "worker": our_command("worker"), "scheduler": our_command("scheduler")}
    supervisor = Supervisor(processes)
    supervisor.start()
    announced = False

    def announce_when_ready() -> None:
        nonlocal announced
        if not announced and answers(port):
            announced = True
            print(TRY_FIRST.format(port=port, data=data), flush=True)

    supervisor.watch(announce_when_ready)
    print("\n  Guildmark has ended; its data is kept.")


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    main()
