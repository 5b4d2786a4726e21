"""When people act: on working days, in the working hours of where they live."""

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PAUSE = timedelta(minutes=30)
FIRST_HOUR, LAST_HOUR = 8, 16


def moment(rng: random.Random, day: date, zone: ZoneInfo) -> datetime:
    """Some minute of that day, or of the Monday after it, between eight and five."""
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    clock = time(rng.randint(FIRST_HOUR, LAST_HOUR), rng.randint(0, 59))
    return datetime.combine(day, clock, zone).astimezone(UTC)


def later(rng: random.Random, at: datetime, least: float, most: float, zone: ZoneInfo) -> datetime:
    """Some days later; the next working day, where those hours are over before anyone could have turned round."""
    day = (at + timedelta(days=rng.uniform(least, most))).astimezone(zone).date()
    found = moment(rng, day, zone)
    return found if found >= at + PAUSE else moment(rng, day + timedelta(days=1), zone)


def soon(rng: random.Random, at: datetime, zone: ZoneInfo) -> datetime:
    """An hour or two later if people still work then, else the next working day."""
    found = (at + timedelta(minutes=rng.randint(60, 150))).astimezone(zone)
    if found.weekday() < 5 and FIRST_HOUR <= found.hour <= LAST_HOUR:
        return found.astimezone(UTC)
    return moment(rng, found.date() + timedelta(days=found.hour > LAST_HOUR), zone)
