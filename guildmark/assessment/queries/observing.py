"""An assessor's own record of a live session."""

from datetime import datetime

from django.http import Http404

from guildmark.assessment.lifecycle.observing import may_observe
from guildmark.assessment.models import Observation, Seat
from guildmark.assessment.queries.seats import get_seat
from guildmark.people.models import Person


def get_observed_seat(person: Person, pk: int, *, at: datetime) -> Seat:
    """A seat of one's own from which one observes, or observed."""
    seat = get_seat(person, pk, at=at)
    if not may_observe(seat, person, at) and not Observation.objects.filter(seat=seat).exists():
        raise Http404
    return seat


def observation_of(seat: Seat) -> Observation | None:
    return Observation.objects.filter(seat=seat).prefetch_related("moments").first()


def elapsed_ms(observation: Observation, at: datetime) -> int:
    return max(0, round((at - observation.begun_at).total_seconds() * 1000))
