"""Jobs run once a period, however many schedulers there are, and say what they did."""

from datetime import timedelta

import pytest

from guildmark.kernel import checkup, jobs
from guildmark.kernel.jobs import GIVEN_UP_AFTER, every, run_due
from guildmark.kernel.models import JobRun

HOUR = timedelta(hours=1)


@pytest.fixture
def no_other_jobs(monkeypatch):
    monkeypatch.setattr(jobs, "JOBS", {})
    monkeypatch.setattr(checkup, "JOBS", jobs.JOBS)


@pytest.fixture
def swept(db, no_other_jobs):
    """When the floor was swept."""
    moments = []

    @every("kernel.sweep", hours=24)
    def sweep(at):
        moments.append(at)
        return f"swept {len(moments)} floors"

    return moments


def test_a_job_runs_once_a_period(swept, at):
    assert [run.report for run in run_due(at=at)] == ["swept 1 floors"]
    assert run_due(at=at + HOUR) == []
    assert [run.report for run in run_due(at=at + 24 * HOUR)] == ["swept 2 floors"]
    assert swept == [at, at + 24 * HOUR]


def test_a_period_missed_is_not_made_up_for_twice(swept, at):
    run_due(at=at)
    assert len(run_due(at=at + 72 * HOUR)) == 1


def test_one_that_breaks_says_so_and_the_others_run(swept, at, caplog):
    @every("kernel.break", hours=1)
    def smash(at):
        raise ValueError("a vase")

    outcome = {run.job: run.error or run.report for run in run_due(at=at)}
    assert outcome == {"kernel.break": "ValueError: a vase", "kernel.sweep": "swept 1 floors"}


def test_a_run_given_up_is_taken_over(swept, at):
    JobRun.objects.create(job="kernel.sweep", period=jobs.JOBS["kernel.sweep"].period_of(at), begun_at=at)
    assert run_due(at=at + GIVEN_UP_AFTER) == []
    assert len(run_due(at=at + 2 * GIVEN_UP_AFTER)) == 1


def test_two_schedulers_at_once_run_it_once(at_once, no_other_jobs, at):
    every("kernel.sweep", hours=24)(lambda at: "swept")
    counts = [len(runs) for runs in at_once(lambda: run_due(at=at), lambda: run_due(at=at))]
    assert sorted(counts) == [0, 1]


def test_the_doctor_misses_a_job_that_never_ran(swept, at):
    assert "has not run" in checkup.jobs_run(at)
    run_due(at=at)
    assert checkup.jobs_run(at) == ""
    assert "has not run" in checkup.jobs_run(at + 72 * HOUR)
