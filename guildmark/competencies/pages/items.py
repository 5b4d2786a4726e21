"""One item to read, add, reword and move."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.competencies import actions, forms, queries
from guildmark.competencies.pages.posting import posted
from guildmark.competencies.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure, may
from guildmark.people.requests import SignedIn


def item(request: SignedIn, slug: str, identifier: UUID) -> HttpResponse:
    """An item with everything around it."""
    person = request.user
    at = clock.now()
    item = queries.get_item(person, slug, identifier, at=at)
    editing = may(person, Can.EDIT, at=at)
    neighbours = queries.neighbours_of(item)
    context = {
        "item": item,
        "framework": item.framework,
        "above": queries.levels_above(one.pk for one in neighbours.parents if one.pk),
        "neighbours": neighbours,
        "groups": queries.children_of(item),
        "levels": queries.indicators_for(item) if item.kind else [],
        "ties": queries.ties_of(item),
        "choices": queries.tie_choices() if editing else [],
        "said": queries.further_of(item),
        "editing": editing,
        "arranging": bool(editing) and "arrange" in request.GET,
    }
    return render(request, "competencies/item.html", context)


def new_item(request: SignedIn, slug: str) -> HttpResponse:
    """Add a statement, under another item or at the top."""
    person = request.user
    at = clock.now()
    framework = queries.get_framework(person, slug, at=at)
    ensure(may(person, Can.EDIT, at=at))
    parent = _parent(request, slug, at)
    form = forms.Wording(posted(request), initial={"item_type": request.GET.get("type", "")})
    if form.is_valid():
        try:
            added = actions.add_item(framework=framework, parent=parent, **form.cleaned_data, by=person, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Added: %(item)s") % {"item": added})
            if "another" in request.POST:
                return redirect(request.get_full_path())
            return redirect("competencies:item", slug, (parent or added).identifier)
    context = {"form": form, "framework": framework, "parent": parent, "types": queries.type_counts(framework)}
    return render(request, "competencies/wording.html", context, status=422 if form.errors else 200)


def _parent(request: SignedIn, slug: str, at: datetime) -> Any:
    under = request.GET.get("under", "")
    person = request.user
    return queries.get_item(person, slug, queries.identifier_in(under), at=at) if under else None


def wording(request: SignedIn, slug: str, identifier: UUID) -> HttpResponse:
    """Say the item in other words."""
    person = request.user
    at = clock.now()
    item = queries.get_item(person, slug, identifier, at=at)
    ensure(may(person, Can.EDIT, at=at))
    said = {name: getattr(item, name) for name in forms.Wording.base_fields}
    form = forms.Rewording(posted(request), initial={**said, "seen": item.last_change})
    if form.is_valid():
        try:
            actions.change_item(item=item, **form.cleaned_data, by=person, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            form.as_it_is(item.last_change)
        else:
            messages.success(request, _("Saved."))
            return redirect("competencies:item", slug, identifier)
    framework = item.framework
    context = {"form": form, "framework": framework, "item": item, "types": queries.type_counts(framework)}
    return render(request, "competencies/wording.html", context, status=422 if form.errors else 200)


@require_POST
def order(request: SignedIn, slug: str, identifier: UUID) -> HttpResponse:
    """Move a child of this item up or down."""
    person = request.user
    at = clock.now()
    parent = queries.get_item(person, slug, identifier, at=at)
    moved = queries.identifier_in(request.POST.get("up") or request.POST.get("down") or "")
    item = queries.get_item(person, slug, moved, at=at)
    actions.move_item(item=item, parent=parent, up="up" in request.POST, by=person, at=at)
    if request.htmx:
        context = {
            "item": parent,
            "framework": parent.framework,
            "groups": queries.children_of(parent),
            "arranging": True,
        }
        return render(request, "competencies/under.html", context)
    return redirect(f"{reverse('competencies:item', args=[slug, identifier])}?arrange#under")


@require_POST
def place(request: SignedIn, slug: str, identifier: UUID) -> HttpResponse:
    """Move an item at the top up or down."""
    person = request.user
    at = clock.now()
    item = queries.get_item(person, slug, identifier, at=at)
    actions.move_item(item=item, up="up" in request.POST, by=person, at=at)
    return redirect("competencies:item", slug, identifier)
