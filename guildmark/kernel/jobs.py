"""Jobs: what the installation does on its own, once a period, however many schedulers run."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction

from guildmark.kernel.models import JobRun

log = logging.getLogger(__name__)
Work = Callable[[datetime], str]
"""What a job does at a moment; it returns its report, naming whom it skipped and why."""
GIVEN_UP_AFTER = timedelta(hours=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Job:
    name: str  # `room.what`
    period: timedelta
    work: Work

    def period_of(self, at: datetime) -> datetime:
        """When the period that `at` lies in began: periods are counted from midnight UTC."""
        return at - (at - EPOCH) % self.period


JOBS: dict[str, Job] = {}


def every(name: str, *, hours: int = 0, minutes: int = 0) -> Callable[[Work], Work]:
    """Declare a job that runs once in each period of this length. It may run twice if a scheduler dies midway."""

    def register(work: Work) -> Work:
        JOBS[name] = Job(name, timedelta(hours=hours, minutes=minutes), work)
        return work

    return register


def run_due(*, at: datetime) -> list[JobRun]:
    """Run each job that nobody has begun in its present period; what ran, with its report or error."""
    return [run for name in sorted(JOBS) if (run := _claim(JOBS[name], at)) and _do(JOBS[name], run, at)]


def _claim(job: Job, at: datetime) -> JobRun | None:
    """The run that is ours to do, or nothing: the first to write the row has it; one given up is taken over."""
    period = job.period_of(at)
    try:
        with transaction.atomic():
            return JobRun.objects.create(job=job.name, period=period, begun_at=at)
    except IntegrityError:
        given_up = JobRun.objects.filter(
            job=job.name, period=period, ended_at=None, begun_at__lt=at - GIVEN_UP_AFTER
        ).update(begun_at=at)
        return JobRun.objects.get(job=job.name, period=period) if given_up else None


def _do(job: Job, run: JobRun, at: datetime) -> bool:
    try:
        run.report = job.work(at)
    except Exception as error:
        log.exception("job %s", job.name)
        run.error = f"{type(error).__name__}: {error}"[:2000]
    run.ended_at = at
    run.save(update_fields=["report", "error", "ended_at"])
    return True
