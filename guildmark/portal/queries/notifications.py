"""What a person has been told, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.shortcuts import get_object_or_404

from guildmark.portal.models import Notification
from guildmark.portal.notices import NOTICES

A_PAGE = 30


@dataclass(frozen=True)
class Told:
    """A notification in words, as its reader sees it."""

    pk: int
    words: str
    icon: str
    notified_at: datetime
    unread: bool


def get_notification(person: Any, pk: int) -> Notification:
    """The notification, if it is this person's; else 404."""
    return get_object_or_404(Notification, pk=pk, person_id=person.pk)


def notifications_of(person: Any, *, unread_only: bool = False, number: str | int = 1) -> Page:
    """One page of what the person was told. Two queries."""
    rows = Notification.objects.filter(person_id=person.pk).order_by("-notified_at", "-pk")
    if unread_only:
        rows = rows.filter(read_at=None)
    page: Page = Paginator(rows, A_PAGE).get_page(number)
    page.object_list = _in_words(list(page.object_list))
    return page


def _in_words(rows: Iterable[Notification]) -> list[Told]:
    return [
        Told(row.pk, notice.say(row.params), notice.icon, row.notified_at, row.read_at is None)
        for row in rows
        if (notice := NOTICES.get(row.kind))
    ]
