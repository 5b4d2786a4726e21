"""Who judges what: every rule kept, load balanced, and why not where it can't be."""

from collections import Counter
from dataclasses import replace
from itertools import chain, combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildmark.assessment.domain.panels import Assignment, Binding, Case, Infeasible, Judge, Problem, assign, form
from guildmark.assessment.domain.panels.weights import circles, figures

TOMASZ, KWAME, SAOIRSE, NINA = (
    Judge(1, "engineering"),
    Judge(2, "care"),
    Judge(3, "quality"),
    Judge(4, "engineering"),
)
ALL = (TOMASZ, KWAME, SAOIRSE, NINA)


def a_case(key=1, seats=2, functions=2, eligible=(1, 2, 3, 4), **given):
    return Case(key, seats, functions, eligible=frozenset(eligible), **given)


def seated(problem):
    answer = assign(problem)
    assert isinstance(answer, Assignment), answer
    return answer.seated


def why_not(problem):
    answer = assign(problem)
    assert isinstance(answer, Infeasible), answer
    return answer.explanations


def test_two_of_different_functions():
    panel = seated(Problem((a_case(eligible=(1, 4, 2)),), ALL))[1]
    assert 2 in panel
    assert len(panel) == 2


def test_those_who_stay_count_towards_the_functions():
    assert seated(Problem((a_case(seats=1, eligible=(1, 2), staying=("engineering",)),), ALL)) == {1: (2,)}


def test_the_lightest_load_comes_first():
    busy = replace(TOMASZ, load=3)
    assert seated(Problem((a_case(seats=1, functions=1, eligible=(1, 3)),), (busy, SAOIRSE))) == {1: (3,)}


def test_then_the_one_who_has_not_met_the_candidate():
    assert seated(Problem((a_case(seats=1, functions=1, eligible=(1, 3), repeats={3: 1}),), ALL)) == {1: (1,)}


def test_load_is_balanced_over_many_cases():
    cases = tuple(a_case(key) for key in range(1, 9))
    load = Counter(judge for panel in seated(Problem(cases, ALL)).values() for judge in panel)
    assert set(load.values()) == {4}


def test_the_same_input_and_seed_give_the_same_panel_and_another_seed_may_not():
    problem = Problem((a_case(),), ALL, seed=7)
    assert seated(problem) == seated(problem)
    assert len({seated(replace(problem, seed=seed))[1] for seed in range(12)}) > 1


def test_nobody_qualified():
    (why,) = why_not(Problem((a_case(functions=1, eligible=(1,)),), ALL))
    assert (why.binding, why.needed, why.available, why.more) == (Binding.QUALIFIED, 2, 1, 1)


def test_enough_qualified_but_conflicts_bar_them():
    (why,) = why_not(Problem((a_case(functions=1, barred={1: "manages", 2: "same_team", 3: "manages"}),), ALL))
    assert why.binding is Binding.BARRED
    assert why.barred == {"manages": 2, "same_team": 1}
    assert why.available == 1


def test_enough_may_but_all_are_full():
    full = tuple(replace(judge, load=8) for judge in ALL)
    (why,) = why_not(Problem((a_case(functions=1),), full))
    assert (why.binding, why.full) == (Binding.LOAD, 4)


def test_enough_are_free_but_all_of_one_function():
    (why,) = why_not(Problem((a_case(eligible=(1, 4)),), ALL))
    assert (why.binding, why.needed, why.available, why.present) == (Binding.FUNCTIONS, 2, 1, ("engineering",))


def test_too_few_people_and_too_few_functions_are_both_said():
    assert [w.binding for w in why_not(Problem((a_case(eligible=(1,)),), ALL))] == [
        Binding.QUALIFIED,
        Binding.FUNCTIONS,
    ]


def test_more_functions_than_seats_is_said_as_functions():
    assert [w.binding for w in why_not(Problem((a_case(functions=3),), ALL))] == [Binding.FUNCTIONS]


def test_each_alone_could_be_filled_but_not_all_together():
    tight = (replace(TOMASZ, cap=1), replace(KWAME, cap=1))
    explanations = why_not(Problem((a_case(1, eligible=(1, 2)), a_case(2, eligible=(1, 2))), tight))
    assert [w.binding for w in explanations] == [Binding.TOGETHER]


