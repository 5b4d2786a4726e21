"""What one has been told."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from guildmark.kernel import clock
from guildmark.portal import actions, queries


@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    unread_only = request.GET.get("show") == "unread"
    page = queries.notifications_of(request.user, unread_only=unread_only, number=request.GET.get("page", 1))
    return render(request, "portal/notifications.html", {"page": page, "unread_only": unread_only})


@require_safe
def notification(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it leads. Whoever follows it has read it."""
    person: Any = request.user
    found = queries.get_notification(person, pk)
    if found.read_at is None:
        actions.mark_read(person=person, notification_id=pk, by=person, at=clock.now())
    return redirect(found.url)


@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """Everything is read."""
    person: Any = request.user
    actions.mark_read(person=person, by=person, at=clock.now())
    return redirect("portal:notifications")
