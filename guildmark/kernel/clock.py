"""The time, asked for at the doors only: pages, jobs and commands. Below them, `at` is an argument."""

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

STORY_START = datetime(2026, 4, 16, 7, 0, tzinfo=UTC)
"""Thursday 16 April 2026, 09:00 in Rotterdam: when the demo company's clock starts to tick."""


def now() -> datetime:
    """The present moment in UTC; in demo mode, story time, which starts at `STORY_START` and ticks on."""
    return datetime.now(UTC) + story_offset()


@cache
def story_offset() -> timedelta:
    if not settings.DEMO:
        return timedelta(0)
    return _kept_offset(settings.DATA_DIR / "story-clock.json")


def _kept_offset(path: Path) -> timedelta:
    """How far story time lies from real time, fixed at the demo's first start and kept across restarts."""
    if not path.exists():
        path.write_text(json.dumps({"started": datetime.now(UTC).isoformat()}))
    return STORY_START - datetime.fromisoformat(json.loads(path.read_text())["started"])