def test_nothing_to_do_is_done():
    assert seated(Problem((), ALL)) == {}


judges = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.integers(0, 3)).map(lambda t: t), min_size=0, max_size=6
).map(lambda rows: tuple(Judge(n, function, load, cap=3) for n, (function, load) in enumerate(rows)))


@settings(max_examples=60, deadline=None)
@given(judges, st.integers(1, 3), st.integers(1, 3), st.sets(st.integers(0, 5)), st.integers(1, 3))
def test_an_answer_keeps_every_rule_and_a_refusal_is_true(pool, seats, functions, barred, count):
    eligible = frozenset(judge.key for judge in pool)
    cases = tuple(Case(n, seats, functions, eligible=eligible, barred=dict.fromkeys(barred, "x")) for n in range(count))
    problem = Problem(cases, pool)
    answer = assign(problem)
    if isinstance(answer, Infeasible):
        assert answer.explanations
        return
    load = Counter(key for panel in answer.seated.values() for key in panel)
    for case in cases:
        panel = answer.seated[case.key]
        assert len(set(panel)) == seats
        assert not barred & set(panel)
        assert len({problem.judge[key].function for key in panel}) >= functions
    assert all(problem.judge[key].load + n <= 3 for key, n in load.items())


@pytest.mark.parametrize("binding", [Binding.QUALIFIED, Binding.FUNCTIONS])
def test_what_is_said_to_mend_it_mends_it(binding):
    eligible = (1,) if binding is Binding.QUALIFIED else (1, 4)
    case = a_case(functions=1 if binding is Binding.QUALIFIED else 2, eligible=eligible)
    (why,) = why_not(Problem((case,), ALL))
    helpers = tuple(Judge(100 + n, f"other-{n}") for n in range(why.more))
    mended = replace(case, eligible=case.eligible | {judge.key for judge in helpers})
    assert seated(Problem((mended,), ALL + helpers))


class TestWhatIsWeighed:
    def best(self, *judges, seats=2, **given):
        together = given.pop("together", {})
        case = a_case(seats=seats, functions=1, eligible=[judge.key for judge in judges], **given)
        return seated(Problem((case,), judges, together=together))[1]

    def test_people_of_several_sites(self):
        leeds, also, ghent = (Judge(n, "care", site=site) for n, site in enumerate(("Leeds", "Leeds", "Ghent")))
        assert ghent.key in self.best(leeds, also, ghent)

    def test_people_who_are_there_for_longer_and_for_less(self):
        new, also, old = (Judge(n, "care", tenure=tenure) for n, tenure in enumerate((0, 0, 2)))
        assert old.key in self.best(new, also, old)

    def test_people_who_did_not_sit_together_lately(self):
        judges = tuple(Judge(n, "care") for n in (1, 2, 3))
        assert set(self.best(*judges, together={(1, 2): 1, (2, 3): 1})) == {1, 3}

    def test_people_who_have_marks_to_be_linked(self):
        judges = (Judge(1, "care", circle=1), Judge(2, "care", circle=1), Judge(3, "care", circle=3))
        assert 3 in self.best(*judges)

    def test_people_without_a_tie_to_be_avoided_where_there_are_others(self):
        judges = tuple(Judge(n, "care") for n in (1, 2, 3))
        assert set(self.best(*judges, avoided=frozenset({2}))) == {1, 3}
        assert set(self.best(*judges[:2], avoided=frozenset({2}))) == {1, 2}

    def test_but_the_lightest_load_before_all_of_that(self):
        busy = Judge(3, "care", load=2, site="Ghent")
        assert 3 not in self.best(Judge(1, "care", site="Leeds"), Judge(2, "care", site="Leeds"), busy)

    def test_it_is_told_in_figures(self):
        judges = (Judge(1, "care", site="Leeds"), Judge(2, "care", load=2, site="Leeds"))
        case = a_case(functions=1, eligible=(1, 2), repeats={2: 3}, waited=4)
        told = figures(Problem((case,), judges, together={(1, 2): 5}), case, (1, 2))
        assert told == {
            "new": 2, "members": 2, "candidates": 2, "busiest": 2, "met": 1, "avoided": 0, "together": 1, "sites": 1,
            "tenures": 1, "links": 0, "waited": 4,
        }  # fmt: skip

    def test_a_chain_of_panels_makes_a_circle(self):
        assert circles([(1, 2), (5, 6), (2, 3)]) == {1: 1, 2: 1, 3: 1, 5: 5, 6: 5}


