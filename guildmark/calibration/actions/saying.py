"""What a judge of a study says: of the candidate who just suffices, and of work they have scored."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from guildmark.calibration.facts import LevelsHandedIn, LevelsSaid, WorkJudged
from guildmark.calibration.lifecycle import standards as lifecycle
from guildmark.calibration.models import Answer, Estimate, Judge, OverallJudgement, Round, Study
from guildmark.calibration.queries.recommending import own_sheets
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock

ALONG = ("version__program",)


def _where(study: Study, by: Actor) -> tuple[Judge | None, Round | None, Answer | None]:
    """The judge, the open round, and what they have said in it so far."""
    judge = study.judges.filter(person=by.pk).first()
    opened = study.rounds.filter(closed_at=None).first()
    answer = Answer.objects.select_for_update().filter(judge=judge, round=opened).first() if judge and opened else None
    return judge, opened, answer


@transaction.atomic
def say_levels(*, study: Study, levels: Mapping[str, Decimal], by: Actor, at: datetime) -> Answer:
    """A judge says on some criteria what a candidate who just suffices would reach, or says otherwise than before."""
    study = lock(study, *ALONG)
    judge, opened, answer = _where(study, by)
    ensure(lifecycle.may_say_levels(study, judge, opened, answer, levels, by, at))
    assert judge and opened
    answer = answer or Answer.objects.create(round=opened, judge=judge, begun_at=at)
    for criterion, level in levels.items():
        Estimate.objects.update_or_create(
            answer=answer, criterion=criterion, defaults={"level": level, "said_at": at}
        )  # fmt: skip
    announce(LevelsSaid(study.pk, opened.number), by=by, at=at)
    return answer


@transaction.atomic
def hand_in_levels(*, study: Study, by: Actor, at: datetime) -> Answer:
    """A judge’s answer of this round counts, and is not changed any more."""
    study = lock(study, *ALONG)
    judge, opened, answer = _where(study, by)
    ensure(lifecycle.may_hand_in(study, judge, opened, answer, by, at))
    assert opened and answer
    answer.handed_in_at = at
    answer.save(update_fields=["handed_in_at"])
    announce(LevelsHandedIn(study.pk, opened.number), by=by, at=at)
    return answer


@transaction.atomic
def judge_work(*, study: Study, ratings: Mapping[int, int], by: Actor, at: datetime) -> Study:
    """A judge says of sheets that they sealed whether the work was, on the whole, on the border. By the sheets’ ids."""
    study = lock(study, *ALONG)
    judge = study.judges.filter(person=by.pk).first()
    own = own_sheets(study, judge, until=at).filter(pk__in=ratings).values_list("pk", flat=True) if judge else ()
    ensure(lifecycle.may_judge_work(study, judge, ratings, frozenset(own), by, at))
    assert judge
    for sheet, rating in ratings.items():
        OverallJudgement.objects.update_or_create(
            study=study, sheet_id=sheet, defaults={"judge": judge, "rating": rating, "said_at": at}
        )
    announce(WorkJudged(study.pk, len(ratings)), by=by, at=at)
    return study
