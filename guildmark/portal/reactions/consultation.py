"""Whether criteria fit the work: those who are asked are told, and told again when their comments have an answer."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from guildmark.consultation import queries
from guildmark.consultation.facts import RatersAsked, ValidationClosed, ValidationOpened
from guildmark.kernel.access import Actor
from guildmark.kernel.facts import Fact
from guildmark.portal.actions import Word, tell


def tell_those_asked(fact: ValidationOpened | RatersAsked, by: Actor, at: datetime) -> None:
    _tell("to_rate", fact.validation_id, fact.person_ids, by, at)


def tell_those_who_spoke(fact: ValidationClosed, by: Actor, at: datetime) -> None:
    _tell("rated", fact.validation_id, queries.raters_of(fact.validation_id), by, at)


def _tell(kind: str, validation_id: int, people: Iterable[int], by: Actor, at: datetime) -> None:
    params = queries.round_in_words(validation_id)
    words = [Word(pk, f"/validations/{validation_id}/rating/", params) for pk in people]
    tell(kind=kind, words=words, by=by, at=at)


REACTIONS: dict[type[Fact], Sequence[Callable[..., None]]] = {
    ValidationOpened: [tell_those_asked],
    RatersAsked: [tell_those_asked],
    ValidationClosed: [tell_those_who_spoke],
}
