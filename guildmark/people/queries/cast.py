"""The cast of the demo company, whom the sign-in page offers in demo mode."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from guildmark.kernel.roles import PROSE, Role
from guildmark.people.models import Person, RoleHeld


@dataclass(frozen=True)
class CastMember:
    """Somebody to sign in as: who they are, in one line, and the hats they wear."""

    username: str
    name: str
    line: str
    hats: tuple[str, ...]
    function: str
    site: str

    @property
    def initials(self) -> str:
        words = self.name.split()
        return (words[0][0] + words[-1][0]).upper()


def cast(at: datetime) -> list[CastMember]:
    """The cast in the order of the story, as `cast.json` in the data folder names it. Two queries."""
    path = settings.DATA_DIR / "cast.json"
    if not path.exists():
        return []
    lines = {member["username"]: member["line"] for member in json.loads(path.read_text())}
    people = Person.objects.filter(username__in=lines, is_active=True).select_related("job_function", "site")
    by_name = {person.username: person for person in people}
    hats: dict[int, dict[str, None]] = {}
    for held in RoleHeld.objects.at(at).filter(person__in=by_name.values()).order_by("pk"):
        hats.setdefault(held.person_id, {})[str(PROSE[Role(held.role)].title)] = None
    return [
        CastMember(
            name,
            by_name[name].name,
            line,
            tuple(hats.get(by_name[name].pk, ())),
            by_name[name].job_function.name,
            by_name[name].site.name,
        )
        for name, line in lines.items()
        if name in by_name
    ]


def cast_member(username: str) -> Person | None:
    """The person of the cast with this username."""
    path = settings.DATA_DIR / "cast.json"
    names = {member["username"] for member in json.loads(path.read_text())} if path.exists() else set()
    return Person.objects.filter(username=username, is_active=True).first() if username in names else None
