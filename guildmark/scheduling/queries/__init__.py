"""What this room answers."""

from guildmark.scheduling.queries.finding import (
    get_absence,
    get_booking,
    get_live_submission,
    get_other_days,
    open_bookings,
    open_wishes,
)
from guildmark.scheduling.queries.hours import availability_of, busy_of, published_by
from guildmark.scheduling.queries.slots import Offer, offer_for

__all__ = [
    "Offer",
    "availability_of",
    "busy_of",
    "get_absence",
    "get_booking",
    "get_live_submission",
    "get_other_days",
    "offer_for",
    "open_bookings",
    "open_wishes",
    "published_by",
]
