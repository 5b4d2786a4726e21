"""Things that have a history page: who lets one see them, what they are called, where they live."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from guildmark.portal.queries.home import offered

Getter = Callable[..., Any]


@dataclass(frozen=True)
class Thing:
    """`getter` is the owner room's own guard: `queries.get_…(person, key, at=…)`, which raises 404."""

    room: str
    getter: str
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    key: Callable[[int], Any] = lambda pk: pk


THINGS: Mapping[str, Thing] = {
    "candidacy": Thing(
        "candidacy", "get_candidacy", lambda c: f"{c.ref} {c.program.title}", lambda c: f"/candidacies/{c.pk}/"
    ),
    "submission": Thing(
        "assessment", "get_shown_submission", lambda s: f"{s.ref} {s.task.title}", lambda s: f"/submissions/{s.pk}/"
    ),
    "credential": Thing(
        "credentials", "get_credential", lambda c: f"{c.ref} {c.version.title}", lambda c: f"/credentials/{c.ref}/"
    ),
    "version": Thing(
        "programs", "get_version_by_id", str, lambda v: f"/programs/{v.program.slug}/versions/{v.number}/"
    ),
    "committee": Thing("governance", "get_committee", lambda c: c.name, lambda c: f"/committees/{c.pk}/"),
    "study": Thing("calibration", "get_study", lambda s: f"{s.ref} {s.title}", lambda s: f"/studies/{s.pk}/"),
    "validation": Thing(
        "consultation", "get_round", lambda v: f"{v.ref} {v.version.title}", lambda v: f"/validations/{v.pk}/"
    ),
    "person": Thing("people", "get_person_with_record", lambda p: p.name, lambda p: f"/people/{p.username}/"),
    "framework": Thing("competencies", "get_framework_with_key", lambda f: f.title, lambda f: f"/frameworks/{f.slug}/"),
    "item": Thing(
        "competencies", "get_item_with_key", str, lambda i: f"/frameworks/{i.framework.slug}/items/{i.identifier}/"
    ),
}


@cache
def getter_of(kind: str) -> Getter | None:
    """The owner room's getter for this kind of thing, where there is one."""
    thing = THINGS.get(kind)
    return offered(thing.room, thing.getter) if thing else None


def seen_by(person: Any, kind: str, pk: int, *, at: datetime) -> Any:
    """The thing itself, as its owner room lets this person see it; None where such things have no history."""
    getter = getter_of(kind)
    return getter(person, THINGS[kind].key(pk), at=at) if getter else None
