"""When a seed comes: as likely as the policy says, at an hour at which people hand work in."""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256

FEWEST_DAYS, MOST_DAYS = 1, 5
SPREAD = timedelta(hours=2)


def chance_of(secret: str, seat: int) -> tuple[float, float]:
    """Two numbers from 0 to 1 that nobody foresees without the installation’s secret: whether, and when."""
    drawn = hmac.new(secret.encode(), f"seed/{seat}".encode(), sha256).digest()
    return int.from_bytes(drawn[:6], "big") / 2**48, int.from_bytes(drawn[6:12], "big") / 2**48


def planted_at(seated_at: datetime, drawn: float) -> datetime:
    """One to five working days after a real seat was filled, within two hours of its time of day: a moment at which a
    candidate might as well have handed in."""
    days, rest = divmod(drawn * (MOST_DAYS - FEWEST_DAYS + 1), 1)
    later = seated_at + timedelta(days=FEWEST_DAYS + int(days)) + (2 * rest - 1) * SPREAD
    while later.weekday() > 4:
        later += timedelta(days=1)
    return later
