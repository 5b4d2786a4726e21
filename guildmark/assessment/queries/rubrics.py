"""The rubric by which a submission is judged, and the sheets that judge it, as the domain takes them."""

from collections.abc import Iterable

from guildmark.assessment.domain.disagreement import Policy
from guildmark.assessment.domain.scoring import CriterionRule, Levels, PassRule
from guildmark.assessment.models import CriterionScore, ScoreSheet, SeatState, Submission
from guildmark.programs.domain.rubric import Rubric
from guildmark.programs.models import Criterion, ProgramVersion
from guildmark.programs.queries import rubrics_of


def rubric_for(submission: Submission) -> Rubric:
    """How this submission's task is judged under the version pinned by its candidacy."""
    return rubrics_of(submission.candidacy.version)[submission.task.key]


def rule_of(rubric: Rubric) -> PassRule:
    """The rubric's pass rule, as scoring takes it."""
    return PassRule(
        tuple(CriterionRule(c.key, c.weight, c.minimum, c.critical) for c in rubric.criteria), cut=rubric.cut
    )


def policy_of(version: ProgramVersion) -> Policy:
    return Policy(version.adjudication_tolerance, version.near_cut_band)


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
