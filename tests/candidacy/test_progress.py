"""Progress along a requirement tree: examples, and laws that hold for any tree."""

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from guildmark.candidacy.domain.progress import outline, prerequisites, progress
from guildmark.programs.domain.tree import Node


def N(key, kind="task", children=(), least=None):
    return Node(key, kind, children=children, least=least, prior_program=key if kind == "credential" else "")


def all_of(key, *children):
    return N(key, "all", children)


def at_least(least, key, *children):
    return N(key, "at_least", children, least)


def keys(nodes):
    return [node.key for node in nodes]


TREE = all_of("root", N("simulation"), at_least(1, "pathway", N("project"), N("coursework")), N("report"))


def test_nothing_done_leaves_everything_and_the_shortest_way_takes_one_pathway():
    found = progress(TREE, set())
    assert keys(found.met) == []
    assert keys(found.left) == ["simulation", "project", "coursework", "report"]
    assert keys(found.shortest) == ["simulation", "project", "report"]
    assert not found.done


def test_the_shortest_way_is_by_hours_where_all_are_said():
    hours = {"simulation": Decimal(4), "project": Decimal(20), "coursework": Decimal("7.5"), "report": Decimal(2)}
    assert keys(progress(TREE, set(), hours).shortest) == ["simulation", "coursework", "report"]
    assert keys(progress(TREE, set(), {**hours, "report": None}).shortest) == ["simulation", "project", "report"]


def test_a_pathway_not_taken_is_no_longer_left():
    found = progress(TREE, {"coursework", "simulation"})
    assert keys(found.met) == ["simulation", "coursework"]
    assert keys(found.left) == keys(found.shortest) == ["report"]


def test_all_done():
    found = progress(TREE, {"coursework", "simulation", "report"})
    assert found.done
    assert found.left == found.shortest == ()


def test_what_was_fulfilled_elsewhere_counts_for_nothing():
    assert progress(TREE, {"another-program"}) == progress(TREE, set())


def test_the_outline_goes_from_the_top_down():
    lines = outline(TREE, {"project"})
    assert [(line.node.key, line.depth, line.done, line.needed) for line in lines] == [
        ("root", 0, False, True),
        ("simulation", 1, False, True),
        ("pathway", 1, True, False),
        ("project", 2, True, False),
        ("coursework", 2, False, False),
        ("report", 1, False, True),
    ]


def test_only_prior_credentials_that_nobody_can_avoid_are_prerequisites():
    choice = at_least(1, "choice", N("other", "credential"), N("exam"))
    tree = all_of("root", N("base", "credential"), choice, at_least(1, "one", N("safety", "credential")))
    assert keys(prerequisites(tree)) == ["base", "safety"]


@st.composite
def trees(draw, depth=3, prefix="n"):
    kind = draw(st.sampled_from(["task", "all", "at_least"])) if depth else "task"
    if kind == "task":
        return N(prefix)
    children = tuple(draw(trees(depth - 1, f"{prefix}-{i}")) for i in range(draw(st.integers(1, 3))))
    least = draw(st.integers(1, len(children))) if kind == "at_least" else None
    return N(prefix, kind, children, least)


@st.composite
def situations(draw):
    tree = draw(trees().filter(lambda t: len(list(t.leaves())) <= 9))
    found = keys(tree.leaves())
    return tree, frozenset(draw(st.sets(st.sampled_from(found)))), {k: Decimal(draw(st.integers(1, 9))) for k in found}


@given(situations())
def test_doing_the_shortest_way_is_enough_and_no_other_way_costs_less(situation):
    tree, fulfilled, hours = situation
    found = progress(tree, fulfilled, hours)
    assert tree.is_met(fulfilled | set(keys(found.shortest)))
    cost = sum(hours[node.key] for node in found.shortest)
    for count in range(len(found.left) + 1):
        for way in combinations(found.left, count):
            if tree.is_met(fulfilled | set(keys(way))):
                assert sum(hours[node.key] for node in way) >= cost


@given(situations())
def test_met_and_left_share_nothing_and_done_means_that_nothing_is_left(situation):
    tree, fulfilled, hours = situation
    found = progress(tree, fulfilled, hours)
    assert not set(keys(found.met)) & set(keys(found.left))
    assert set(keys(found.shortest)) <= set(keys(found.left))
    assert found.done == (found.left == ()) == (found.shortest == ())


@given(situations(), st.data())
def test_fulfilling_more_never_undoes_anything(situation, data):
    tree, fulfilled, hours = situation
    more = fulfilled | {data.draw(st.sampled_from(keys(tree.leaves())))}
    before, after = progress(tree, fulfilled, hours), progress(tree, more, hours)
    assert set(keys(before.met)) <= set(keys(after.met))
    assert set(keys(after.left)) <= set(keys(before.left))
    assert after.done >= before.done
