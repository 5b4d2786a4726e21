"""What somebody who was asked says of the indicators."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from guildmark.consultation import lifecycle
from guildmark.consultation.facts import RatingSaid, RatingsHandedIn
from guildmark.consultation.models import Rater, Rating, ValidationRound
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock

ALONG = ("version__program", "opened_by")


@transaction.atomic
def say(*, round: ValidationRound, item: str, said: Mapping[str, int | str | None], by: Actor, at: datetime) -> Rating:
    """What is said of one indicator is kept as it is now; what isn’t mentioned in `said` is left as it was."""
    round = lock(round, *ALONG)
    rater = round.raters.select_for_update().filter(person=by.pk).first()
    ensure(lifecycle.may_say(round, rater, item, said, by, at))
    found, _made = Rating.objects.update_or_create(rater=rater, item=item, defaults={**said, "said_at": at})
    announce(RatingSaid(round.pk), by=by, at=at)
    return found


@transaction.atomic
def hand_in(*, round: ValidationRound, by: Actor, at: datetime) -> Rater:
    """What was said counts, and is not changed any more."""
    round = lock(round, *ALONG)
    rater = round.raters.select_for_update().filter(person=by.pk).first()
    ratings = list(rater.ratings.all()) if rater else []
    ensure(lifecycle.may_hand_in(round, rater, ratings, by, at))
    assert rater
    rater.handed_in_at = at
    rater.save(update_fields=["handed_in_at"])
    announce(RatingsHandedIn(round.pk), by=by, at=at)
    return rater
