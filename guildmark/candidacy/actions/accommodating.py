"""Arranging something otherwise for one candidate, under the same criteria."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from guildmark.candidacy.facts import (
    AccommodationAgreed,
    AccommodationDeclined,
    AccommodationEnded,
    AccommodationRequested,
)
from guildmark.candidacy.lifecycle import AGREE, END_ACCOMMODATION, NOT_AGREE, may_ask_for_accommodation
from guildmark.candidacy.models import Accommodation, Candidacy
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock


@transaction.atomic
def request_accommodation(
    *, candidacy: Candidacy, kinds: Sequence[str], need: str, tasks: Sequence[str] = (), by: Actor, at: datetime
) -> Accommodation:
    """A candidate asks, in private, that something be arranged otherwise for these tasks, or for all of them."""
    candidacy = lock(candidacy)
    ensure(may_ask_for_accommodation(candidacy, by, at=at))
    asked = Accommodation.objects.create(
        candidacy=candidacy, kinds=list(kinds), need=need, tasks=list(tasks), requested_at=at
    )
    announce(AccommodationRequested(asked.pk), by=by, at=at)
    return asked


@transaction.atomic
def agree_accommodation(
    *,
    accommodation: Accommodation,
    conditions: str,
    reason: str,
    tasks: Sequence[str] = (),
    extra_time_percent: int = 0,
    language: str = "",
    by: Actor,
    at: datetime,
) -> Accommodation:
    """It is arranged so. Assessors of the tasks concerned read the conditions, and nothing else of it. With a language,
    those tasks are judged by people who judge in it."""
    accommodation = lock(accommodation, "candidacy")
    ensure(AGREE.decide(accommodation, by, at=at))
    accommodation.state = AGREE.target
    accommodation.conditions, accommodation.extra_time_percent = conditions, extra_time_percent
    accommodation.tasks, accommodation.language = list(tasks), language
    accommodation.decided_at, accommodation.decided_by_id, accommodation.reason = at, by.pk, reason
    accommodation.save()
    announce(AccommodationAgreed(accommodation.pk), by=by, at=at)
    return accommodation


@transaction.atomic
def decline_accommodation(*, accommodation: Accommodation, reason: str, by: Actor, at: datetime) -> Accommodation:
    """It is not arranged so, and the candidate reads why; they may ask again, for something else."""
    accommodation = lock(accommodation, "candidacy")
    ensure(NOT_AGREE.decide(accommodation, by, at=at))
    accommodation.state = NOT_AGREE.target
    accommodation.decided_at, accommodation.decided_by_id, accommodation.reason = at, by.pk, reason
    accommodation.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    announce(AccommodationDeclined(accommodation.pk), by=by, at=at)
    return accommodation


@transaction.atomic
def end_accommodation(*, accommodation: Accommodation, by: Actor, at: datetime) -> Accommodation:
    """The candidate takes the request back, or no longer wants what was agreed: nobody reads it from now on."""
    accommodation = lock(accommodation, "candidacy")
    ensure(END_ACCOMMODATION.decide(accommodation, by, at=at))
    accommodation.state = END_ACCOMMODATION.target
    accommodation.ended_at = at
    accommodation.save(update_fields=["state", "ended_at"])
    announce(AccommodationEnded(accommodation.pk), by=by, at=at)
    return accommodation
