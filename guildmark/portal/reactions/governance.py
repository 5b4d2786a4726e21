"""When a motion is put or an appeal moves, those concerned are told; not those who stand aside or had a part."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from guildmark.governance.facts import AppealAcknowledged, AppealDecided, AppealLodged, HearersNamed, MotionPut
from guildmark.kernel.access import Actor
from guildmark.kernel.facts import Fact
from guildmark.portal import queries
from guildmark.portal.actions import Word, tell


def tell_voters(fact: MotionPut, by: Actor, at: datetime) -> None:
    voters, about = queries.motion_in_words(fact.motion_id, at)
    tell(kind="motion", words=[Word(pk, f"/motions/{fact.motion_id}/", about) for pk in voters], by=by, at=at)


def tell_committee_of_appeal(fact: AppealLodged, by: Actor, at: datetime) -> None:
    _appellant, could, about, days = queries.appeal_in_words(fact.appeal_id, at)
    tell(
        kind="appeal_lodged", words=_words(fact.appeal_id, could, about, days["acknowledge"].isoformat()), by=by, at=at
    )


def tell_hearers(fact: HearersNamed, by: Actor, at: datetime) -> None:
    _appellant, _could, about, days = queries.appeal_in_words(fact.appeal_id, at)
    words = _words(fact.appeal_id, fact.person_refs, about, days["decide"].isoformat())
    tell(kind="appeal_hearing", words=words, by=by, at=at)


def tell_appellant_that_it_is_read(fact: AppealAcknowledged, by: Actor, at: datetime) -> None:
    appellant, _could, about, days = queries.appeal_in_words(fact.appeal_id, at)
    words = _words(fact.appeal_id, [appellant], about, days["decide"].isoformat())
    tell(kind="appeal_acknowledged", words=words, by=by, at=at)


def tell_appellant_of_outcome(fact: AppealDecided, by: Actor, at: datetime) -> None:
    appellant, _could, about, days = queries.appeal_in_words(fact.appeal_id, at)
    words = _words(fact.appeal_id, [appellant], about, days["decide"].isoformat())
    tell(kind="appeal_decided", words=words, by=by, at=at)


def _words(appeal_id: int, people: Iterable[int], about: dict[str, str], day: str) -> list[Word]:
    return [Word(pk, f"/appeals/{appeal_id}/", {**about, "day": queries.day_for(pk, day)}) for pk in people]


REACTIONS: dict[type[Fact], Sequence[Callable[..., None]]] = {
    MotionPut: [tell_voters],
    AppealLodged: [tell_committee_of_appeal],
    AppealAcknowledged: [tell_appellant_that_it_is_read],
    HearersNamed: [tell_hearers],
    AppealDecided: [tell_appellant_of_outcome],
}
