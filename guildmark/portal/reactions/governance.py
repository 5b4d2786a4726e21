"""When a motion is put, those who take part are told; not those who stand aside."""

from collections.abc import Callable, Sequence
from datetime import datetime

from guildmark.governance.facts import MotionPut
from guildmark.kernel.access import Actor
from guildmark.kernel.facts import Fact
from guildmark.portal import queries
from guildmark.portal.actions import Word, tell


def tell_voters(fact: MotionPut, by: Actor, at: datetime) -> None:
    voters, about = queries.motion_in_words(fact.motion_id, at)
    tell(kind="motion", words=[Word(pk, f"/motions/{fact.motion_id}/", about) for pk in voters], by=by, at=at)


REACTIONS: dict[type[Fact], Sequence[Callable[..., None]]] = {MotionPut: [tell_voters]}
