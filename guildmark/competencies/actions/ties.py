"""Tying competencies to what they serve: strategic priorities, and the real tasks of job functions."""

from datetime import date, datetime

from django.db import transaction

from guildmark.competencies.facts import (
    CompetencyTied,
    CompetencyUntied,
    JobTaskAdded,
    JobTaskRemoved,
    PriorityAdded,
    PriorityChanged,
    PriorityRemoved,
)
from guildmark.competencies.lifecycle import (
    may_be_tied,
    may_call_job_task,
    may_call_priority,
    may_remove_job_task,
    may_remove_priority,
)
from guildmark.competencies.models import Item, JobTask, StrategicPriority, Tie
from guildmark.competencies.permissions import Can
from guildmark.kernel.access import Actor, ensure, may
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import JobFunction


@transaction.atomic
def tie(
    *, item: Item, by: Actor, at: datetime, priority: StrategicPriority | None = None, job_task: JobTask | None = None
) -> Tie:
    """Say that the item serves this priority or this job task. Saying it twice is saying it once."""
    item = lock(item)
    ensure(may(by, Can.EDIT, at=at))
    ensure(may_be_tied(priority, job_task))
    made_tie, made = Tie.objects.get_or_create(item=item, priority=priority, job_task=job_task)
    if made:
        fact = CompetencyTied(item.framework_id, item.pk, made_tie.priority_id, made_tie.job_task_id)
        announce(fact, by=by, at=at)
    return made_tie


@transaction.atomic
def untie(
    *, item: Item, by: Actor, at: datetime, priority: StrategicPriority | None = None, job_task: JobTask | None = None
) -> None:
    """Say that the item no longer serves this priority or this job task."""
    item = lock(item)
    ensure(may(by, Can.EDIT, at=at))
    deleted, _ = Tie.objects.filter(item=item, priority=priority, job_task=job_task).delete()
    if deleted:
        ends = priority.pk if priority else None, job_task.pk if job_task else None
        announce(CompetencyUntied(item.framework_id, item.pk, *ends), by=by, at=at)


@transaction.atomic
def add_priority(
    *, title: str, by: Actor, at: datetime, description: str = "", until: date | None = None
) -> StrategicPriority:
    """Name something that the company wants to become better at."""
    ensure(may(by, Can.EDIT, at=at))
    ensure(may_call_priority(title))
    priority = StrategicPriority.objects.create(title=title, description=description, until=until)
    announce(PriorityAdded(priority.pk), by=by, at=at)
    return priority


@transaction.atomic
def change_priority(
    *, priority: StrategicPriority, title: str, description: str, until: date | None, by: Actor, at: datetime
) -> StrategicPriority:
    """Say anew what the priority is called and means, and until when it holds."""
    priority = lock(priority)
    ensure(may(by, Can.EDIT, at=at))
    ensure(may_call_priority(title, but=priority))
    if (priority.title, priority.description, priority.until) == (title, description, until):
        return priority
    priority.title, priority.description, priority.until = title, description, until
    priority.save()
    announce(PriorityChanged(priority.pk), by=by, at=at)
    return priority


@transaction.atomic
def remove_priority(*, priority: StrategicPriority, by: Actor, at: datetime) -> None:
    """Take a priority from the list; only one that no competency serves."""
    priority = lock(priority)
    ensure(may(by, Can.EDIT, at=at))
    ensure(may_remove_priority(priority))
    announce(PriorityRemoved(priority.pk), by=by, at=at)
    priority.delete()


@transaction.atomic
def add_job_task(*, title: str, job_function: JobFunction, by: Actor, at: datetime) -> JobTask:
    """Name a real task of a job function."""
    ensure(may(by, Can.EDIT, at=at))
    ensure(may_call_job_task(title, job_function))
    job_task = JobTask.objects.create(title=title, job_function=job_function)
    announce(JobTaskAdded(job_task.pk), by=by, at=at)
    return job_task


@transaction.atomic
def remove_job_task(*, job_task: JobTask, by: Actor, at: datetime) -> None:
    """Take a job task from the list; only one that no competency serves."""
    job_task = lock(job_task)
    ensure(may(by, Can.EDIT, at=at))
    ensure(may_remove_job_task(job_task))
    announce(JobTaskRemoved(job_task.pk), by=by, at=at)
    job_task.delete()
