"""One framework to read: its tree, opened step by step, and search that answers as one types."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from guildmark.competencies import forms, queries
from guildmark.competencies.permissions import Can
from guildmark.kernel import clock
from guildmark.kernel.access import may
from guildmark.kernel.exports import csv_file
from guildmark.people.requests import SignedIn


def framework(request: SignedIn, slug: str) -> HttpResponse:
    """The framework as a tree, or what of it matches."""
    person = request.user
    at = clock.now()
    framework = queries.get_framework(person, slug, at=at)
    wanted = {name: request.GET.get(name, "").strip() for name in ("q", "type", "kind")}
    context: dict[str, Any] = {"framework": framework, "wanted": wanted}
    if any(wanted.values()):
        items = queries.search_items(framework, wanted["q"], item_type=wanted["type"], kind=wanted["kind"])
        if request.GET.get("format") == "csv":
            return _as_csv(slug, queries.with_parents(queries.item_rows(items)))
        context["page"] = page = queries.paged(items, request.GET.get("page"))
        context["rows"] = queries.with_parents(page.object_list)
    else:
        context["roots"] = queries.roots_of(framework)
    if request.htmx:
        return render(request, "competencies/results.html", context)
    types = queries.type_counts(framework)
    context |= {
        "types": types,
        "count": sum(one.count for one in types),
        "kinds": forms.Wording.base_fields["kind"].choices[1:],  # type: ignore[attr-defined]
        "editing": may(person, Can.EDIT, at=at),
        "undo": request.session.get("removed_item", {}).get("slug") == slug,
    }
    return render(request, "competencies/framework.html", context)


def _as_csv(slug: str, rows: list[queries.ItemRow]) -> HttpResponse:
    header = ["identifier", "code", "type", "title", "statement", "kind", "level", "stands under"]
    lines = (
        [
            r.identifier,
            r.code,
            r.item_type,
            r.title,
            r.statement,
            r.kind,
            r.level,
            " | ".join(p.label for p in r.parents),
        ]
        for r in rows
    )
    return csv_file(f"{slug}-items", header, lines)


def children(request: SignedIn, slug: str, identifier: UUID) -> HttpResponse:
    """What stands under an item, to be shown inside the tree."""
    person = request.user
    item = queries.get_item(person, slug, identifier, at=clock.now())
    context = {"framework": item.framework, "item": item, "groups": queries.children_of(item)}
    return render(request, "competencies/children.html", context)


def loose(request: SignedIn, slug: str) -> HttpResponse:
    """The items of a type that stand under nothing."""
    person = request.user
    framework = queries.get_framework(person, slug, at=clock.now())
    item_type = request.GET.get("type", "")
    page = queries.loose_page(framework, item_type, request.GET.get("page"))
    context = {"framework": framework, "page": page, "item_type": item_type}
    part = "#list" if request.htmx else ""
    return render(request, f"competencies/loose.html{part}", context)
