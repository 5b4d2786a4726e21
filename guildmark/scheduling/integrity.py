"""What must always hold of sessions, derived again from what is stored."""

from collections.abc import Iterator

from guildmark.kernel.integrity import Breach, invariant
from guildmark.scheduling.domain.stretches import Stretch, quarters
from guildmark.scheduling.models import Booking, BookingState, Place


@invariant(
    "scheduling.quarters", "A booked session takes the quarters of an hour of those who come, and nothing else does."
)
def wrong_quarters() -> Iterator[Breach]:
    for booking in Booking.objects.order_by("pk").prefetch_related("places__quarters").iterator(chunk_size=500):
        for place in booking.places.all():
            place.booking = booking
            wanted = quarters(Stretch(*place.kept)) if booking.state == BookingState.BOOKED else []
            taken = sorted(one.starts_at for one in place.quarters.all() if one.person_id == place.person_id)
            if taken != wanted or len(taken) != len(place.quarters.all()):
                yield Breach(f"{booking.ref}, person {place.person_id}", "the time taken is not that of the session")


@invariant("scheduling.candidates", "The candidate of a session is the one whose work it is about.")
def wrong_candidates() -> Iterator[Breach]:
    rows = Place.objects.filter(is_candidate=True).select_related("booking__submission__candidacy")
    for place in rows.order_by("pk").iterator(chunk_size=500):
        if place.person_id != place.booking.submission.candidacy.person_id:
            yield Breach(place.booking.ref, "it is booked for somebody else than its candidate")
