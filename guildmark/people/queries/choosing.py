"""Choosing a colleague: whom a text may mean, and whom to offer while somebody types."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from guildmark.kernel.access import Actor, ensure, may
from guildmark.people.models import Person
from guildmark.people.permissions import Can
from guildmark.people.queries.directory import directory_rows

MOST = 8
SHORTEST = 2
CHOSEN = re.compile(r"\(([-\w]+)\)\s*$")


@dataclass(frozen=True)
class Suggestion:
    """A colleague as offered: `value` is what stands in the box once chosen, and names exactly this person."""

    value: str
    name: str
    detail: str


def people_suggested(viewer: Actor, text: str, *, role: str = "", at: datetime) -> list[Suggestion]:
    """The colleagues whose name, username or address holds every word, of those who hold the role. Two queries."""
    ensure(may(viewer, Can.SEE_DIRECTORY, at=at))
    if len(text.strip()) < SHORTEST:
        return []
    return [
        Suggestion(f"{row.name} ({row.username})", row.name, " · ".join(filter(None, (row.function, row.unit))))
        for row in directory_rows(viewer, {"q": text, "role": role}, at=at, most=MOST)
    ]


def people_meant(text: str) -> list[Person]:
    """Whom this text may mean among open accounts: one by username, number, address or whole name; else a handful."""
    wanted = text.strip()
    if chosen := CHOSEN.search(wanted):
        wanted = chosen[1]
    open_accounts = Person.objects.filter(is_active=True).order_by("name", "pk")
    whole = Q(username__iexact=wanted) | Q(employee_number__iexact=wanted) | Q(email__iexact=wanted)
    exact = list(open_accounts.filter(whole | Q(name__iexact=wanted))[:MOST])
    return exact or list(open_accounts.filter(name__icontains=wanted)[:MOST])
