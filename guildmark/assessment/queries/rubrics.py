"""The rubric by which a submission is judged, and the sheets that judge it, as the domain takes them."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from guildmark.assessment.domain.disagreement import Policy
from guildmark.assessment.domain.scoring import CriterionRule, Levels, PassRule
from guildmark.assessment.models import CarriedCredit, CriterionScore, ScoreSheet, SeatState, Submission
from guildmark.programs.domain.judging import adjudication_policy
from guildmark.programs.domain.rubric import Rubric
from guildmark.programs.models import Criterion
from guildmark.programs.queries import rubrics_of


def rubric_for(submission: Submission) -> Rubric:
    """How this submission's task is judged under the version pinned by its candidacy."""
    return rubrics_of(submission.candidacy.version)[submission.task.key]


def rule_of(rubric: Rubric) -> PassRule:
    """The rubric's pass rule, as scoring takes it."""
    return PassRule(
        tuple(CriterionRule(c.key, c.weight, c.minimum, c.critical) for c in rubric.criteria), cut=rubric.cut
    )


def asked_of(submission: Submission, whole: Rubric | None = None) -> Rubric:
    """What of the rubric is judged in this attempt: what is carried over isn't. `whole`: the rubric, where it is known."""
    rubric = whole or rubric_for(submission)
    gone = carried_into(submission)
    if not gone:
        return rubric
    return replace(rubric, criteria=tuple(one for one in rubric.criteria if one.key not in gone))


def carried_into(submission: Submission) -> dict[str, Fraction]:
    """The levels that an earlier attempt brings into this one, by criterion key. Known once it is handed in."""
    if submission.attempt == 1 or submission.copy_of_id is not None:
        return {}
    rows = CarriedCredit.objects.filter(submission=submission).values_list("criterion__key", "level")
    return {key: Fraction(level) for key, level in rows}


def policy_of(submission: Submission) -> Policy:
    """How sheets on it may differ, and what follows."""
    said = adjudication_policy(submission.candidacy.version)
    own = {one.key: one.tolerance for one in rubric_for(submission).criteria if one.tolerance is not None}
    return Policy(said.tolerance, said.near_cut_band, said.near_cut_errors, not said.straight_to_discussion, own)


def criterion_ids(submission: Submission) -> dict[str, int]:
    """The criteria's rows, by key."""
    return dict(Criterion.objects.filter(rubric__task_id=submission.task_id).values_list("key", "pk"))


def sealed_sheets(submission: Submission) -> list[ScoreSheet]:
    """The sealed sheets, in the order of seats, with their scores. For calculation: who may read them is asked apart."""
    sheets = ScoreSheet.objects.filter(seat__panel__submission=submission, seat__state=SeatState.SEALED)
    return list(
        sheets.select_related("seat__assessor", "seat__panel__submission")
        .prefetch_related("scores__criterion")
        .order_by("seat__number", "pk")
    )


def levels_of(scores: Iterable[CriterionScore]) -> Levels:
    """The levels given so far, by criterion key."""
    return {score.criterion.key: score.level for score in scores if score.level is not None}
