"""Instances of panel assignment, and their answers by plainer means."""

import itertools
import random

import numpy as np

from guildmark.assessment.domain.assigning import Instance


def small(seed: int) -> Instance:
    """Up to five submissions and six assessors, often impossible."""
    chance = random.Random(seed)
    submissions, assessors = chance.randint(0, 5), chance.randint(0, 6)
    draw = chance.choice(
        [
            chance.random,
            lambda: chance.uniform(-1, 1),
            lambda: float(chance.randint(0, 2)),
            lambda: 1.0,
            lambda: chance.random() * 1e-9,
            lambda: 1e6 + chance.random(),
        ]
    )
    grouped, pairs = chance.random() < 0.7, submissions and assessors
    roomy = chance.random() < 0.6
    return Instance(
        seats=[chance.choice([0, 1, 2, 2, 3]) for _ in range(submissions)],
        min_load=[chance.choice([0, 0, 0, 0, 0 if roomy else 2]) for _ in range(assessors)],
        max_load=[chance.choice([3, 5, 99] if roomy else [0, 1, 2, 3]) for _ in range(assessors)],
        similarity=[[draw() for _ in range(assessors)] for _ in range(submissions)],
        conflicts=[(chance.randrange(submissions), chance.randrange(assessors)) for _ in range(3)] if pairs else [],
        groups=[chance.randint(0, 2) for _ in range(assessors)] if grouped else None,
        min_distinct=chance.choice([0, 1, 2, 2, 3]) if grouped else 1,
        seed=seed,
    )


def by_trying_all(instance: Instance) -> float | None:
    """The greatest total similarity of all assignments; None where there is none."""
    barred = {tuple(pair) for pair in instance.conflicts}
    panels = [
        [
            (sum(row[a] for a in panel), panel)
            for panel in itertools.combinations(range(len(row)), instance.seats[s])
            if not any((s, a) in barred for a in panel) and enough_groups(instance, panel)
        ]
        for s, row in enumerate(instance.similarity)
    ]
    found: list[float] = []

    def seat(s: int, loads: list[int], total: float) -> None:
        if s == len(panels):
            if all(load >= least for load, least in zip(loads, instance.min_load, strict=True)):
                found.append(total)
            return
        for worth, panel in panels[s]:
            if all(loads[a] < instance.max_load[a] for a in panel):
                seat(s + 1, [load + (a in panel) for a, load in enumerate(loads)], total + worth)

    seat(0, [0] * len(instance.max_load), 0.0)
    return max(found, default=None)


def enough_groups(instance: Instance, panel) -> bool:
    if not panel or instance.groups is None:
        return True
    return len({instance.groups[a] for a in panel}) >= instance.min_distinct


def medium(seed: int) -> Instance:
    """Some dozens of submissions, tight loads, conflicts, groups, similarities of four sorts."""
    chance, numbers = random.Random(seed), np.random.default_rng(seed)
    submissions, assessors = chance.randint(5, 60), chance.randint(6, 30)
    size, distinct = chance.choice([2, 3, 4]), chance.choice([1, 2, 2, 3])
    seats = [chance.choice([size, size, max(size - 1, distinct), 0]) for _ in range(submissions)]
    even = -(-sum(seats) // assessors)
    cap = [even + chance.choice([0, 1, 1, 3]) for _ in range(assessors)]
    similarity = (
        numbers.random((submissions, assessors)),
        numbers.integers(0, 3, (submissions, assessors)).astype(float),
        numbers.normal(size=(submissions, 3)) @ numbers.normal(size=(3, assessors)),
        np.ones((submissions, assessors)),
    )[seed % 4]
    return Instance(
        seats=seats,
        min_load=[chance.choice([0, 0, max(even - 2, 0)]) for _ in range(assessors)],
        max_load=cap,
        similarity=similarity.tolist(),
        conflicts=[(s, a) for s in range(submissions) for a in range(assessors) if chance.random() < 0.08],
        groups=[chance.randrange(5) for _ in range(assessors)],
        min_distinct=distinct,
        seed=seed,
    )


def by_whole_programme(instance: Instance) -> float | None:
    """The same by a mixed-integer programme over every pair, nothing left out."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, hstack, vstack

    submissions, assessors = len(instance.seats), len(instance.max_load)
    groups = max(instance.groups or [0]) + 1
    pairs = submissions * assessors
    member = np.eye(groups)[instance.groups or [0] * assessors]
    each = np.eye(submissions)
    seats = hstack([csr_array(np.kron(each, np.ones((1, assessors)))), csr_array((submissions, submissions * groups))])
    loads = hstack([csr_array(np.kron(np.ones((1, submissions)), np.eye(assessors))),
                    csr_array((assessors, submissions * groups))])  # fmt: skip
    present = hstack([csr_array(np.kron(each, member.T)), -csr_array(np.eye(submissions * groups))])
    many = hstack([csr_array((submissions, pairs)), csr_array(np.kron(each, np.ones((1, groups))))])
    wanted = [instance.min_distinct if seats else 0 for seats in instance.seats]
    none, endless = np.zeros(submissions * groups), np.full(submissions * groups, np.inf)
    upper = np.ones(pairs + submissions * groups)
    for s, a in instance.conflicts:
        upper[s * assessors + a] = 0
    found = milp(
        np.concatenate([-np.ravel(instance.similarity), none]),
        integrality=np.ones(len(upper)),
        bounds=Bounds(0, upper),
        constraints=LinearConstraint(
            vstack([seats, loads, present, many]).tocsr(),
            np.concatenate([instance.seats, instance.min_load, none, wanted]),
            np.concatenate([instance.seats, instance.max_load, endless, np.full(submissions, np.inf)]),
        ),
        options={"mip_rel_gap": 0},
    )
    return None if found.x is None else -found.fun


def large(kind: str, *, seed: int = 1, submissions: int = 2000, assessors: int = 400) -> Instance:
    """A batch as conferences have it: three seats, 5% conflicts, two groups of eight at least, hardly a seat to spare.

    `uniform` similarities, or `clustered`: twelve fields of knowledge, which the groups follow.
    """
    numbers = np.random.default_rng(seed)
    groups, similarity = numbers.integers(0, 8, assessors), numbers.random((submissions, assessors))
    if kind == "clustered":
        fields = numbers.normal(size=(12, 16))
        theirs, ours = numbers.integers(0, 12, assessors), numbers.integers(0, 12, submissions)
        expert = fields[theirs] + 0.5 * numbers.normal(size=(assessors, 16))
        asked = fields[ours] + 0.5 * numbers.normal(size=(submissions, 16))
        similarity, groups = asked @ expert.T, theirs % 8
        similarity = (similarity - similarity.min()) / (similarity.max() - similarity.min())
    return Instance(
        seats=[3] * submissions,
        min_load=[0] * assessors,
        max_load=[-(-3 * submissions // assessors)] * assessors,
        similarity=similarity.tolist(),
        conflicts=np.argwhere(numbers.random((submissions, assessors)) < 0.05).tolist(),
        groups=groups.tolist(),
        min_distinct=2,
        seed=seed,
    )
