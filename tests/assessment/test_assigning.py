"""Who judges what, as a neutral instance: the best there is, proven; or why there is none."""

import json
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from guildmark.assessment.domain.assigning import Instance, binding, optimise
from guildmark.assessment.domain.assigning.arrays import arrays_of
from guildmark.assessment.domain.assigning.flow import limits_of
from guildmark.assessment.domain.assigning.reading import BadInstance, read_instance
from tests.assessment import instances

A_FEW = {
    "seats": [2, 2],
    "min_load": [0, 0, 0],
    "max_load": [1, 1, 2],
    "similarity": [[0.9, 0.8, 0.1], [0.9, 0.5, 0.2]],
    "conflicts": [[0, 1]],
    "groups": {"of": [0, 0, 1], "min_distinct": 2},
    "seed": 1,
    "time_limit_s": 10,
}


def keeps_every_rule(instance: Instance, outcome) -> bool:
    barred = {tuple(pair) for pair in instance.conflicts}
    loads = [0] * len(instance.max_load)
    for s, panel in enumerate(outcome.assignment):
        assert len(set(panel)) == len(panel) == instance.seats[s]
        assert not barred & {(s, a) for a in panel}
        assert instances.enough_groups(instance, panel)
        for a in panel:
            loads[a] += 1
    total = sum(instance.similarity[s][a] for s, panel in enumerate(outcome.assignment) for a in panel)
    assert total == pytest.approx(outcome.objective, rel=1e-9, abs=1e-12)
    between = zip(instance.min_load, loads, instance.max_load, strict=True)
    return loads == outcome.loads and all(least <= load <= most for least, load, most in between)


@pytest.mark.parametrize("start", range(0, 400, 50))
def test_small_ones_are_as_good_as_by_trying_all(start):
    for seed in range(start, start + 50):
        instance = instances.small(seed)
        outcome, best = optimise(instance), instances.by_trying_all(instance)
        if best is None:
            assert (outcome.status, outcome.assignment, outcome.bound) == ("infeasible", [], None), seed
            assert outcome.explanation, seed
            continue
        assert outcome.status == "optimal", seed
        assert keeps_every_rule(instance, outcome), seed
        assert outcome.objective == pytest.approx(best, rel=1e-9, abs=1e-15), seed
        assert outcome.bound >= outcome.objective


@pytest.mark.parametrize("seed", range(16))
def test_medium_ones_are_as_good_as_the_whole_programme(seed):
    instance = instances.medium(seed)
    outcome, best = optimise(instance, explained=False), instances.by_whole_programme(instance)
    assert (outcome.status == "infeasible") == (best is None)
    if best is not None:
        assert keeps_every_rule(instance, outcome)
        assert outcome.objective == pytest.approx(best, rel=1e-6)
        assert outcome.bound >= best * (1 - 1e-9)


@pytest.mark.parametrize("kind", ["uniform", "clustered"])
def test_one_of_hundreds_is_proven_over_all_pairs(kind):
    instance = instances.large(kind, submissions=500, assessors=120)
    outcome = optimise(instance)
    assert outcome.status == "optimal"
    assert outcome.gap <= 1e-6
    assert keeps_every_rule(instance, outcome)


def test_the_same_instance_and_seed_give_the_same_assignment():
    instance = instances.large("clustered", submissions=300, assessors=60)
    assert optimise(instance).assignment == optimise(instance).assignment


def test_when_the_time_is_up_the_best_found_is_used_and_that_is_said():
    instance = replace(instances.large("clustered", submissions=300, assessors=60), limit=0)
    outcome, best = optimise(instance), optimise(replace(instance, limit=60))
    assert outcome.status == "feasible"
    assert keeps_every_rule(instance, outcome)
    assert "time limit of 0 s was reached" in outcome.explanation[0]
    assert outcome.objective <= best.objective <= outcome.bound


@pytest.mark.parametrize("limit", [0.5, 30])
def test_thousands_of_ties_end_with_proof_or_at_the_time_limit_which_is_said(limit):
    """Whole numbers in blocks, every assessor needed to the last seat: almost all assignments are worth the same."""
    base = instances.large("clustered", submissions=1000, assessors=200)
    similarity = [[float(row % 10 == column % 7) for column in range(200)] for row in range(1000)]
    instance = replace(base, similarity=similarity, max_load=[15] * 200, limit=limit)
    outcome = optimise(instance)
    assert outcome.seconds < limit + 2
    assert keeps_every_rule(instance, outcome)
    if outcome.status != "optimal":
        assert f"time limit of {limit:g} s was reached" in outcome.explanation[0]
        assert outcome.gap > 0


@pytest.mark.parametrize("start", range(0, 300, 100))
def test_what_is_said_to_bind_binds_and_nothing_less_does(start):
    seen = 0
    for seed in range(start, start + 100):
        arrays = arrays_of(instances.small(seed))
        asked = limits_of(arrays)
        if not binding.fit(asked).short:
            continue
        found = binding.binding(arrays, seconds=30)
        assert found.irreducible
        assert binding.fit(binding.kept_limits(asked, found.constraints)).short, seed
        for one in found.constraints:
            others = [other for other in found.constraints if other != one]
            assert not binding.fit(binding.kept_limits(asked, others)).short, (seed, one)
        seen += 1
    assert seen > 20


