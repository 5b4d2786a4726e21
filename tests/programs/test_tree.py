from decimal import Decimal

import pytest

from guildmark.programs import queries
from guildmark.programs.domain.tree import KINDS, Node, Surroundings
from guildmark.programs.models import Program, RequirementNode
from guildmark.programs.queries import remembered
from tests.builders import a_draft_version, a_published_version
from tests.cast import NOW

TREE = Node(
    "root",
    "all",
    children=(
        Node("a", "task", task_key="a"),
        Node("way", "at_least", least=1, children=(Node("b", "task", task_key="b"), Node("c", "task", task_key="c"))),
    ),
)


@pytest.mark.parametrize(
    ("done", "met"), [(set(), False), ({"a"}, False), ({"a", "c"}, True), ({"b", "c"}, False), ({"a", "b", "c"}, True)]
)
def test_all_needs_every_child_and_at_least_needs_its_number(done, met):
    assert TREE.is_met(frozenset(done)) is met


def test_a_tree_is_read_from_the_top_down():
    assert [node.key for node in TREE.walk()] == ["root", "a", "way", "b", "c"]
    assert [node.key for node in TREE.leaves()] == ["a", "b", "c"]


def problems(node, **around):
    return [(where, str(why)) for where, why in KINDS[node.kind].problems(node, Surroundings(**around))]


def test_at_least_can_not_ask_for_more_than_there_is():
    node = Node("way", "at_least", least=3, children=TREE.children)
    assert problems(node) == [("at_least", "It asks for at least 3, but there are only 2 to choose from.")]


def test_a_group_is_not_empty():
    assert problems(Node("root", "all")) == [("all", "This group is empty; name at least one requirement in it.")]


def test_a_task_must_be_there():
    node = Node("x", "task", task_key="x")
    assert problems(node) == [("task", "There is no task “x” in this version.")]
    assert problems(node, tasks=frozenset({"x"})) == []


def test_a_circle_of_prerequisites_is_named():
    requires = {"b": frozenset({"c"}), "c": frozenset({"a"})}.get
    node = Node("b", "credential", prior_program="b")
    assert problems(node, program="a", requires=requires) == [
        ("credential", "That closes a circle: a → b → c → a. Nobody could ever begin.")
    ]
    assert problems(node, program="d", requires=requires) == []
    assert problems(Node("z", "credential", prior_program="z"), program="a", requires=requires)[0][1].startswith(
        "There is no program “z”"
    )


@pytest.fixture
def version(priya, marguerite):
    return a_published_version(priya, marguerite, tasks=2)


def test_the_tree_comes_in_one_query_with_titles_to_show(version, django_assert_num_queries):
    with django_assert_num_queries(1):
        tree = queries.tree_of(version)
    assert [(leaf.key, leaf.title, leaf.task_key) for leaf in tree.leaves()] == [
        ("task-1-node", "Site project 1", "task-1"),
        ("task-2-node", "Site project 2", "task-2"),
    ]


def test_a_prior_credential_names_its_program(priya):
    first = Program.objects.create(slug="first", title="First steps", created_at=NOW, created_by=priya)
    version = a_draft_version(priya)
    root = version.requirementnodes.get(parent=None)
    RequirementNode.objects.create(version=version, key="before", parent=root, kind="credential", prior_program=first)
    leaf = next(node for node in queries.tree_of(version).leaves() if node.kind == "credential")
    assert (leaf.prior_program, leaf.title) == ("first", "First steps")
    assert queries.prior_programs_of(version) == {"first": first.pk}


def test_a_rubric_is_exact(version, django_assert_max_num_queries):
    task = version.tasks.select_related("version").first()
    with django_assert_max_num_queries(4):
        rubric = queries.rubric_of(task)
    assert rubric.cut == Decimal("2.8")
    assert [(c.key, c.critical, c.minimum, c.top) for c in rubric.criteria] == [
        ("isolation-1", True, 4, 4),
        ("judgement-1", False, 3, 4),
        ("record-1", False, None, 4),
    ]


def test_open_versions_are_the_published_ones(version):
    assert list(queries.open_versions()) == [version]


def test_what_is_frozen_is_read_once(version, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(remembered, "_is_committed", lambda: True)
    try:
        tree = queries.tree_of(version)
        with django_assert_num_queries(0):
            assert queries.tree_of(version) is tree
    finally:
        queries.tree_of.forget()


def test_what_a_transaction_may_still_undo_is_not_remembered(version, django_assert_num_queries):
    queries.tree_of(version)
    with django_assert_num_queries(1):
        queries.tree_of(version)
