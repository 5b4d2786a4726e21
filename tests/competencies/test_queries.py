"""Reading frameworks: tree, neighbours, indicators, search; at a constant cost."""

import pytest
from django.http import Http404

from guildmark.competencies import actions, queries
from guildmark.competencies.models import Association, Framework, Item
from guildmark.kernel.search import search


def labels(rows) -> list[str]:
    return [row.code or row.label for row in rows]


def test_the_top_of_a_framework(framework):
    roots = queries.roots_of(framework)
    assert [(row.code, row.children) for row in roots.tree] == [("WS", 2), ("WS.C", 1)]
    assert [(drawer.item_type, drawer.count, len(drawer.rows)) for drawer in roots.loose] == [("Note", 1, 1)]


def test_children_in_their_order(item):
    (group,) = queries.children_of(item("WS"))
    assert (group.item_type, labels(group.rows)) == ("Indicator", ["WS.1", "WS.2"])


def test_an_item_has_several_parents(item):
    above = queries.neighbours_of(item("WS.2"))
    assert {one.code for one in above.parents} == {"WS", "WS.C"}
    assert [(one.words, one.code) for one in above.related] == [("ext:taughtWith", "WS.1"), ("comes after", "WS.1")]
    assert [{one.label for one in level} for level in queries.levels_above([item("WS.2").pk])] == [
        {"Representative sampling", "WS.C"}
    ]


def test_an_end_outside_is_shown_with_its_address(item):
    (outside,) = queries.neighbours_of(item("WS.C")).related
    assert (outside.label, outside.url, outside.identifier) == (
        "Chain of custody",
        "https://standards.example/7.3",
        None,
    )


def test_indicators_by_level(item):
    assert [(level.number, labels(level.indicators)) for level in queries.indicators_for(item("WS"))] == [
        (1, ["WS.1"]),
        (2, ["WS.2"]),
    ]


def test_indicators_two_steps_down(framework, item, priya, at):
    edit = {"by": priya, "at": at}
    step = actions.add_item(framework=framework, statement="Knows the river", level=3, parent=item("WS.C"), **edit)
    actions.add_item(framework=framework, statement="Reads the current", level=3, parent=step, **edit)
    second, third = queries.indicators_for(item("WS.C"))
    assert labels(second.indicators) == ["WS.2"]
    assert (labels(third.descriptions), labels(third.indicators)) == (["Knows the river"], ["Reads the current"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bottle", ["WS.C", "WS.1", "WS.2"]),
        ("BOTTLE water", ["WS.1"]),
        ("WS.C", ["WS.C"]),
        ("ws", ["WS", "WS.C", "WS.1", "WS.2"]),
        ("représentative", ["WS"]),
        ("100%", []),
        ("_", []),
        ("nothing like it", []),
    ],
)
def test_search(framework, text, found):
    assert labels(queries.item_rows(queries.search_items(framework, text))) == found


def test_search_narrowed(framework):
    assert labels(queries.item_rows(queries.search_items(framework, "bottle", item_type="Indicator"))) == [
        "WS.1",
        "WS.2",
    ]
    assert labels(queries.item_rows(queries.search_items(framework, "", kind="behavioural"))) == ["WS.C"]


def test_what_can_be_picked(framework, item, django_assert_num_queries):
    sampling = item("WS").identifier
    with django_assert_num_queries(2):
        rows = queries.pickable_items(framework, "bottle", under=sampling)
    assert [(row.code, {parent.label for parent in row.parents}) for row in rows] == [
        ("WS.1", {"Representative sampling"}),
        ("WS.2", {"Representative sampling", "WS.C"}),
    ]


def test_the_search_of_the_platform_finds_frameworks_and_items(framework, ines, at):
    hits = [hit for hit in search(ines, "sampl", at=at) if hit.url.startswith("/frameworks/")]
    assert [(hit.kind, hit.title) for hit in hits][:2] == [
        ("framework", "Water sampling"),
        ("Competency", "Representative sampling"),
    ]


def test_what_is_not_there_is_a_404(framework, item, ines, at):
    with pytest.raises(Http404):
        queries.get_framework(ines, "nothing", at=at)
    with pytest.raises(Http404):
        queries.get_item(ines, "nothing", item("WS").identifier, at=at)
    with pytest.raises(Http404):
        queries.get_association(item("WS.C"), Association.objects.get(origin_item=item("WS.1"), sequence=1).pk)


def thousands(framework: Framework, number: int) -> None:
    items = Item.objects.bulk_create(
        Item(framework=framework, statement=f"Bottle {n}", position=10 + n, search_text=f"bottle {n}", item_type="Task")
        for n in range(number)
    )
    parent = framework.items.get(code="WS")
    Association.objects.bulk_create(
        Association(
            framework=framework, association_type="isChildOf", origin=str(one.identifier), origin_item=one,
            destination=str(parent.identifier), destination_item=parent,
        )
        for one in items
    )  # fmt: skip


@pytest.mark.parametrize("number", [1, 400])
def test_lists_cost_the_same_however_long(framework, item, number, django_assert_num_queries):
    thousands(framework, number)
    sampling = item("WS")
    with django_assert_num_queries(3):
        queries.roots_of(framework)
    with django_assert_num_queries(1):
        queries.children_of(sampling)
    with django_assert_num_queries(1):
        queries.neighbours_of(sampling)
    with django_assert_num_queries(1):
        queries.indicators_for(sampling)
    with django_assert_num_queries(1):
        queries.framework_rows()
    with django_assert_num_queries(3):
        queries.with_parents(queries.paged(queries.search_items(framework, "bottle"), "1").object_list)
