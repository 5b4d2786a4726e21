"""Observing a live session: it begins, moments are marked, who came is noted."""

from datetime import datetime, timedelta

from django.db import transaction

from guildmark.assessment.facts import MomentMarked, ObservationBegun, ObservationNoted
from guildmark.assessment.lifecycle.observing import may_mark, may_observe
from guildmark.assessment.models import Observation, ObservedMoment, Seat
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock

ALONG = "panel__submission__candidacy"


@transaction.atomic
def begin_observation(*, seat: Seat, by: Actor, at: datetime) -> Observation:
    """The session has begun for this assessor: moments are counted from now. Begun before, it goes on."""
    seat = lock(seat, ALONG)
    ensure(may_observe(seat, by, at))
    observation, new = Observation.objects.get_or_create(seat=seat, defaults={"begun_at": at})
    if new:
        announce(ObservationBegun(seat.pk, seat.panel.submission_id), by=by, at=at)
    return observation


@transaction.atomic
def mark_moment(*, seat: Seat, mark: str, at_ms: int, text: str, by: Actor, at: datetime) -> ObservedMoment:
    """This was seen then. Marked again under the same mark, its words are the later ones; the moment stays."""
    seat = lock(seat, ALONG)
    observation = Observation.objects.get(seat=seat)
    known = observation.moments.filter(mark=mark).first()
    ensure(may_mark(seat, text, observation.moments.count() if known is None else 0, by, at))
    if known is None:
        latest = (at - observation.begun_at) // timedelta(milliseconds=1)
        moment = ObservedMoment.objects.create(
            observation=observation, mark=mark, at_ms=min(max(at_ms, 0), max(latest, 0)), text=text, changed_at=at
        )
    else:
        moment = known
        moment.text, moment.changed_at = text, at
        moment.save(update_fields=["text", "changed_at"])
    announce(MomentMarked(seat.pk, moment.pk), by=by, at=at)
    return moment


@transaction.atomic
def note_attendance(*, seat: Seat, candidate_came: bool | None, others: str, by: Actor, at: datetime) -> Observation:
    """Who was there is on record."""
    seat = lock(seat, ALONG)
    ensure(may_observe(seat, by, at))
    observation = Observation.objects.get(seat=seat)
    observation.candidate_came, observation.others = candidate_came, others.strip()[:300]
    observation.save(update_fields=["candidate_came", "others"])
    announce(ObservationNoted(seat.pk, candidate_came), by=by, at=at)
    return observation
