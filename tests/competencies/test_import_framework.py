"""One verb takes a package over, updates by identifier, and leaves alone what is the same."""

from dataclasses import replace

import pytest

from guildmark.competencies.actions import import_framework
from guildmark.competencies.domain.package import Item as Said
from guildmark.competencies.domain.sniff import read_package
from guildmark.competencies.models import Association, Framework, Item, StrategicPriority, Tie
from guildmark.competencies.queries import package_of
from guildmark.kernel.access import Refused
from guildmark.kernel.models import JournalEntry


def test_priya_imports_a_framework(water, priya, at, facts_of):
    framework, change = import_framework(package=water, by=priya, at=at)

    assert (framework.slug, framework.title, framework.created_by) == ("water-sampling", "Water sampling", priya)
    assert package_of(framework) == water
    assert change.is_new
    assert facts_of("FrameworkImported") == [
        {
            "framework_id": framework.pk,
            "items_added": 5,
            "items_changed": 0,
            "items_removed": 0,
            "associations_added": 8,
            "associations_changed": 0,
            "associations_removed": 0,
        }
    ]


def test_the_same_file_twice_changes_nothing(framework, water, priya, at):
    rows = list(Item.objects.values_list()) + list(Association.objects.values_list())
    entries = JournalEntry.objects.count()

    again, change = import_framework(package=water, by=priya, at=at)

    assert again == framework
    assert not change
    assert list(Item.objects.values_list()) + list(Association.objects.values_list()) == rows
    assert JournalEntry.objects.count() == entries


def test_a_changed_file_updates_by_identifier(framework, water, item, priya, at):
    kept = {code: item(code).pk for code in ("WS", "WS.C", "WS.1")}
    rinse = replace(water.items[2], statement="Rinses the bottle twice.")
    new = Said(identifier=framework.identifier, statement="Seals each bottle.", code="WS.3")
    new = replace(new, identifier=water.associations[0].identifier)
    items = (water.items[0], water.items[1], rinse, new)
    edges = tuple(
        e
        for e in water.associations
        if str(water.items[3].identifier) not in (e.origin.identifier, e.destination.identifier)
    )

    change = import_framework(package=replace(water, items=items, associations=edges), by=priya, at=at).change

    assert [one.code for one in change.added_items] == ["WS.3"]
    assert [one.code for one in change.changed_items] == ["WS.1"]
    assert {one.code for one in change.removed_items} == {"WS.2", ""}
    assert len(change.removed_edges) == 4
    assert {code: item(code).pk for code in kept} == kept
    assert item("WS.1").statement == "Rinses the bottle twice."
    assert item("WS.1").search_text == "ws.1 rinses the bottle twice."
    assert item("WS.3").last_change == at.isoformat()


def test_another_order_is_taken_over(framework, water, priya, at):
    turned = replace(water, items=water.items[::-1])
    change = import_framework(package=turned, by=priya, at=at).change
    assert change.reordered
    assert package_of(framework) == turned


def test_what_is_tied_stays_and_is_named(framework, water, item, priya, at):
    priority = StrategicPriority.objects.create(title="Fewer repeat visits")
    Tie.objects.create(item=item("WS.2"), priority=priority)

    fewer = replace(water, items=(*water.items[:3], water.items[4]), associations=())
    change = import_framework(package=fewer, by=priya, at=at).change

    assert [one.code for one in change.kept_items] == ["WS.2"]
    assert Tie.objects.filter(item__code="WS.2").exists()
    assert not import_framework(package=fewer, by=priya, at=at).change


def test_what_was_made_here_stays(framework, water, item, priya, at):
    Item.objects.filter(pk=item("WS.1").pk).update(made_here=True)
    without = replace(water, items=tuple(i for i in water.items if i.code != "WS.1"), associations=())
    assert [one.code for one in import_framework(package=without, by=priya, at=at).change.kept_items] == ["WS.1"]


def test_the_same_framework_under_a_second_address(framework, water, priya, at):
    copy = import_framework(package=water, slug="water-2", by=priya, at=at).framework
    assert (copy.slug, copy.identifier) == ("water-2", framework.identifier)
    assert package_of(copy) == package_of(framework)


def test_an_address_of_another_framework_is_refused(framework, priya, at):
    other = read_package(b"code,statement\nA,Answers the phone\n", name="Service")
    with pytest.raises(Refused, match="belongs to another framework, “Water sampling”"):
        import_framework(package=other, slug="water-sampling", by=priya, at=at)
    assert Framework.objects.count() == 1


def test_a_similar_title_gets_an_address_of_its_own(framework, priya, at):
    other = read_package(b"code,statement\nA,Dips the bottle\n", name="Water sampling")
    assert import_framework(package=other, by=priya, at=at).framework.slug == "water-sampling-2"


def test_a_candidate_may_not_import(water, ines, at):
    with pytest.raises(Refused, match="You may not edit competency frameworks"):
        import_framework(package=water, by=ines, at=at)
    assert not Framework.objects.exists()


def test_two_clicks_at_once_import_once(at_once, water_bytes, at):
    from guildmark.kernel.access import SYSTEM

    outcomes = at_once(*2 * [lambda: import_framework(package=read_package(water_bytes), by=SYSTEM, at=at)])
    assert [outcome.framework.slug for outcome in outcomes] == ["water-sampling"] * 2
    assert Item.objects.count() == 5
