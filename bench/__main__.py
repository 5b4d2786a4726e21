"""`make bench`: the table of figures.

python -m bench [--seconds 4] [--only sqlite|postgresql]
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import panels, queued, signing
from guildmark.kernel.management.processes import our_command, web_command
from scripts.postgres import postgres
from tests.journeys.site import ROOT, free_port

USERS = (1, 8, 32)
AIM = 0.4
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "shared_buffers=256MB")
Requests = dict[str, list[dict[str, str]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each figure is measured")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    asked = parser.parse_args()
    if asked.only != "postgresql":
        with tempfile.TemporaryDirectory() as folder:
            measure("SQLite", environment(folder), asked.seconds)
    if asked.only != "sqlite":
        with tempfile.TemporaryDirectory() as folder, postgres(*DURABLE) as address:
            measure("PostgreSQL", {**environment(folder), "GUILDMARK_DATABASE_URL": address}, asked.seconds)
    signing.report()
    panels.report()
    queued.report(environment)
    framework_import()


def environment(folder: str) -> dict[str, str]:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("GUILDMARK_")}
    return {
        **outside,
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "GUILDMARK_DATA_DIR": folder,
        "GUILDMARK_BENCH": "1",
    }


def measure(database: str, env: dict[str, str], seconds: float) -> None:
    """Build the company, serve it as in production, and print one table for this database."""
    begun = time.monotonic()
    for words in (("migrate", "--verbosity=0"), ("collectstatic", "--noinput", "--verbosity=0")):
        subprocess.run(our_command(*words), cwd=ROOT, env=env, check=True)
    built = subprocess.run([sys.executable, "-m", "bench.company"], cwd=ROOT, env=env, check=True, stdout=-1).stdout
    requests: Requests = json.loads(built)
    print(
        f"\n## {database}: 2,000 people, 300 candidacies, 1,000 submissions (made in {time.monotonic() - begun:.0f} s)\n"
    )
    with server(env) as (port, process):
        head = " | ".join(f"{n} user{'s' * (n > 1)}: /s, p50, p95 ms" for n in USERS)
        print(f"| page | queries | KB | {head} | of bare at 8 |\n|---|---|---|{'---|' * len(USERS)}---|", flush=True)
        floor = None
        for page, asked in requests.items():
            floor = print_row(page, port, asked, seconds, floor)
        print(f"\nMemory of the web processes after that: {memory(process.pid):.0f} MB.", flush=True)


def print_row(page: str, port: int, asked: list[dict[str, str]], seconds: float, floor: float | None) -> float | None:
    for one in [*asked, *asked]:  # each process has met each version, as in a working day
        look(port, one)
    status, queries, size = look(port, asked[0])
    if status != 200:
        print(f"| {page} | answers {status} |", flush=True)
        return floor
    cells, at_eight = [], 0.0
    for users in USERS:
        figures = load(port, seconds, users, asked)
        at_eight = figures["rate"] if users == 8 else at_eight
        wrong = f" ({figures['wrong']:.0f} wrong!)" if figures["wrong"] else ""
        cells.append(f"{figures['rate']:.0f}, {figures['p50']:.1f}, {figures['p95']:.1f}{wrong}")
    ratio = at_eight / (floor or at_eight)
    verdict = f"{ratio:.2f}{'' if ratio >= AIM else ' ✗'}"
    print(f"| {page} | {queries} | {size / 1000:.0f} | {' | '.join(cells)} | {verdict} |", flush=True)
    return floor or at_eight


@contextmanager
def server(env: dict[str, str]) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    port = free_port()
    process = subprocess.Popen(web_command("127.0.0.1", port, 2), cwd=ROOT, env=env)
    try:
        for _ in range(300):
            if answers(port):
                break
            time.sleep(0.1)
        yield port, process
    finally:
        process.terminate()
        process.wait(20)


def answers(port: int) -> bool:
    try:
        return look(port, {"path": "/healthz", "cookie": "none=1"})[0] == 200
    except OSError:
        return False


def look(port: int, asked: dict[str, str]) -> tuple[int, str, int]:
    """Status, number of queries and size in bytes of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(
        "GET", asked["path"], headers={"Cookie": asked["cookie"], "X-Count-Queries": "1", "Host": "localhost"}
    )
    answer = connection.getresponse()
    size = len(answer.read())
    connection.close()
    return answer.status, answer.headers.get("X-Queries", "?"), size


def load(port: int, seconds: float, users: int, asked: list[dict[str, str]]) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.load", str(port), str(seconds), str(users)]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(asked), text=True, stdout=-1, check=True)
    return json.loads(done.stdout)


def memory(pid: int) -> float:
    """Megabytes that a process and its children use, shared pages counted once (Linux: PSS)."""
    found = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if pid in (parent, int(folder.name)):
                lines = (folder / "smaps_rollup").read_text().splitlines()
                found += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, IndexError):
            continue
    return found / 1000


def framework_import() -> None:
    """How long the NICE framework takes, from file to database, where the file is at hand."""
    package = ROOT.parent / "shared" / "data" / "nice" / "cprt_SP_800_181_2_1_0.json"
    if not package.is_file():
        print("\nNICE import: not measured, ../shared/data/nice is not beside this checkout.")
        return
    with tempfile.TemporaryDirectory() as folder:
        env = {**environment(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
        subprocess.run(our_command("migrate", "--verbosity=0"), cwd=ROOT, env=env, check=True)
        begun = time.monotonic()
        done = subprocess.run(our_command("framework", "import", str(package)), cwd=ROOT, env=env, stdout=-1, stderr=-1)
        outcome = f"{time.monotonic() - begun:.1f} s" if done.returncode == 0 else "refused"
        print(f"\nNICE import, start of the program included: {outcome}.")


if __name__ == "__main__":
    main()
