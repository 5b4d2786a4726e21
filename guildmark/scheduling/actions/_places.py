"""Who is to be where when: rows that the verbs write together."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from guildmark.kernel import outbox
from guildmark.kernel.access import Refused
from guildmark.scheduling.domain.stretches import Stretch, quarters
from guildmark.scheduling.models import Booking, Place, PublishedAvailability, TakenQuarter

ALONG = ("candidacy__person", "candidacy__version", "candidacy__program", "task")
INVITATION = "scheduling.invitation"


def _seat(booking: Booking, assessors: Iterable[int], *, candidate: int | None = None) -> None:
    """These people are to come, and their time is taken; if somebody is booked already, a sentence says so."""
    wanted = list(assessors)
    around = dict(_around(wanted))
    places = [
        Place(booking=booking, person_id=one, before_minutes=around[one][0], after_minutes=around[one][1])
        for one in wanted
    ]
    if candidate is not None:
        places.append(Place(booking=booking, person_id=candidate, is_candidate=True))
    Place.objects.bulk_create(places)
    _take(places)


def _around(person_ids: Sequence[int]) -> Iterable[tuple[int, tuple[int, int]]]:
    rows = PublishedAvailability.objects.filter(person_id__in=person_ids)
    found = {
        pk: (before, after) for pk, before, after in rows.values_list("person_id", "before_minutes", "after_minutes")
    }
    return ((one, found.get(one, (0, 0))) for one in person_ids)


def _take(places: Sequence[Place]) -> None:
    """Quarters go in in one order for everybody, so that two bookings at once wait for each other and never in a ring."""
    rows = [
        TakenQuarter(place=place, person_id=place.person_id, starts_at=starts)
        for place in places
        for starts in quarters(Stretch(*place.kept))
    ]
    rows.sort(key=lambda row: (row.person_id, row.starts_at))
    try:
        with transaction.atomic():
            TakenQuarter.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Refused(str(JUST_TAKEN)) from error


JUST_TAKEN = _(
    "That time is not free any more; somebody may have taken it a moment ago. The times below are up to date."
)


def _free(booking: Booking) -> None:
    """Nobody’s time is taken by this session any more."""
    TakenQuarter.objects.filter(place__booking=booking).delete()


def _people(booking: Booking) -> tuple[int, ...]:
    return tuple(sorted(Place.objects.filter(booking=booking).values_list("person_id", flat=True)))


def _invite(booking: Booking, people: Iterable[int], *, at: datetime, method: str = "REQUEST") -> None:
    """Each of these people gets the session as it stands now as an invitation, or its cancellation, by mail."""
    for person in people:
        outbox.post(
            INVITATION,
            key=f"{booking.uid}-{booking.sequence}-{method}-{person}",
            payload={
                "booking": booking.pk, "person": person, "method": method, "sequence": booking.sequence,
                "at": at.isoformat(),
            },
            at=at,
        )  # fmt: skip
