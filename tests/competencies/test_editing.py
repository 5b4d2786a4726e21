"""Editing a framework: add, reword, move, associate, remove and put back."""

import pytest

from guildmark.competencies import actions, queries
from guildmark.competencies.models import Association, Item
from guildmark.kernel.access import SYSTEM, Refused


@pytest.fixture
def edit(priya, at):
    return {"by": priya, "at": at}


def under(item: Item) -> list[str]:
    return [row.code for group in queries.children_of(item) for row in group.rows]


def test_priya_starts_a_framework(priya, at, facts_of):
    framework = actions.start_framework(title="Field service", by=priya, at=at)
    assert (framework.slug, framework.created_by) == ("field-service", priya)
    assert facts_of("FrameworkStarted") == [{"framework_id": framework.pk}]


def test_an_address_is_given_once(framework, edit):
    with pytest.raises(Refused, match="There is a framework at “water-sampling” already"):
        actions.start_framework(title="Water sampling", **edit)
    with pytest.raises(Refused, match="The address “import” is taken"):
        actions.start_framework(title="Import", **edit)


def test_she_describes_it(framework, edit, facts_of):
    said = {"title": "Sampling", "description": "New", "publisher": "Us", "version": "3"}
    actions.describe_framework(framework=framework, **said, **edit)
    actions.describe_framework(framework=framework, **said, **edit)
    framework.refresh_from_db()
    assert (framework.title, framework.version) == ("Sampling", "3")
    assert len(facts_of("FrameworkDescribed")) == 1


def test_she_adds_an_indicator_under_a_competency(framework, item, edit, at, facts_of):
    added = actions.add_item(
        framework=framework, statement="Seals each bottle.", code="WS.3", level=2, parent=item("WS"), **edit
    )
    assert under(item("WS")) == ["WS.1", "WS.2", "WS.3"]
    assert (added.made_here, added.last_change, added.search_text) == (True, at.isoformat(), "ws.3 seals each bottle.")
    assert facts_of("ItemAdded") == [{"framework_id": framework.pk, "item_id": added.pk}]


def test_a_code_is_used_once(framework, edit):
    with pytest.raises(Refused, match=r"“Rinses the bottle .*” has the code WS.1 already"):
        actions.add_item(framework=framework, statement="Another", code="WS.1", **edit)


def test_a_double_click_adds_once(framework, item, edit):
    actions.add_item(framework=framework, statement="Seals each bottle.", parent=item("WS"), **edit)
    with pytest.raises(Refused, match="This statement stands here already"):
        actions.add_item(framework=framework, statement="Seals each bottle.", parent=item("WS"), **edit)
    actions.add_item(framework=framework, statement="Seals each bottle.", **edit)
    with pytest.raises(Refused, match="This statement stands here already"):
        actions.add_item(framework=framework, statement="Seals each bottle.", **edit)


def test_she_rewords_it(item, edit, facts_of):
    said = {"title": "", "code": "WS.1", "item_type": "Indicator", "kind": "", "level": 3}
    actions.change_item(item=item("WS.1"), statement="Rinses twice.", **said, **edit)
    actions.change_item(item=item("WS.1"), statement="Rinses twice.", **said, **edit)
    assert (item("WS.1").statement, item("WS.1").level) == ("Rinses twice.", 3)
    assert len(facts_of("ItemChanged")) == 1


def test_two_tabs_do_not_overwrite_each_other(item, priya, at):
    said = {"title": "", "code": "WS.1", "item_type": "Indicator", "kind": "", "level": 1}
    seen = item("WS.1").last_change
    actions.change_item(item=item("WS.1"), statement="Rinses twice.", seen=seen, **said, by=priya, at=at)
    with pytest.raises(Refused, match="it now reads: “Rinses twice"):
        actions.change_item(item=item("WS.1"), statement="Rinses once.", seen=seen, **said, by=priya, at=at)


def test_children_change_places(item, edit, facts_of):
    actions.move_item(item=item("WS.2"), parent=item("WS"), up=True, **edit)
    assert under(item("WS")) == ["WS.2", "WS.1"]
    actions.move_item(item=item("WS.2"), parent=item("WS"), up=False, **edit)
    assert under(item("WS")) == ["WS.1", "WS.2"]
    actions.move_item(item=item("WS.2"), parent=item("WS"), up=False, **edit)
    assert under(item("WS")) == ["WS.1", "WS.2"]
    assert len(facts_of("ItemMoved")) == 2


def test_items_at_the_top_change_places(framework, item, edit):
    def tops() -> list[str]:
        return [row.code for row in queries.roots_of(framework).tree]

    assert tops() == ["WS", "WS.C"]
    actions.move_item(item=item("WS.C"), up=True, **edit)
    assert tops() == ["WS.C", "WS"]
    actions.move_item(item=item("WS.C"), up=True, **edit)
    actions.move_item(item=item("WS.C"), up=False, **edit)
    assert tops() == ["WS", "WS.C"]


def test_an_item_goes_under_another_parent(item, edit):
    actions.place_item(item=item("WS.1"), old=item("WS"), new=item("WS.C"), **edit)
    assert under(item("WS")) == ["WS.2"]
    assert set(under(item("WS.C"))) == {"WS.1", "WS.2"}


