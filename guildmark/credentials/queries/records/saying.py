"""How moments and people are written in a record."""

from datetime import UTC, datetime

from guildmark.people.models import Person


def moment(at: datetime | None) -> str | None:
    """To the second, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if at else None


def minute(at: datetime | None) -> str | None:
    """To the minute: of whoever must not be found out by their timing."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}" if at else None


def somebody(person: Person | None) -> dict[str, str | int] | None:
    """Whom it is about, with the number that the journal has for them."""
    return {"name": person.name, "id": person.pk} if person else None