class TestWhyNot:
    def why(self, **changed):
        return optimise(read_instance(json.dumps({**A_FEW, **changed}))).explanation

    def test_too_little_room(self):
        head, seats, load, *remedies = self.why(max_load=[1, 1, 1], conflicts=[], groups=None)
        assert head == "These constraints can't all hold; without any one of them the others could:"
        assert seats == "seats: submissions 0 and 1 need 4 in all"
        assert load == "max_load: assessors 0, 1 and 2 may take 3 in all"
        assert "remedy: with one more assessor, free of conflicts, with max_load 1: feasible" in remedies
        assert "remedy: with max_load 2 for assessor 0: feasible" in remedies
        assert "remedy: with 1 seat for submission 1: feasible" in remedies

    def test_conflicts(self):
        told = self.why(conflicts=[[1, 0], [1, 1]], max_load=[2, 2, 2], groups=None)
        assert told[1:3] == [
            "seats: submission 1 needs 2",
            "conflicts: submission 1 must not have assessors 0 and 1",
        ]
        assert "remedy: without the conflict [1, 0]: feasible" in told

    def test_groups(self):
        told = self.why(groups={"of": [5, 5, 5], "min_distinct": 2})
        assert "min_distinct: submission 0 must have members of 2 groups" in told
        assert "remedy: with min_distinct 1 for submission 0: 1 would still be short" in told

    def test_a_floor_above_what_there_is_to_do(self):
        told = self.why(min_load=[0, 2, 0], max_load=[2, 2, 2], groups=None)
        assert told[1:] == [
            "conflicts: submission 0 must not have assessor 1",
            "min_load: assessor 1 must take 2",
            "remedy: with min_load 1 for assessor 1: feasible",
        ]

    def test_a_remedy_does_what_it_says(self):
        mended = {**A_FEW, "max_load": [2, 1, 1], "groups": None}
        assert optimise(read_instance(json.dumps(mended))).status == "optimal"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"seats": 3}, "seats is 3; it must be a list."),
        ({"seats": [2, -1]}, r"seats\[1\] is -1; it must be a whole number, not below 0."),
        ({"seats": [2, 1.5]}, r"seats\[1\] is 1.5"),
        ({"seats": [2, True]}, r"seats\[1\] is true"),
        ({"min_load": [0]}, "min_load has 1 entries, max_load has 3"),
        ({"max_load": ["many", 1, 1]}, r'max_load\[0\] is "many"'),
        ({"similarity": [[1, 2, 3]]}, "similarity has 1 rows, seats has 2"),
        ({"similarity": [[1, 2, 3], [1, 2]]}, r"similarity\[1\] has 2 entries, max_load has 3"),
        ({"similarity": [[1, 2, 3], [1, 2, None]]}, r"similarity\[1\]\[2\] is null; it must be a finite number."),
        ({"similarity": [[1, 2, 3], [1, 2, float("nan")]]}, r"similarity\[1\]\[2\] is NaN"),
        ({"conflicts": [[0, 3]]}, r"conflicts\[0\] is \[0, 3\]; there are 2 submissions and 3 assessors"),
        ({"conflicts": [[0]]}, r"conflicts\[0\] is \[0\]; it must be a pair"),
        ({"conflicts": {}}, "conflicts is {}; it must be a list."),
        ({"groups": {"of": [0, 1, 1]}}, "The field groups.min_distinct is missing."),
        ({"groups": {"of": [0, 1], "min_distinct": 2}}, "groups.of has 2 entries"),
        ({"groups": [0, 1, 1]}, "groups is .* it must be an object"),
        ({"seed": "x"}, 'seed is "x"; it must be a whole number.'),
        ({"time_limit_s": -1}, "time_limit_s is -1"),
    ],
)
def test_a_malformed_instance_is_told_by_its_field(changed, sentence):
    with pytest.raises(BadInstance, match=sentence):
        read_instance(json.dumps({**A_FEW, **changed}))


@pytest.mark.parametrize("name", ["seats", "min_load", "max_load", "similarity", "conflicts"])
def test_a_missing_field_is_named(name):
    with pytest.raises(BadInstance, match=f"The field {name} is missing."):
        read_instance(json.dumps({key: value for key, value in A_FEW.items() if key != name}))


class TestTheCommand:
    def test_it_prints_the_outcome(self, tmp_path, capsys):
        file = tmp_path / "instance.json"
        file.write_text(json.dumps(A_FEW))
        call_command("panels", "solve", str(file))
        told = json.loads(capsys.readouterr().out)
        assert (told["status"], told["assignment"], told["loads"]) == ("optimal", [[0, 2], [1, 2]], [1, 1, 2])
        assert (told["objective"], told["bound"], told["gap"]) == (pytest.approx(1.7), pytest.approx(1.7), 0)
        assert set(told) == {
            "status", "assignment", "objective", "bound", "gap", "loads", "seconds", "explanation"
        }  # fmt: skip

    @pytest.mark.parametrize("text", ["{", "[1]", '{"seats": [1]}', "\ud83d"], ids=["cut", "list", "part", "bytes"])
    def test_what_it_can_t_read_it_says_in_a_sentence(self, tmp_path, text):
        file = tmp_path / "instance.json"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        with pytest.raises(CommandError, match=r"instance\.json .*\."):
            call_command("panels", "solve", str(file))

    def test_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(CommandError, match="No such file"):
            call_command("panels", "solve", str(tmp_path / "nowhere.json"))
