"""Putting an item under others, and relating it to them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guildmark.competencies import actions, forms, queries
from guildmark.competencies.pages.posting import posted
from guildmark.competencies.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import Refused, ensure, may
from guildmark.people.requests import SignedIn


def association(request: SignedIn, slug: str, identifier: UUID) -> HttpResponse:
    """Associate an item with another one, found by search; or put it there from under what it stands under."""
    person = request.user
    at = clock.now()
    item = queries.get_item(person, slug, identifier, at=at)
    ensure(may(person, Can.EDIT, at=at))
    old = _instead_of(request, item, at)
    form = forms.Associating(posted(request), initial={"association_type": request.GET.get("type", "isChildOf")})
    if form.is_valid():
        chosen, association_type = form.cleaned_data["other"], form.cleaned_data["association_type"]
        other = queries.get_item(person, slug, chosen, at=at)
        try:
            if old:
                actions.place_item(item=item, old=old, new=other, by=person, at=at)
            else:
                actions.associate(origin=item, association_type=association_type, destination=other, by=person, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("competencies:item", slug, identifier)
    text = request.POST.get("text", "") or request.GET.get("text", "")
    context = {
        "form": form,
        "item": item,
        "old": old,
        "framework": item.framework,
        "text": text,
        "picks": _picks(item, text),
        "chosen": request.POST.get("other", ""),
    }
    return render(request, "competencies/association.html", context, status=422 if form.errors else 200)


def _instead_of(request: SignedIn, item: Any, at: datetime) -> Any:
    """What the item is to be taken from under; nothing, where it is to stay where it stands."""
    if not (asked := request.GET.get("instead", "")):
        return None
    person = request.user
    old = queries.get_item(person, item.framework.slug, queries.identifier_in(asked), at=at)
    if not any(one.pk == old.pk for one in queries.neighbours_of(item).parents):
        raise Http404
    return old


def picks(request: SignedIn, slug: str, identifier: UUID) -> HttpResponse:
    """What could be chosen, as one types."""
    person = request.user
    item = queries.get_item(person, slug, identifier, at=clock.now())
    text = request.GET.get("text", "")
    return render(request, "competencies/association.html#picks", {"picks": _picks(item, text), "text": text})


def _picks(item: Any, text: str) -> list[queries.ItemRow]:
    if not text.strip():
        return []
    return [row for row in queries.pickable_items(item.framework, text) if row.pk != item.pk]


@require_POST
def dissociation(request: SignedIn, slug: str, identifier: UUID, pk: int) -> HttpResponse:
    """Take an association of this item back."""
    person = request.user
    at = clock.now()
    item = queries.get_item(person, slug, identifier, at=at)
    actions.dissociate(association=queries.get_association(item, pk), by=person, at=at)
    messages.success(request, _("Taken back."))
    return redirect("competencies:item", slug, identifier)
