"""What somebody was told about certain things: asked by the room that keeps the record of a decision."""

from collections.abc import Sequence

from django.db.models import Q

from guildmark.credentials.ports import Notice
from guildmark.kernel.models import OutboxMessage
from guildmark.portal.models import Notification
from guildmark.portal.notices import MAIL, NOTICES


def notices_about(person_id: int, addresses: Sequence[str]) -> Sequence[Notice]:
    """In words, with the time at which a mail of it left. Two queries."""
    here = Q(pk__in=[])
    for address in addresses:
        here |= Q(url__startswith=address)
    rows = list(Notification.objects.filter(here, person=person_id).order_by("pk"))
    mails = OutboxMessage.objects.filter(key__in=[f"{MAIL}:{row.pk}" for row in rows])
    left = dict(mails.values_list("key", "delivered_at"))
    return [
        Notice(row.entry_id, row.kind, NOTICES[row.kind].say(row.params), row.notified_at, left.get(f"{MAIL}:{row.pk}"))
        for row in rows
        if row.kind in NOTICES
    ]
