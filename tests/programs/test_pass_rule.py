"""The pass rule and the policies in words."""

from decimal import Decimal

from guildmark.programs.domain.policies import AdjudicationPolicy, AttemptPolicy, PanelPolicy
from guildmark.programs.domain.rubric import Criterion, Level, Rubric, boundary_rule, pass_rule

LEVELS = tuple(Level(number, f"level {number}") for number in (1, 2, 3, 4))


def criterion(title: str, **kwargs) -> Criterion:
    return Criterion(title.lower(), title, levels=LEVELS, **kwargs)


def said(rubric: Rubric) -> list[str]:
    return [str(clause) for clause in pass_rule(rubric)]


def test_each_threshold_is_said():
    rubric = Rubric(
        (
            criterion("Isolation", critical=True, minimum=4),
            criterion("Judgement", critical=True, minimum=3),
            criterion("Record", weight=Decimal("0.5")),
        ),
        cut=Decimal("2.8000"),
    )
    assert said(rubric) == [
        "Isolation (critical) at level 4 or above",
        "Judgement (critical) at level 3 or above",
        "the weighted mean of the levels at least 2.8 of 4",
    ]
    assert str(boundary_rule(rubric)) == "Exactly 2.8 meets it. Nothing is rounded, up or down."


def test_criteria_that_share_a_minimum_are_said_together():
    rubric = Rubric((criterion("Ownership", minimum=2), criterion("Record", minimum=2)))
    assert said(rubric) == ["every criterion at level 2 or above"]
    assert str(boundary_rule(rubric)) == "Exactly the minimum meets it. Nothing is rounded."


def test_a_critical_criterion_without_a_minimum_needs_the_cut():
    rubric = Rubric((criterion("Isolation", critical=True), criterion("Record")), cut=Decimal("2.5"))
    assert said(rubric)[0] == "Isolation (critical) at level 2.5 or above"


def test_a_rubric_without_thresholds_says_so():
    assert said(Rubric((criterion("Record"),))) == ["no threshold is set yet"]


def test_policies_speak():
    panel = " ".join(map(str, PanelPolicy(2, 2, True).words))
    assert panel == (
        "2 assessors judge each submission, each alone first. They come from at least 2 job functions. "
        "They don’t see whose work it is."
    )
    assert "within 0.1 of the cut" in " ".join(map(str, AdjudicationPolicy(1, Decimal("0.10")).words))
    assert "after 14 days" in " ".join(map(str, AttemptPolicy(3, 14).words))
    assert len(AttemptPolicy(1, 14).words) == 1
