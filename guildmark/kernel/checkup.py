"""Checkups: what must be in order for the installation to serve. `guildmark doctor` runs all, `/readyz` the vital ones."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from guildmark.kernel.jobs import JOBS
from guildmark.kernel.models import JobRun, OutboxMessage

Look = Callable[[datetime], str]
"""What is wrong at a moment and how to mend it, as a sentence or two; or an empty string."""


@dataclass(frozen=True)
class Checkup:
    name: str
    promise: str
    look: Look
    vital: bool = False


CHECKUPS: dict[str, Checkup] = {}


def checkup(name: str, promise: str, *, vital: bool = False) -> Callable[[Look], Look]:
    """Declare a checkup. A vital one keeps the installation from taking requests while it fails."""

    def register(look: Look) -> Look:
        CHECKUPS[name] = Checkup(name, promise, look, vital)
        return look

    return register


def findings(at: datetime, *, vital_only: bool = False) -> dict[Checkup, str]:
    """Each checkup with what is wrong, or an empty string. The database comes first: without it others can't look."""
    found: dict[Checkup, str] = {}
    for one in CHECKUPS.values():
        if one.vital or not vital_only:
            try:
                found[one] = one.look(at)
            except Error as error:
                found[one] = f"The database did not answer: {error}".strip()
    return found


@checkup("database", "The database answers.", vital=True)
def database_answers(at: datetime) -> str:
    connection.ensure_connection()
    return ""


@checkup("migrations", "Every table is as this version of the program expects.", vital=True)
def migrations_are_applied(at: datetime) -> str:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(missing)} migrations are not applied. Run `guildmark migrate`." if missing else ""


@checkup("assets", "Styles, scripts and fonts are laid out.", vital=True)
def assets_are_laid_out(at: datetime) -> str:
    served = Path(settings.STATIC_ROOT) / "vendor" / "htmx.min.js"
    if find("vendor/htmx.min.js") or served.is_file():
        return ""
    return "Third-party assets are missing. Run `python scripts/assets.py`, then `guildmark collectstatic`."


@checkup("secrets", "Secrets can be read by this account only.")
def secrets_are_private(at: datetime) -> str:
    kept = [Path(settings.DATA_DIR) / "secret-key", *Path(settings.SIGNING_KEY_DIR).glob("*")]
    open_ones = [str(path) for path in kept if path.is_file() and path.stat().st_mode & 0o077]
    return f"Others on this machine can read {', '.join(open_ones)}. Run `chmod 600` on it." if open_ones else ""


@checkup("address", "The public address is served over HTTPS.")
def address_is_secure(at: datetime) -> str:
    if settings.DEMO or settings.BASE_URL.startswith("https://"):
        return ""
    return f"GUILDMARK_BASE_URL is {settings.BASE_URL}. Set it to the https:// address under which people reach you."


@checkup("debug", "Errors are shown to nobody in detail.")
def debug_is_off(at: datetime) -> str:
    return "GUILDMARK_DEBUG is on. Unset it where others can reach this installation." if settings.DEBUG else ""


@checkup("worker", "The outbox is being emptied.")
def outbox_is_emptied(at: datetime) -> str:
    waiting = OutboxMessage.objects.filter(delivered_at=None)
    late = waiting.filter(due_at__lt=at - timedelta(minutes=15)).count()
    return f"{late} messages wait for over 15 minutes. Start `guildmark worker`, or read its log." if late else ""


@checkup("scheduler", "Every job ran in time, without an error.")
def jobs_run(at: datetime) -> str:
    wrong = []
    for job in JOBS.values():
        last = JobRun.objects.filter(job=job.name).order_by("-period").first()
        if last is None or last.period < job.period_of(at) - job.period:
            wrong.append(f"{job.name} has not run in its last period: start `guildmark scheduler`.")
        elif last.error:
            wrong.append(f"{job.name} ended with {last.error}.")
    return " ".join(wrong)
