"""What happened to a thing, from the journal: one indexed query, and one for the names."""

from dataclasses import dataclass
from datetime import datetime

from guildmark.kernel.models import JournalEntry
from guildmark.people.models import Person
from guildmark.portal.history import WORDS, Told

MOST = 200


@dataclass(frozen=True)
class Happening:
    words: str
    who: str
    at: datetime


def history_of(kind: str, pk: int) -> list[Happening]:
    """Everything the journal says about this thing that has words for its readers, newest first."""
    entries = list(
        JournalEntry.objects.filter(mentions__kind=kind, mentions__object_id=pk, fact__in=_told()).order_by("-pk")[
            :MOST
        ]
    )
    named = {e.actor_id for e in entries if e.actor_id and WORDS[e.fact].who is None}
    names = dict(Person.objects.filter(pk__in=named).values_list("pk", "name")) if named else {}
    return [Happening(_words(e, WORDS[e.fact]), _who(e, WORDS[e.fact], names), e.at) for e in entries]


def _told() -> list[str]:
    return [fact for fact, told in WORDS.items() if told.words]


def _words(entry: JournalEntry, told: Told) -> str:
    return told.say(entry.body if told.needs_body else {})


def _who(entry: JournalEntry, told: Told, names: dict[int, str]) -> str:
    if entry.actor_kind != "person" or entry.actor_id is None:
        return ""
    return names.get(entry.actor_id, "") if told.who is None else str(told.who)
