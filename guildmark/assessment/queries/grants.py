"""Attempts granted beyond what the version allows: where one is lacking, and which were granted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from guildmark.assessment.lifecycle.granting import lacks_attempt, may_decide_on
from guildmark.assessment.models import AttemptGrant
from guildmark.assessment.permissions import Can
from guildmark.candidacy.models import Candidacy
from guildmark.kernel.access import Decision, may
from guildmark.people.models import Person
from guildmark.programs.models import Task


@dataclass(frozen=True)
class TaskToTry:
    task: Task
    lacking: Decision


@dataclass(frozen=True)
class Grants:
    candidacy: Candidacy
    tasks: Sequence[TaskToTry]
    granted: Sequence[AttemptGrant]
    allowed: Decision

    @property
    def lacking(self) -> list[TaskToTry]:
        return [one for one in self.tasks if one.lacking]


def get_candidacy_to_grant(person: Person, pk: int, *, at: datetime) -> Candidacy:
    """A candidacy in which the committee may grant an attempt; its candidate reads grants in their plan."""
    found = Candidacy.objects.select_related("person", "program", "version").filter(pk=pk).first()
    if found is None or found.person_id == person.pk or not may(person, Can.GRANT_ATTEMPT, found, at=at):
        raise Http404
    return found


def grants(candidacy: Candidacy, person: Person, *, at: datetime) -> Grants:
    tasks = candidacy.version.tasks.order_by("position")
    granted = AttemptGrant.objects.filter(candidacy=candidacy).select_related("task", "granted_by")
    return Grants(
        candidacy,
        [TaskToTry(task, lacks_attempt(candidacy, task)) for task in tasks],
        list(granted.order_by("-granted_at")),
        may_decide_on(candidacy, person, at=at),
    )
