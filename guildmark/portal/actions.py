"""Telling people, and what they have read of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from guildmark.kernel import outbox
from guildmark.kernel.access import Actor, ensure, may
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.portal.facts import NotificationsRead, PeopleNotified
from guildmark.portal.lifecycle import may_tell
from guildmark.portal.models import Notification
from guildmark.portal.notices import MAIL, NOTICES
from guildmark.portal.permissions import Can


@dataclass(frozen=True)
class Word:
    """To whom, and where it leads. `params` fill the words of the kind."""

    person_id: int
    url: str
    params: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def tell(*, kind: str, words: Iterable[Word], by: Actor, at: datetime) -> Sequence[Notification]:
    """Each of these people is told once, here and by e-mail. Whoever did it knows it already and is left out."""
    ensure(may_tell(kind))
    wanted = {word.person_id: word for word in words if word.person_id != by.pk}
    if not wanted:
        return ()
    entry = announce(PeopleNotified(kind, tuple(sorted(wanted))), by=by, at=at)
    told = Notification.objects.bulk_create(
        Notification(
            person_id=word.person_id, entry=entry, kind=kind, url=word.url, params=dict(word.params), notified_at=at
        )
        for word in wanted.values()
    )
    for notification in told if NOTICES[kind].by_mail else ():
        outbox.post(MAIL, key=f"{MAIL}:{notification.pk}", payload={"notification": notification.pk}, at=at)
    return told


@transaction.atomic
def mark_read(
    *, person: Any, notification_id: int | None = None, told_before: datetime | None = None, by: Actor, at: datetime
) -> int:
    """One notification of `person`, or all (told before a moment), count as read. Returns how many were unread."""
    person = lock(person)
    unread = Notification.objects.filter(person=person, read_at=None)
    if notification_id is not None:
        unread = unread.filter(pk=notification_id)
    if told_before is not None:
        unread = unread.filter(notified_at__lt=told_before)
    ensure(may(by, Can.READ_NOTIFICATIONS, Notification(person=person), at=at))
    count = unread.update(read_at=at)
    if count:
        announce(NotificationsRead(person.pk, count), by=by, at=at)
    return count
