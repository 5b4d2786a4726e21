"""Editing a framework item by item."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from guildmark.competencies.actions.branch import Branch
from guildmark.competencies.domain.graph import search_text
from guildmark.competencies.facts import ItemAdded, ItemChanged, ItemMoved
from guildmark.competencies.lifecycle import may_be_added, may_be_coded, may_overwrite, may_stand_under
from guildmark.competencies.models import Framework, Item
from guildmark.competencies.permissions import Can
from guildmark.kernel.access import Actor, ensure, may
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock


@transaction.atomic
def add_item(
    *,
    framework: Framework,
    statement: str,
    by: Actor,
    at: datetime,
    title: str = "",
    code: str = "",
    item_type: str = "",
    kind: str = "",
    level: int | None = None,
    parent: Item | None = None,
) -> Item:
    """Add a statement to the framework, last under its parent or last at the top."""
    framework = lock(framework)
    ensure(may(by, Can.EDIT, at=at))
    ensure(may_be_coded(framework, code))
    ensure(may_be_added(framework, statement, parent))
    last = framework.items.aggregate(last=Max("position"))["last"]
    item = Item.objects.create(
        framework=framework,
        statement=statement,
        title=title,
        code=code,
        item_type=item_type,
        kind=kind,
        level=level,
        position=0 if last is None else last + 1,
        search_text=search_text(code, title, statement),
        last_change=at.isoformat(),
        made_here=True,
    )
    if parent:
        ensure(may_stand_under(item, parent))
        Branch(framework, parent).take_in(item, at)
    announce(ItemAdded(framework.pk, item.pk), by=by, at=at)
    return item


@transaction.atomic
def change_item(
    *,
    item: Item,
    statement: str,
    title: str,
    code: str,
    item_type: str,
    kind: str,
    level: int | None,
    by: Actor,
    at: datetime,
    seen: str = "",
) -> Item:
    """Say what the item states, under which name and code, of which type, kind and level."""
    item = lock(item, "framework")
    ensure(may(by, Can.EDIT, at=at))
    ensure(may_be_coded(item.framework, code, but=item))
    said = {"statement": statement, "title": title, "code": code, "item_type": item_type, "kind": kind, "level": level}
    if said == {name: getattr(item, name) for name in said}:
        return item
    ensure(may_overwrite(item, seen))
    for name, value in said.items():
        setattr(item, name, value)
    item.search_text = search_text(code, title, statement)
    item.last_change = at.isoformat()
    item.save()
    announce(ItemChanged(item.framework_id, item.pk), by=by, at=at)
    return item


@transaction.atomic
def move_item(*, item: Item, by: Actor, at: datetime, parent: Item | None = None, up: bool) -> Item:
    """Move the item one place up or down among those that stand beside it under `parent`, or at the top."""
    framework = lock(item.framework)
    ensure(may(by, Can.EDIT, at=at))
    if Branch(framework, parent).swap(item, up=up, at=at):
        announce(ItemMoved(framework.pk, item.pk), by=by, at=at)
    return item


@transaction.atomic
def place_item(*, item: Item, old: Item | None, new: Item | None, by: Actor, at: datetime) -> Item:
    """Take the item from under `old` (from the top, where None) and put it last under `new` (to the top, where None)."""
    framework = lock(item.framework)
    ensure(may(by, Can.EDIT, at=at))
    if old == new:
        return item
    if new:
        ensure(may_stand_under(item, new))
    Branch(framework, old).let_go(item)
    Branch(framework, new).take_in(item, at)
    announce(ItemMoved(framework.pk, item.pk), by=by, at=at)
    return item
