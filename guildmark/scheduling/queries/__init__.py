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
from guildmark.scheduling.queries.listing import SHOWS, SessionRow, session_rows, sessions
from guildmark.scheduling.queries.my_hours import MyHours, my_hours
from guildmark.scheduling.queries.session import SessionPage, session_page
from guildmark.scheduling.queries.slots import Offer, offer_for
from guildmark.scheduling.queries.turns import turns
from guildmark.scheduling.queries.words import moment_words

__all__ = [
    "SHOWS",
    "MyHours",
    "Offer",
    "SessionPage",
    "SessionRow",
    "availability_of",
    "busy_of",
    "get_absence",
    "get_booking",
    "get_live_submission",
    "get_other_days",
    "moment_words",
    "my_hours",
    "offer_for",
    "open_bookings",
    "open_wishes",
    "published_by",
    "session_page",
    "session_rows",
    "sessions",
    "turns",
]
