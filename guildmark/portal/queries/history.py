"""What happened to a thing, from the journal: one indexed query, one for the names, two for what a candidacy's
happenings are about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guildmark.assessment.models import Submission
from guildmark.candidacy.models import Candidacy
from guildmark.kernel.models import JournalEntry
from guildmark.people.models import Person
from guildmark.portal.history import WORDS, Told
from guildmark.programs.models import RequirementNode

MOST = 200


@dataclass(frozen=True)
class Happening:
    """`about`: which task or requirement of a candidacy it concerns."""

    words: str
    who: str
    at: datetime
    about: str = ""


def history_of(kind: str, pk: int) -> list[Happening]:
    """Everything the journal says about this thing that has words for its readers, newest first."""
    entries = list(
        JournalEntry.objects.filter(mentions__kind=kind, mentions__object_id=pk, fact__in=_told()).order_by("-pk")[
            :MOST
        ]
    )
    named = {e.actor_id for e in entries if e.actor_id and WORDS[e.fact].who is None}
    names = dict(Person.objects.filter(pk__in=named).values_list("pk", "name")) if named else {}
    about = _parts_of_candidacy(pk, entries if kind == "candidacy" else [])
    return [Happening(_words(e, WORDS[e.fact]), _who(e, WORDS[e.fact], names), e.at, about(e.body)) for e in entries]


def _parts_of_candidacy(pk: int, entries: Sequence[JournalEntry]) -> Callable[[Mapping[str, Any]], str]:
    """By a fact's body: the title of the task or requirement that it names."""
    bodies = [entry.body for entry in entries]
    tasks: dict[int, str] = {}
    nodes: dict[str, str] = {}
    if any("submission_id" in body for body in bodies):
        tasks = dict(Submission.objects.filter(candidacy=pk).values_list("pk", "task__title"))
    if any("node_key" in body for body in bodies):
        pinned = RequirementNode.objects.filter(version__in=Candidacy.objects.filter(pk=pk).values("version"))
        nodes = {key: title or task or "" for key, title, task in pinned.values_list("key", "title", "task__title")}
    return lambda body: tasks.get(body.get("submission_id", 0)) or nodes.get(body.get("node_key", ""), "")


def _told() -> list[str]:
    return [fact for fact, told in WORDS.items() if told.words]


def _words(entry: JournalEntry, told: Told) -> str:
    return told.say(entry.body if told.needs_body else {})


def _who(entry: JournalEntry, told: Told, names: dict[int, str]) -> str:
    if entry.actor_kind != "person" or entry.actor_id is None:
        return ""
    return names.get(entry.actor_id, "") if told.who is None else str(told.who)
