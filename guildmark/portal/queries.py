"""What waits for a person, and what they have been told."""

from datetime import datetime
from typing import Any

from guildmark.people.models import Employment
from guildmark.portal.models import Notification


def unread_count(person: Any) -> int:
    return Notification.objects.filter(person_id=person.pk, read_at=None).count()


def leads_anyone(person: Any, *, at: datetime) -> bool:
    """Whether someone reports to this person today."""
    return Employment.objects.on(at.date()).filter(manager_id=person.pk).exists()
