"""Where a cut should lie: the judges are told when it is their turn, and what came of it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from guildmark.calibration.facts import CutChosen, JudgeInvited, StudyOpened, StudyRoundOpened
from guildmark.kernel.access import Actor
from guildmark.kernel.facts import Fact
from guildmark.portal import queries
from guildmark.portal.actions import Word, tell


def tell_judges_asked(fact: StudyOpened, by: Actor, at: datetime) -> None:
    _tell_judges("to_judge", fact.study_id, fact.person_ids, by, at)


def tell_judge_invited(fact: JudgeInvited, by: Actor, at: datetime) -> None:
    _tell_judges("to_judge", fact.study_id, [fact.person_id], by, at)


def tell_judges_asked_again(fact: StudyRoundOpened, by: Actor, at: datetime) -> None:
    _tell_judges("to_judge_again", fact.study_id, queries.judges_of(fact.study_id), by, at)


def tell_judges_of_choice(fact: CutChosen, by: Actor, at: datetime) -> None:
    _tell_judges("cut_chosen", fact.study_id, queries.judges_of(fact.study_id), by, at)


def _tell_judges(kind: str, study_id: int, people: Iterable[int], by: Actor, at: datetime) -> None:
    params = queries.study_in_words(study_id)
    words = [Word(pk, f"/studies/{study_id}/judging/", params) for pk in people]
    tell(kind=kind, words=words, by=by, at=at)


REACTIONS: dict[type[Fact], Sequence[Callable[..., None]]] = {
    StudyOpened: [tell_judges_asked],
    JudgeInvited: [tell_judge_invited],
    StudyRoundOpened: [tell_judges_asked_again],
    CutChosen: [tell_judges_of_choice],
}
