"""What the shell asks on every page: one indexed query for the bell."""

from typing import Any

from guildmark.portal.models import Notification


def unread_count(person: Any) -> int:
    return Notification.objects.filter(person_id=person.pk, read_at=None).count()
