"""What the worker and the scheduler do here. Each says in its report whom it skipped, and why."""

from datetime import datetime
from typing import Any

from guildmark.kernel import clock
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.jobs import every
from guildmark.kernel.outbox import delivers
from guildmark.scheduling import actions, queries
from guildmark.scheduling.actions.following import FOLLOW
from guildmark.scheduling.actions.publishing import TELL_WAITING


@delivers(TELL_WAITING)
def tell_waiting(payload: dict[str, Any]) -> None:
    """A slot may have opened: whoever waits for one is told."""
    tell_all_waiting(clock.now())


@delivers(FOLLOW)
def follow(payload: dict[str, Any]) -> None:
    """Look again at a session whose panel changed while somebody was being booked elsewhere."""
    at = clock.now()
    for booking in queries.open_bookings(at, booking_id=payload["booking"]):
        actions.follow_panel(booking=booking, by=SYSTEM, at=at)


@every("scheduling.tell_waiting", minutes=15)
def tell_all_waiting(at: datetime) -> str:
    """Leave ends, panels change: slots open without anybody publishing hours."""
    report = []
    for wish in queries.open_wishes():
        try:
            told = actions.open_slot(wish=wish, by=SYSTEM, at=at)
            report.append(f"{wish.submission.ref}: {'told' if told else 'nothing sooner'}")
        except Refused as refusal:
            report.append(f"{wish.submission.ref}: skipped: {refusal}")
    return "\n".join(report)
