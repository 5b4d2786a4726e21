"""What one has been told."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from guildmark.kernel import clock
from guildmark.people.requests import SignedIn
from guildmark.portal import actions, queries


@require_safe
def notifications(request: SignedIn) -> HttpResponse:
    unread_only = request.GET.get("show") == "unread"
    page = queries.notifications_of(request.user, unread_only=unread_only, number=request.GET.get("page", 1))
    return render(request, "portal/notifications.html", {"page": page, "unread_only": unread_only})


@require_safe
def notification(request: SignedIn, pk: int) -> HttpResponse:
    """Where it leads. Whoever follows it has read it."""
    person = request.user
    found = queries.get_notification(person, pk)
    if found.read_at is None:
        actions.mark_read(person=person, notification_id=pk, by=person, at=clock.now())
    return redirect(found.url)


@require_POST
def reading(request: SignedIn) -> HttpResponse:
    """Everything is read."""
    person = request.user
    actions.mark_read(person=person, by=person, at=clock.now())
    return redirect("portal:notifications")
