"""Taking an item out, after saying what goes with it, and putting it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.competencies import actions, queries
from guildmark.competencies.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure, may
from guildmark.people.requests import SignedIn


def removal(request: SignedIn, slug: str, identifier: UUID) -> HttpResponse:
    """Remove an item. Whoever did it can put it back while signed in."""
    person = request.user
    at = clock.now()
    item = queries.get_item(person, slug, identifier, at=at)
    ensure(may(person, Can.EDIT, at=at))
    if request.method != "POST":
        neighbours = queries.neighbours_of(item)
        context = {
            "item": item,
            "framework": item.framework,
            "children": sum(len(group.rows) for group in queries.children_of(item)),
            "related": len(neighbours.parents) + len(neighbours.related),
            "ties": queries.ties_of(item),
        }
        return render(request, "competencies/removal.html", context)
    removed = actions.remove_item(item=item, by=person, at=at)
    request.session["removed_item"] = {"slug": slug, "removed": removed.plain()}
    return redirect("competencies:framework", slug)


@require_POST
def restoration(request: SignedIn, slug: str) -> HttpResponse:
    """Put back what one removed last."""
    person = request.user
    at = clock.now()
    framework = queries.get_framework(person, slug, at=at)
    kept = request.session.get("removed_item", {})
    if kept.get("slug") != slug:
        raise Refused(_("There is nothing to put back."))
    item = actions.restore_item(framework=framework, removed=actions.Removed(**kept["removed"]), by=person, at=at)
    del request.session["removed_item"]
    messages.success(request, _("It stands here again."))
    return redirect("competencies:item", slug, item.identifier)
