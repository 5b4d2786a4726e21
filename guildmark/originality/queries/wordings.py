"""Wordings of tasks: who got which, how many have seen each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.http import Http404
from django.utils.translation import get_language

from guildmark.assessment.models import Submission
from guildmark.kernel.access import may
from guildmark.originality.models import Exposure, RetiredVariant
from guildmark.originality.permissions import Can
from guildmark.people.models import Person
from guildmark.programs.models import Task
from guildmark.programs.queries import brief_of, get_version, variants_of


@dataclass(frozen=True)
class Wording:
    key: str
    brief: str
    seen: int
    retired: RetiredVariant | None


@dataclass(frozen=True)
class TaskWordings:
    task: Task
    wordings: Sequence[Wording]


def wording_of(submission: Submission) -> str:
    """The wording of the task that this submission answers; nothing where there is only one. The answer to assessment’s
    `WORDING`: one query, none where the task has one wording."""
    if not variants_of(submission.task):
        return ""
    given = Exposure.objects.filter(submission=submission.copy_of_id or submission.pk).values_list("variant", flat=True)
    variant = given.first()
    if variant is None:
        return ""
    return brief_of(submission.candidacy.version, submission.task, variant, get_language() or "en")


def wordings_of(person: Person, slug: str, number: str, *, at: datetime) -> tuple[Any, list[TaskWordings]]:
    """The version, and how often each wording of its tasks was given, for those who may retire one."""
    version = get_version(person, slug, number, at=at)
    if not may(person, Can.RETIRE, version, at=at):
        raise Http404
    counts = Exposure.objects.filter(task__version=version).values_list("task_id", "variant").annotate(Count("pk"))
    seen = {(task, variant): count for task, variant, count in counts}
    rows = RetiredVariant.objects.filter(task__version=version).select_related("retired_by")
    retired = {(one.task_id, one.variant): one for one in rows}
    return version, [
        TaskWordings(task, [
            Wording(one.key, one.brief, seen.get((task.pk, one.key), 0), retired.get((task.pk, one.key)))
            for one in variants_of(task)
        ])
        for task in version.tasks.select_related("version__program")
        if variants_of(task)
    ]  # fmt: skip
