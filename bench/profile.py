"""Where one page's time goes, in this process: CPU milliseconds, which a busy machine does not change, and the profile.

python -m bench.profile "my plan" [--top 30]      with GUILDMARK_DATA_DIR holding a company of bench.company
python -m bench.profile --all
"""

import argparse
import cProfile
import json
import os
import pstats
import time
from pathlib import Path
from typing import Any

TIMES = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("page", nargs="?", default="home")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--top", type=int, default=30)
    asked = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    kept = Path(settings.DATA_DIR) / "requests.json"
    if not kept.exists():
        raise SystemExit(f"{kept} is missing: run `python -m bench.company > {kept}` first.")
    requests = json.loads(kept.read_text())
    client = Client()  # one for all: making it loads the middleware, which a server does once
    for page in requests if asked.all else [asked.page]:
        if not requests[page]:
            continue
        print(f"{page}: {cpu(client, requests[page]):.1f} ms CPU")
    if not asked.all:
        profile(client, requests[asked.page], asked.top)


def get(client: Any, one: dict[str, str]) -> Any:
    return client.get(one["path"], headers={"Host": "localhost", "Cookie": one["cookie"]})


def cpu(client: Any, requests: list[dict[str, str]]) -> float:
    """The median CPU time of an answer, in milliseconds, after every address was asked once."""
    for one in requests:
        get(client, one)
    times = []
    for number in range(TIMES):
        began = time.thread_time()
        get(client, requests[number % len(requests)])
        times.append((time.thread_time() - began) * 1000)
    return sorted(times)[len(times) // 2]


def profile(client: Any, requests: list[dict[str, str]], top: int) -> None:
    watching = cProfile.Profile()
    for number in range(TIMES):
        watching.enable()
        get(client, requests[number % len(requests)])
        watching.disable()
    pstats.Stats(watching).sort_stats("tottime").print_stats(top)
    pstats.Stats(watching).sort_stats("cumulative").print_stats(top * 2)


if __name__ == "__main__":
    main()
