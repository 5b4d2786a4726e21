"""What the shell asks on every page: one indexed query for the bell."""

from typing import Any

from django.db.models import Count, QuerySet

from guildmark.kernel.prepared import prepared
from guildmark.portal.models import Notification


def unread_count(person: Any) -> int:
    return sum(_unread(person=person.pk))


@prepared
def _unread(person: int) -> QuerySet[Notification, int]:
    of_person = Notification.objects.filter(person_id=person, read_at=None).order_by().values("person_id")
    return of_person.annotate(count=Count("pk")).values_list("count", flat=True)