def test_nothing_stands_under_itself(item, edit):
    with pytest.raises(Refused, match="can’t stand under itself"):
        actions.place_item(item=item("WS"), old=None, new=item("WS.1"), **edit)
    with pytest.raises(Refused, match="can’t stand under itself"):
        actions.associate(origin=item("WS"), association_type="isChildOf", destination=item("WS.2"), **edit)


def test_items_are_associated_once_and_taken_apart(item, edit, facts_of):
    pair = {"origin": item("WS"), "association_type": "isRelatedTo", "destination": item("WS.C")}
    first = actions.associate(**pair, **edit)
    assert actions.associate(**pair, **edit) == first
    assert len(facts_of("ItemsAssociated")) == 1
    assert [(one.words, one.label) for one in queries.neighbours_of(item("WS.C")).related] == [
        ("says the same as", "Chain of custody"),
        ("is related to", "Representative sampling"),
    ]
    actions.dissociate(association=first, **edit)
    actions.dissociate(association=first, **edit)
    assert len(facts_of("ItemsDissociated")) == 1


def test_items_of_two_frameworks_are_not_associated(item, edit):
    other = actions.start_framework(title="Other", **edit)
    stranger = actions.add_item(framework=other, statement="Elsewhere", **edit)
    for association_type in ("isRelatedTo", "isChildOf"):
        with pytest.raises(Refused, match="the same framework"):
            actions.associate(origin=item("WS"), association_type=association_type, destination=stranger, **edit)
    with pytest.raises(Refused, match="associated with itself"):
        actions.associate(origin=item("WS"), association_type="precedes", destination=item("WS"), **edit)


def test_removing_and_putting_back(framework, item, edit, facts_of):
    before = queries.package_of(framework)
    actions.tie(item=item("WS"), priority=actions.add_priority(title="Fewer visits", **edit), **edit)

    removed = actions.remove_item(item=item("WS"), **edit)
    assert not framework.items.filter(code="WS").exists()
    assert framework.items.filter(code="WS.1").exists()

    restored = actions.restore_item(framework=framework, removed=actions.Removed(**removed.plain()), **edit)
    assert queries.package_of(framework) == before
    assert [tie.title for tie in queries.ties_of(restored)] == ["Fewer visits"]
    assert [len(facts_of(name)) for name in ("ItemRemoved", "ItemRestored")] == [1, 1]
    with pytest.raises(Refused, match="stands here again already"):
        actions.restore_item(framework=framework, removed=removed, **edit)


def test_what_is_gone_meanwhile_does_not_come_back(framework, item, edit):
    removed = actions.remove_item(item=item("WS"), **edit)
    actions.remove_item(item=item("WS.1"), **edit)
    actions.restore_item(framework=framework, removed=removed, **edit)
    assert under(item("WS")) == ["WS.2"]


def test_an_edited_framework_is_exported_and_imported_again(framework, item, edit):
    from guildmark.competencies.domain.case_writing import write_case
    from guildmark.competencies.domain.csv_writing import write_csv
    from guildmark.competencies.domain.sniff import read_package

    actions.add_item(framework=framework, statement="Seals each bottle.", kind="leadership", parent=item("WS"), **edit)
    actions.move_item(item=item("WS.2"), parent=item("WS"), up=True, **edit)
    kept = queries.package_of(framework)
    assert read_package(write_case(kept).encode()) == kept
    assert read_package(write_csv(kept).encode()) == kept


def verbs(framework, item):
    one, other = item("WS"), item("WS.C")
    edge = Association.objects.filter(origin_item=item("WS.1")).first()
    said = {"statement": "x", "title": "", "code": "", "item_type": "", "kind": "", "level": None}
    priority = actions.add_priority(title="P", by=SYSTEM, at=framework.created_at)
    job_task = actions.add_job_task(
        title="T", job_function=framework.created_by.job_function, by=SYSTEM, at=framework.created_at
    )
    removed = actions.Removed("", {}, [], [])
    told = {"title": "x", "description": "", "publisher": "", "version": ""}
    return [
        (actions.start_framework, {"title": "x"}),
        (actions.describe_framework, {"framework": framework, **told}),
        (actions.add_item, {"framework": framework, "statement": "x"}),
        (actions.change_item, {"item": one, **said}),
        (actions.move_item, {"item": one, "up": True}),
        (actions.place_item, {"item": one, "old": None, "new": other}),
        (actions.remove_item, {"item": one}),
        (actions.restore_item, {"framework": framework, "removed": removed}),
        (actions.associate, {"origin": one, "association_type": "precedes", "destination": other}),
        (actions.dissociate, {"association": edge}),
        (actions.tie, {"item": one, "priority": priority}),
        (actions.untie, {"item": one, "priority": priority}),
        (actions.add_priority, {"title": "x"}),
        (actions.change_priority, {"priority": priority, "title": "x", "description": "", "until": None}),
        (actions.remove_priority, {"priority": priority}),
        (actions.add_job_task, {"title": "x", "job_function": job_task.job_function}),
        (actions.remove_job_task, {"job_task": job_task}),
    ]


def test_who_may_not_edit_is_told_so_by_every_verb(framework, item, ines, weiling, at):
    for verb, arguments in verbs(framework, item):
        for person in (ines, weiling):
            with pytest.raises(Refused, match="You may not edit competency frameworks"):
                verb(**arguments, by=person, at=at)


def test_the_committee_may_edit(framework, marguerite, at):
    assert actions.add_item(framework=framework, statement="Decides", by=marguerite, at=at)
