"""The outbox: what is slow or outside leaves after commit, at least once, idempotent by key."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q

from guildmark.kernel.models import OutboxMessage

log = logging.getLogger(__name__)
Delivery = Callable[[dict[str, Any]], None]
_deliveries: dict[str, Delivery] = {}
CLAIM = timedelta(minutes=5)
MOST_ATTEMPTS = 12


def delivers(kind: str) -> Callable[[Delivery], Delivery]:
    """Register the function that delivers messages of `kind`. It may be called twice with the same payload."""

    def register(delivery: Delivery) -> Delivery:
        _deliveries[kind] = delivery
        return delivery

    return register


def post(kind: str, *, key: str, payload: dict[str, Any], at: datetime) -> None:
    """Queue a message in the caller's transaction. The same key twice is one message."""
    OutboxMessage.objects.bulk_create(
        [OutboxMessage(kind=kind, key=key, payload=payload, created_at=at, due_at=at)], ignore_conflicts=True
    )


def deliver_due(*, at: datetime, most: int = 100) -> int:
    """Deliver what is due and unclaimed; return how many were delivered. Failures wait, doubling from a minute."""
    delivered = 0
    for message in _claim(at, most):
        try:
            _deliveries[message.kind](message.payload)
        except Exception as error:
            log.exception("outbox: %s could not be delivered", message.key)
            OutboxMessage.objects.filter(pk=message.pk).update(
                claimed_until=None, last_error=str(error)[:2000], due_at=at + timedelta(minutes=2**message.attempts)
            )
        else:
            delivered += 1
            OutboxMessage.objects.filter(pk=message.pk).update(delivered_at=at, claimed_until=None, last_error="")
    return delivered


@transaction.atomic
def _claim(at: datetime, most: int) -> list[OutboxMessage]:
    free = Q(claimed_until=None) | Q(claimed_until__lt=at)
    due = OutboxMessage.objects.filter(free, delivered_at=None, due_at__lte=at, attempts__lt=MOST_ATTEMPTS)
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    claimed = list(due.order_by("due_at", "pk")[:most])
    OutboxMessage.objects.filter(pk__in=[m.pk for m in claimed]).update(
        claimed_until=at + CLAIM, attempts=F("attempts") + 1
    )
    return claimed
