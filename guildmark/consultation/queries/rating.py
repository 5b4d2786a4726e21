"""A round as one meets it who was asked: the indicators, what they have said, what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from guildmark.consultation import lifecycle
from guildmark.consultation.domain.asked import Asked, minutes, unpacked
from guildmark.consultation.models import Clarity, Frequency, Importance, Rater, Rating, Reply, ValidationRound
from guildmark.kernel.access import Decision, ensure
from guildmark.people.models import Person

IMPORTANCES = (Importance.ESSENTIAL, Importance.USEFUL, Importance.NOT_NEEDED, Importance.CANT_SAY)


@dataclass(frozen=True)
class ItemAsked:
    asked: Asked
    said: Rating | None
    reply: Reply | None

    @property
    def is_whole(self) -> bool:
        return self.said is not None and self.said.is_whole


@dataclass(frozen=True)
class RatePage:
    """What is asked, item by item; whether one may say now, or why not; how long it takes."""

    items: Sequence[ItemAsked]
    rater: Rater
    may_rate: Decision
    minutes: int
    importances: Sequence[Importance] = IMPORTANCES
    frequencies: Sequence[Frequency] = tuple(reversed(Frequency))
    clarities: Sequence[Clarity] = tuple(reversed(Clarity))

    @property
    def left(self) -> int:
        return sum(not one.is_whole for one in self.items)

    @property
    def answered(self) -> Sequence[ItemAsked]:
        """What one commented on and the owner answered."""
        return [one for one in self.items if one.reply and one.said and one.said.comment]


def items_of(found: ValidationRound) -> list[str]:
    return [one.key for one in unpacked(found.items)]


def get_round_rated(person: Person, pk: int) -> ValidationRound:
    """A round that this person is asked in. Whoever follows somebody else's link is told whose it is; `Refused`."""
    found = ValidationRound.objects.select_related("version__program", "opened_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    ensure(lifecycle.is_asked(found, found.raters.filter(person=person).first(), person))
    return found


def rate_page(found: ValidationRound, person: Person, *, at: datetime) -> RatePage:
    """Three queries."""
    rater = found.raters.get(person=person)
    said = {one.item: one for one in rater.ratings.all()}
    replies = {one.item: one for one in found.replies.all()}
    items = [ItemAsked(one, said.get(one.key), replies.get(one.key)) for one in unpacked(found.items)]
    return RatePage(items, rater, lifecycle.may_rate(found, rater, person, at), minutes(len(items)))