class TestReservedSeats:
    judges = tuple(Judge(n, "care", load=n) for n in range(5))

    def test_one_goes_to_somebody_of_those(self):
        case = a_case(
            functions=1, eligible=range(5), reserved={"other_site": frozenset({4}), "veto": frozenset({3, 4})}
        )
        assert 4 in seated(Problem((case,), self.judges))[1]

    def test_each_of_many(self):
        cases = tuple(
            a_case(n, functions=1, eligible=range(5), reserved={"veto": frozenset({n % 5})}) for n in range(1, 11)
        )
        panels = seated(Problem(cases, tuple(replace(judge, load=0) for judge in self.judges)))
        assert all(n % 5 in panel for n, panel in panels.items())

    def test_where_nobody_can_take_it_that_is_said(self):
        full = replace(self.judges[4], load=8)
        case = a_case(functions=1, eligible=range(5), reserved={"veto": frozenset({4})})
        (why,) = why_not(Problem((case,), (*self.judges[:4], full)))
        assert (why.binding, why.wanted) == (Binding.RESERVED, "veto")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 2)), min_size=2, max_size=5),
    st.integers(1, 2),
    st.lists(st.tuples(st.integers(1, 2), st.lists(st.sets(st.integers(0, 4)), max_size=2)), min_size=1, max_size=3),
)
def test_reserved_seats_are_kept_whenever_any_assignment_keeps_them(people, functions, wishes):
    """Against every assignment there is: one is found exactly where there is one, and it keeps what is reserved. One
    person may be the answer to several of them."""
    pool = tuple(Judge(n, function, load, cap=2) for n, (function, load) in enumerate(people))
    cases = tuple(
        Case(
            key, seats, min(functions, seats), eligible=frozenset(range(len(pool))),
            reserved={f"wish-{n}": frozenset(wish) for n, wish in enumerate(wanted)},
        )
        for key, (seats, wanted) in enumerate(wishes, 1)
    )  # fmt: skip
    problem = Problem(cases, pool)

    def keeps(case, panel):
        functions = {problem.judge[key].function for key in panel}
        return len(functions) >= case.functions and all(panel_of & set(panel) for panel_of in case.reserved.values())

    panels = [[p for p in combinations(range(len(pool)), case.seats) if keeps(case, p)] for case in cases]
    possible = any(
        all(problem.judge[key].load + n <= 2 for key, n in Counter(chain(*chosen)).items())
        for chosen in product(*panels)
    )
    answer = assign(problem)
    assert isinstance(answer, Assignment) == possible, answer
    if isinstance(answer, Assignment):
        assert all(tuple(sorted(answer.seated[case.key])) in panels[n] for n, case in enumerate(cases))


class TestManyAtOnce:
    def test_those_who_wait_longest_come_first(self):
        judges = (Judge(1, "care", cap=1), Judge(2, "quality", cap=1))
        cases = tuple(a_case(n, eligible=(1, 2), waited=days) for n, days in ((1, 2), (2, 9), (3, 5)))
        formed = form(Problem(cases, judges))
        assert set(formed.assignment.seated) == {2}
        assert [(e.case, e.binding) for e in formed.unfilled] == [(1, Binding.TOGETHER), (3, Binding.TOGETHER)]

    def test_one_that_is_impossible_keeps_nobody_else_waiting(self):
        cases = (a_case(1, eligible=(1,), waited=90), a_case(2), a_case(3))
        formed = form(Problem(cases, ALL))
        assert set(formed.assignment.seated) == {2, 3}
        assert {e.case for e in formed.unfilled} == {1}

    def test_when_the_time_is_up_the_best_found_is_used_and_that_is_said(self):
        judges = tuple(Judge(n, "abc"[n % 3], site="XY"[n % 2]) for n in range(40))
        cases = tuple(a_case(n, eligible=range(40), repeats={n: 1}) for n in range(90))
        formed = form(Problem(cases, judges, limit=0))
        assert not formed.unfilled
        assert formed.assignment.gap > 0
        assert form(Problem(cases, judges)).assignment.gap == 0
